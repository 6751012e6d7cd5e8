package dev.migrate.command;

import dev.migrate.config.HookSettings;
import dev.migrate.config.ScriptSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Fold;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import dev.migrate.script.HeaderEdit;
import dev.migrate.script.NewRevision;
import dev.migrate.script.RevisionId;
import dev.migrate.script.ScriptFolder;
import dev.migrate.script.ScriptName;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.script.SquashScript;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Folds a range of revisions into one, once it is shown to do the same. */
public final class SquashCommand {

    private final ProjectScripts scripts;
    private final PostWriteHooks hooks;
    private final Clock clock;

    /**
     * A command.
     *
     * @param out takes what the hooks for new scripts print
     */
    public SquashCommand(ProjectScripts scripts, HookSettings hooks, Clock clock, Consumer<String> out) {
        this.scripts = scripts;
        this.hooks = new PostWriteHooks(scripts.project(), hooks.postWrite(), out);
        this.clock = clock;
    }

    /**
     * What to fold.
     *
     * @param range {@code from:to}, both folded too, each end optional
     * @param message the title; null for one that counts the revisions
     * @param revId the id; null for one made from the time
     * @param location the folder; null for the first location
     * @param dryRun whether everything is done but writing
     */
    public record Request(
            String range,
            @Nullable String message,
            @Nullable String revId,
            @Nullable String location,
            boolean dryRun) {}

    /**
     * The databases of the project.
     *
     * @param all those to be looked at, lest one stands in the middle
     * @param proving those beside which it is shown that both ways are the same, one of each kind; none to leave it out
     * @param used the kinds that any environment has
     */
    public record Databases(List<StatusCommand.Place> all, List<Workspace> proving, Set<DatabaseKind> used) {

        /** Copies. */
        public Databases {
            all = List.copyOf(all);
            proving = List.copyOf(proving);
            used = Set.copyOf(used);
        }
    }

    /**
     * What was done.
     *
     * @param squash the revision that stands for the others
     * @param folded those
     * @param text its script
     * @param rewritten those whose headers name it now
     * @param proofs what has been shown, a line for each kind of database
     * @param notes what is not as it was, or could not be found out
     */
    public record Result(
            Revision squash,
            List<Revision> folded,
            String text,
            List<Revision> rewritten,
            List<String> proofs,
            List<String> notes) {}

    /** Does it. */
    public Result run(Request request, Databases databases) {
        RevisionGraph graph = scripts.graph();
        Fold fold = Fold.of(graph, new TargetResolver(graph).range(request.range()), request.range());
        // read before they are joined, so that an edit meanwhile is met
        var old = new LinkedHashMap<Path, byte[]>();
        fold.revisions().forEach(revision -> old.put(revision.file(), bytes(revision.file())));
        NewRevision header = header(fold, request);
        SquashScript script = SquashScript.of(fold, header, databases.used());
        Path file = NewScript.free(
                NewScript.folder(scripts, request.location()),
                ScriptName.of(
                        scripts.settings().fileTemplate(),
                        header,
                        scripts.settings().truncateSlug()),
                ".sql");
        Revision squash = NewScript.revision(header, file);
        RevisionGraph after = checked(fold, squash);
        var changes = new FileChanges(scripts.project());
        // old files go last: after a kill in between, the graph's own words lead to the end of it
        changes.create(file, script.text().getBytes(StandardCharsets.UTF_8));
        List<Revision> rewritten = rewrite(fold, squash, changes);
        old.forEach(changes::delete);
        changes.check();

        var notes = new ArrayList<>(script.notes());
        notes.addAll(new MiddleCheck(graph, fold).look(databases.all()));
        List<String> proofs = proofs(graph, fold, header, script, databases.proving(), notes);
        if (!request.dryRun()) {
            changes.apply();
            hooks.run(file);
        }
        Revision written = after.find(squash.id()).orElseThrow();
        return new Result(written, fold.revisions(), script.text(), rewritten, proofs, List.copyOf(notes));
    }

