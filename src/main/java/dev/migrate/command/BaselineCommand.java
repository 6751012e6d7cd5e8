package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Run;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adopts a database: writes a first revision that makes what stands there, and stamps the database as having run it. */
public final class BaselineCommand {

    private final ScriptWriter writer;

    /** A command that writes with this writer. */
    public BaselineCommand(ScriptWriter writer) {
        this.writer = writer;
    }

    /**
     * What to write.
     *
     * @param script what stands in its header
     * @param confirm the environment's name, typed by somebody who means it
     * @param prove whether the script is tried out before it is written
     */
    public record Request(
            ScriptWriter.Script script, @Nullable String confirm, boolean prove) {}

    /**
     * What was done.
     *
     * @param revision the revision
     * @param objects how many objects it makes
     * @param changes the tables and other objects, a line each
     * @param notes what the user should know
     * @param proof how long it took to show that the script does what it should; null where that was left out
     */
    public record Result(
            Revision revision,
            int objects,
            List<SchemaChange> changes,
            List<String> notes,
            @Nullable Duration proof) {

        /** Copies the lists. */
        public Result {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }
    }

    /** Does it. */
    public Result run(Workspace workspace, Request request) {
        Confirmation.check(workspace.environment(), request.confirm(), "migrate:baseline");
        ProjectScripts scripts = workspace.scripts();
        RevisionGraph graph = scripts.graph();
        if (!graph.ordered().isEmpty()) {
            throw Diagnostic.error(
                            "baseline/has-revisions",
                            "the project has " + graph.ordered().size()
                                    + (graph.ordered().size() == 1 ? " revision" : " revisions")
                                    + " already, and a baseline is the first")
                    .note("nothing has been changed")
                    .help("mvn migrate:stamp tells a database that it has run them; mvn migrate:drift shows how it"
                            + " differs")
                    .toException();
        }
        var start = new StartingPoint(workspace, graph);
        Blueprint live = live(workspace, start.schemas());
        Present empty = start.replayed();
        var matching = Matching.of(workspace, empty.dialect());
        Comparison comparison = matching.of(empty.blueprint(empty.schema().differenceTo(live.schema())), live);
        if (comparison.isEmpty()) {
            throw Diagnostic.error(
                            "baseline/empty",
                            "nothing stands in the database of \""
                                    + workspace.environment().name() + "\" that a revision could make")
                    .help("mvn migrate:revision -Dmigrate.message=\"…\" writes a first revision")
                    .toException();
        }
        List<Drafted> upgrade = matching.draft(comparison.from(), comparison.to(), Drafter.Style.PLAIN);
        List<Drafted> downgrade = matching.draft(comparison.to(), comparison.from(), Drafter.Style.PLAIN);
        String message = request.script().message();
        var drafted = new DraftedRevision(
                message.isBlank() ? "baseline" : message,
                comparison.from(),
                comparison.to(),
                upgrade,
                downgrade,
                false);
        boolean java = NewScript.template(scripts, request.script().format())
                .extension()
                .equals("java");
        NewScript script = writer.make(
                graph,
                List.of(),
                request.script().withMessage(drafted.message()),
                drafted.body(
                        matching.dialect(),
                        empty.naming(start.schemas()),
                        java,
                        workspace.environment().placeholders() != null,
                        List.of()));
        var proof = request.prove() ? new AutogenerateProof(start, matching, List.of(script)) : null;
        Duration took = proof == null ? null : proof.of(empty, comparison.from(), comparison.to());
        Revision written = writer.write(script).revision();
        if (proof != null) {
            start.extended(empty, List.of(script), proof.change());
        }
        new StampCommand().run(workspace, new StampCommand.Request(written.id(), false, request.confirm()));
        List<SchemaChange> changes = SchemaChange.of(comparison.difference());
        List<String> notes = new ArrayList<>(start.notes());
        return new Result(written, comparison.difference().onlyThere().size(), changes, notes, took);
    }

    private static Blueprint live(Workspace workspace, List<String> schemas) {
        try (Run run = workspace.look()) {
            DatabaseState state = run.state();
            if (!state.position().rows().isEmpty()) {
                throw Diagnostic.error(
                                "baseline/has-rows",
                                "the database of \"" + workspace.environment().name() + "\" stands at \""
                                        + state.position().display() + "\" already")
                        .note("its version table says that revisions have run there; nothing has been changed")
                        .help("find their scripts; or, where they are lost for good: mvn migrate:stamp"
                                + " -Dmigrate.to=base -Dmigrate.purge")
                        .toException();
            }
            Present present = Present.of(run, schemas);
            return run.blueprint(present.schema(), object -> true);
        }
    }
}
