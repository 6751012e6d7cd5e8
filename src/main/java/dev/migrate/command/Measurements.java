package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Finding;
import dev.migrate.lint.ServerVersion;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.trace.Impact;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.StatementTrace;
import dev.migrate.trace.TraceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code migrate:test -Dmigrate.trace} measured of the scripts as they are, on a server of the same kind and major version: it proves or refutes what a
 * rule says of locks and of tables that are written anew.
 */
final class Measurements {

    private static final String FILES = "trace.*.json";

    private final List<TraceFile> files;
    private final Map<String, String> checksums = new HashMap<>();

    private Measurements(List<TraceFile> files) {
        this.files = files;
    }

    /** What was measured for such a database; what cannot be read, or was of another one, is as if it were not there. */
    static Measurements of(Path project, String environment, DatabaseKind kind, @Nullable String server) {
        Path folder = project.resolve("target/migrate");
        List<Path> paths = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, FILES)) {
                found.forEach(paths::add);
            } catch (IOException e) {
                return new Measurements(List.of());
            }
        }
        Path own = project.resolve(TraceFile.name(environment));
        paths.sort(
                Comparator.<Path, Boolean>comparing(path -> !path.equals(own)).thenComparing(path -> path));
        List<TraceFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                TraceFile file = TraceFile.read(path);
                if (file.database().equals(kind.id()) && isSameMajor(file.version(), server)) {
                    files.add(file);
                }
            } catch (IOException e) {
                // An old or broken file proves nothing.
            }
        }
        return new Measurements(files);
    }

    private static boolean isSameMajor(String measured, @Nullable String server) {
        if (server == null) {
            return true;
        }
        Optional<Integer> there = ServerVersion.parse(server).map(ServerVersion::major);
        return there.isPresent() && there.equals(ServerVersion.parse(measured).map(ServerVersion::major));
    }

    /** The script of a revision under review, as it is now. */
    void script(String revision, String checksum) {
        checksums.put(revision, checksum);
    }

    /** The finding in the light of what was measured. */
    Finding weighed(Finding finding) {
        if (finding.concern() == Finding.Concern.OTHER || finding.diagnostic().span() == null) {
            return finding;
        }
        Optional<StatementTrace> measured =
                measured(finding.revision(), finding.diagnostic().span().line());
        return measured.map(trace -> weighed(finding, trace)).orElse(finding);
    }

    private Optional<StatementTrace> measured(String revision, int line) {
        String checksum = checksums.get(revision);
        if (checksum == null) {
            return Optional.empty();
        }
        for (TraceFile file : files) {
            Optional<RevisionTrace> found = file.find(revision, "upgrade", checksum);
            if (found.isPresent()) {
                return found.get().statements().stream()
                        .filter(statement -> statement.line() <= line)
                        .max(Comparator.comparingInt(StatementTrace::line));
            }
        }
        return Optional.empty();
    }

    private static Finding weighed(Finding finding, StatementTrace trace) {
        boolean rewrite = finding.concern() == Finding.Concern.REWRITE;
        boolean harmless = rewrite
                ? trace.rewrites().isEmpty() && trace.impact() != Impact.LONG
                : trace.impact() == Impact.NONE && !trace.sampled();
        Diagnostic told =
                finding.diagnostic().note("measured on a scratch database: " + words(trace, rewrite, harmless));
        Severity severity = harmless ? Severity.NOTE : told.severity();
        return new Finding(
                finding.rule(),
                finding.revision(),
                finding.concern(),
                new Diagnostic(
                        severity, told.code(), told.message(), told.span(), told.label(), told.notes(), told.help()));
    }

    private static String words(StatementTrace trace, boolean rewrite, boolean harmless) {
        if (harmless) {
            return rewrite ? "no table is written anew here" : "it keeps nobody waiting here";
        }
        List<String> words = new ArrayList<>();
        if (!trace.rewrites().isEmpty()) {
            words.add("writes " + String.join(", ", trace.rewrites()) + " anew");
        }
        if (!trace.builds().isEmpty()) {
            words.add("builds " + String.join(", ", trace.builds()));
        }
        if (!trace.locks().isEmpty()) {
            LockTaken lock = trace.locks().get(0);
            words.add(lock.mode() + " on " + lock.relation() + " (keeps "
                    + lock.felt().words() + " waiting)");
        }
        if (trace.algorithm() != null) {
            words.add("ALGORITHM=" + trace.algorithm());
        }
        words.add(trace.tookMs() + " ms");
        return String.join("; ", words);
    }
}