    private NewRevision header(Fold fold, Request request) {
        ScriptSettings settings = scripts.settings();
        Instant now = clock.instant();
        String message = request.message();
        return new NewRevision(
                request.revId() == null
                        ? RevisionId.next(now, settings.timezone(), UUID.randomUUID())
                        : request.revId(),
                message == null || message.isBlank()
                        ? "squash of " + fold.revisions().size() + " revisions"
                        : message,
                fold.parents(),
                fold.labels(),
                fold.dependsOn(),
                fold.replaces(),
                now.atZone(settings.timezone()));
    }

    /** The graph as it will be; nothing has been written yet, so no place in the new script is named. */
    private static RevisionGraph checked(Fold fold, Revision squash) {
        try {
            return fold.with(squash);
        } catch (MigrateException e) {
            throw new MigrateException(
                    e.diagnostics().stream()
                            .map(fault -> isAt(fault.span(), squash.file()) ? fault.at(null) : fault)
                            .map(fault -> fault.note("nothing has been written"))
                            .toList(),
                    e);
        }
    }

    private static boolean isAt(@Nullable SourceSpan span, Path file) {
        return span != null && span.file().equals(file);
    }

    private static List<Revision> rewrite(Fold fold, Revision squash, FileChanges changes) {
        List<Revision> rewritten = List.copyOf(fold.rewritten(squash.id()).values());
        for (Revision revision : rewritten) {
            HeaderEdit before = HeaderEdit.of(revision.file());
            HeaderEdit after = before.with("revises", revision.parents()).with("depends-on", revision.dependsOn());
            changes.replace(revision.file(), before.bytes(), after.bytes());
        }
        return rewritten;
    }

    private List<String> proofs(
            RevisionGraph graph,
            Fold fold,
            NewRevision header,
            SquashScript script,
            List<Workspace> proving,
            List<String> notes) {
        Draft draft = Draft.of(header, script.text());
        try {
            var kinds = new LinkedHashMap<DatabaseKind, Workspace>();
            proving.forEach(workspace -> kinds.putIfAbsent(kind(workspace), workspace));
            var proofs = new ArrayList<String>();
            SqlScript text = SqlScript.of(draft.revision());
            RevisionGraph folded = fold.with(draft.revision());
            for (Map.Entry<DatabaseKind, Workspace> kind : kinds.entrySet()) {
                boolean goesBack =
                        text.section(SectionKind.DOWNGRADE, kind.getKey()).isPresent();
                var proof = new SquashProof(graph, fold, folded, draft.revision(), goesBack);
                proofs.add(proof.on(kind.getValue()));
            }
            noteUnproved(script.databases(), kinds.keySet(), notes);
            return proofs;
        } finally {
            draft.delete();
        }
    }

    /** An environment may have no url, or one that takes a variable which is not set. */
    private static DatabaseKind kind(Workspace workspace) {
        try {
            return workspace.environment().database().kind();
        } catch (MigrateException e) {
            throw SquashProof.notToBeHad(e);
        }
    }

    private static void noteUnproved(Collection<DatabaseKind> databases, Set<DatabaseKind> proved, List<String> notes) {
        var left = EnumSet.noneOf(DatabaseKind.class);
        left.addAll(databases);
        left.removeAll(proved);
        if (proved.isEmpty()) {
            notes.add("it has not been shown on a database that the squash does what its revisions do");
        } else if (!left.isEmpty()) {
            notes.add("not shown on "
                    + left.stream().map(DatabaseKind::displayName).collect(Collectors.joining(", "))
                    + ": name an environment that has it, -Dmigrate.env=…, with -Dmigrate.dryRun");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
    }

    /** The script outside of the project, where it is read back and tried out. */
    private record Draft(Path folder, Revision revision) {

        static Draft of(NewRevision header, String text) {
            try {
                Path folder = Files.createTempDirectory("migrate-squash");
                Files.writeString(folder.resolve("squash.sql"), text);
                Revision read = ScriptFolder.read(folder, List.of(folder)).get(0);
                if (!read.id().equals(header.id())
                        || !read.parents().equals(header.parents())
                        || !read.dependsOn().equals(header.dependsOn())
                        || !read.replaces().equals(header.replaces())) {
                    throw new IllegalStateException("the header of the squash is read otherwise than it was written");
                }
                return new Draft(folder, read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void delete() {
            try {
                Files.deleteIfExists(revision.file());
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // a draft in the system's temporary folder, which it empties itself
                return;
            }
        }
    }
}
