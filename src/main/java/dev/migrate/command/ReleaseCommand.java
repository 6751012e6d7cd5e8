package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.engine.OfflineScript;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Step;
import dev.migrate.report.Json;
import dev.migrate.report.OutputFile;
import dev.migrate.revision.Revision;
import dev.migrate.script.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the bundle that a pipeline hands on: the scripts validated, then written as SQL forward and back, a plan as JSON, and the sums
 * of them all in a zip. The same scripts, settings and commit give the same bytes.
 */
public final class ReleaseCommand {

    private static final String FOLDER = "target/migrate/release";

    /**
     * What to release.
     *
     * @param from where the bundle begins
     * @param to where it ends
     * @param zip the file to make
     * @param pluginVersion the version of this plugin
     * @param project the coordinates of the project; null where there is no POM
     * @param modified the time of every entry of the zip
     */
    public record Request(
            @Nullable String from,
            String to,
            Path zip,
            String pluginVersion,
            @Nullable String project,
            LocalDateTime modified) {}

    /**
     * What was made.
     *
     * @param plan the steps forward
     * @param folder where the files are
     * @param zip the bundle
     * @param notes what a release manager should know, such as a revision that cannot be undone
     */
    public record Result(Plan plan, Path folder, Path zip, List<String> notes) {}

    /** Makes it. */
    public Result run(Workspace workspace, Request request) {
        ProjectScripts scripts = workspace.scripts();
        var kind = workspace.environment().kind();
        var valid = new ValidateCommand()
                .run(new ValidateCommand.Request(
                        scripts, Set.of(kind), workspace.environment().placeholders(), workspace.compiler()));
        if (!valid.problems().isEmpty()) {
            throw new MigrateException(valid.problems(), null);
        }
        Planner planner = new Planner(valid.graph());
        Plan up = planner.offlineUpgrade(request.from(), request.to());
        List<String> notes = new ArrayList<>();
        String schema = workspace.environment().offline().versionTableSchema();
        List<Path> files = new ArrayList<>();
        clear(workspace.project().resolve(FOLDER));
        files.add(new OutputFile(workspace.project(), FOLDER + "/upgrade.sql")
                .write(out ->
                        OfflineScript.write(new OfflineScript.Request(up, workspace.offline(), kind, schema), out)));
        if (!up.isEmpty()) {
            files.addAll(downgrade(workspace, request, planner, up, notes));
        }
        files.add(new OutputFile(workspace.project(), FOLDER + "/plan.json")
                .write(new Json().write(json(workspace, request, up, notes))));
        StringBuilder sums = new StringBuilder();
        for (Path file : files) {
            sums.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
        }
        files.add(new OutputFile(workspace.project(), FOLDER + "/SHA256SUMS").write(sums.toString()));
        zip(files, request);
        return new Result(up, workspace.project().resolve(FOLDER), request.zip(), List.copyOf(notes));
    }

    /** A bundle without a way back is still a bundle, as long as it says so. */
    private static List<Path> downgrade(
            Workspace workspace, Request request, Planner planner, Plan up, List<String> notes) {
        try {
            String back = up.from().rows().isEmpty()
                    ? "base"
                    : String.join(",", up.from().rows());
            Plan down = planner.downgrade(up.to(), back, true);
            var offline = new OfflineScript.Request(
                    down,
                    workspace.offline(),
                    workspace.environment().kind(),
                    workspace.environment().offline().versionTableSchema());
            return List.of(new OutputFile(workspace.project(), FOLDER + "/downgrade.sql")
                    .write(out -> OfflineScript.write(offline, out)));
        } catch (MigrateException e) {
            boolean onlyMissing =
                    e.diagnostics().stream().allMatch(d -> d.code().equals("script/no-downgrade"));
            if (!onlyMissing) {
                throw e;
            }
            for (Diagnostic diagnostic : e.diagnostics()) {
                notes.add("no downgrade.sql: " + diagnostic.message());
            }
            return List.of();
        }
    }

    /** plan.json. */
    private record PlanJson(
            int formatVersion,
            @Nullable String project,
            String pluginVersion,
            @Nullable String commit,
            String environment,
            String database,
            List<String> from,
            Map<String, List<String>> otherNames,
            List<String> to,
            List<StepJson> revisions,
            List<String> notes) {}

    private record StepJson(
            String id,
            String title,
            List<String> revises,
            List<String> labels,
            List<String> dependsOn,
            List<String> replaces,
            String file,
            String checksum) {}

    private static PlanJson json(Workspace workspace, Request request, Plan plan, List<String> notes) {
        List<StepJson> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            Revision revision = step.revision();
            steps.add(new StepJson(
                    revision.id(),
                    revision.title(),
                    revision.parents(),
                    revision.labels(),
                    revision.dependsOn(),
                    revision.replacedIds(),
                    workspace.project().relativize(revision.file()).toString().replace('\\', '/'),
                    "sha256:" + Checksum.of(revision)));
        }
        return new PlanJson(
                1,
                request.project(),
                request.pluginVersion(),
                workspace.identity().gitCommit(),
                workspace.environment().name(),
                workspace.environment().kind().id(),
                plan.from().rows(),
                new TreeMap<>(plan.otherNames()),
                plan.to().rows(),
                steps,
                notes);
    }

    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Entries are stored, not deflated: what deflating gives depends on the platform's zlib, and these bytes must not. */
    private static void zip(List<Path> files, Request request) {
        try {
            Files.createDirectories(request.zip().toAbsolutePath().getParent());
            Path part = request.zip().resolveSibling(request.zip().getFileName() + ".part");
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                zip.setMethod(ZipOutputStream.STORED);
                for (Path file : files) {
                    ZipEntry entry = new ZipEntry(file.getFileName().toString());
                    entry.setTimeLocal(request.modified());
                    entry.setSize(Files.size(file));
                    entry.setCompressedSize(Files.size(file));
                    entry.setCrc(crc(file));
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                    zip.closeEntry();
                }
            }
            Files.move(part, request.zip(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Diagnostic.error("release/zip", "\"" + request.zip() + "\" cannot be written: " + e.getMessage())
                    .toException(e);
        }
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        return crc.getValue();
    }
}
