package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Rebase;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.HeaderEdit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts revisions that are not released yet behind another head, by rewriting whom they revise. */
public final class RebaseCommand {

    /**
     * What to do.
     *
     * @param scripts the project's scripts
     * @param onto what the part is put behind; null to be told which there are
     * @param range what moves, {@code from:to}; null for the branch of the other of two heads
     * @param dryRun whether nothing is to be written
     * @param confirm the protected environments that somebody knows to have none of it, though they cannot be asked
     * @param databases every database of the project
     */
    public record Request(
            ProjectScripts scripts,
            @Nullable String onto,
            @Nullable String range,
            boolean dryRun,
            Set<String> confirm,
            List<Workspace> databases) {

        /** Copies the lists. */
        public Request {
            confirm = Set.copyOf(confirm);
            databases = List.copyOf(databases);
        }
    }

    /**
     * What was done, or would be.
     *
     * @param rebase what moves; null where all revisions stand in one line
     * @param graph the graph as it is afterwards
     * @param notes what is to be known of databases, and what to type there
     */
    public record Result(@Nullable Rebase rebase, RevisionGraph graph, List<String> notes) {

        /** Copies the notes. */
        public Result {
            notes = List.copyOf(notes);
        }
    }

    /** Does it: looks at the graph and every database first, then changes the files, all of them or none. */
    public Result run(Request request) {
        ProjectScripts scripts = request.scripts();
        RevisionGraph graph = scripts.graph();
        Optional<Rebase> chosen = new RebaseChoice(graph).of(request.onto(), request.range());
        if (chosen.isEmpty() || chosen.get().isEmpty()) {
            return new Result(chosen.orElse(null), graph, List.of());
        }
        Rebase rebase = chosen.get();
        RevisionGraph after = rebase.result();
        var changes = new FileChanges(scripts.project());
        for (Rebase.Move move : rebase.moves()) {
            HeaderEdit edit = edit(move.revision());
            changes.replace(
                    path(scripts, move.revision()),
                    edit.bytes(),
                    edit.with("revises", move.parents()).bytes());
        }
        changes.check();
        List<String> notes = new RebaseSafety(rebase, after, request.confirm()).check(request.databases());
        if (!request.dryRun()) {
            changes.apply();
        }
        return new Result(rebase, after, notes);
    }

    private static HeaderEdit edit(Revision revision) {
        HeaderEdit edit = HeaderEdit.of(revision.file());
        Revision now = edit.revision();
        if (!now.id().equals(revision.id()) || !now.parents().equals(revision.parents())) {
            throw Diagnostic.error(
                            "script/changed-meanwhile",
                            "\"" + revision.file().getFileName() + "\" has been changed by somebody else just now")
                    .at(SourceSpan.of(revision.file()))
                    .note("nothing has been changed")
                    .help("try again")
                    .toException();
        }
        return edit;
    }

    private static Path path(ProjectScripts scripts, Revision revision) {
        return scripts.project().resolve(revision.file());
    }
}
