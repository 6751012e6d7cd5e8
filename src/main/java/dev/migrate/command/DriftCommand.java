package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Naming;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.DraftText;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what has been changed in a database by other hands than its revisions'; changes nothing. */
public final class DriftCommand {

    /**
     * What was found.
     *
     * @param environment the environment or target
     * @param position where the database stands
     * @param changes what has been done to it, a line an object; none where it is as its revisions made it
     * @param back the SQL that makes it so again
     * @param forth the SQL that does the same to another database, to be taken over as a revision
     * @param notes what the user should know
     */
    public record Result(
            String environment,
            String position,
            List<SchemaChange> changes,
            String back,
            String forth,
            List<String> notes) {

        /** Copies the lists. */
        public Result {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }

        /** Why a build must not go on; empty where nothing has drifted. */
        public Optional<Diagnostic> problem() {
            if (changes.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Diagnostic.error(
                            "drift/found",
                            "the database of \"" + environment + "\" differs from what its revisions make in "
                                    + changes.size() + (changes.size() == 1 ? " object" : " objects"))
                    .note("it stands at " + position)
                    .help("run the SQL that brings it back, or put the other into a revision: mvn migrate:revision"
                            + " -Dmigrate.message=\"…\""));
        }
    }

    /** Compares. */
    public Result run(Workspace workspace) {
        RevisionGraph graph = workspace.scripts().graph();
        String name = workspace.environment().name();
        List<String> schemas = workspace.environment().offline().schemas();
        List<String> notes = new ArrayList<>();
        try (Run run = workspace.look()) {
            DatabaseState state = run.state();
            AppliedCheck.requireFinished(state, name);
            var planner = new Planner(graph);
            List<Revision> standing = planner.current(state.position());
            AppliedCheck.changed(state, planner.applied(state.position()))
                    .forEach(revision -> notes.add("the script of \"" + revision.id()
                            + "\" has been edited after it was applied, and was run as it is now"));
            Present live = Present.of(run, schemas);
            var matching = Matching.of(workspace, live.dialect());
            var kept = new KeptReplay(workspace);
            Set<Revision> applied = Set.copyOf(planner.applied(state.position()));
            Optional<String> key =
                    kept.key(graph.ordered().stream().filter(applied::contains).toList(), live);
            if (key.flatMap(kept::made)
                    .filter(made -> matching.of(Blueprint.of(made), Blueprint.of(live.schema()))
                            .isEmpty())
                    .isPresent()) {
                return new Result(name, state.position().display(), List.of(), "", "", notes);
            }
            try (Rehearsal scratch = Rehearsal.open(workspace)) {
                scratch.upgrade(graph, standing.stream().map(Revision::id).collect(Collectors.joining(",")));
                Schema read = scratch.schema(schemas);
                key.ifPresent(one -> kept.keep(one, read));
                Comparison found = matching.on(scratch, Blueprint.of(read), Blueprint.of(live.schema()));
                if (found.isEmpty()) {
                    return new Result(name, state.position().display(), List.of(), "", "", notes);
                }
                Blueprint made = scratch.complete(read);
                Blueprint stands =
                        live.blueprint(found.difference()).with(found.to().schema());
                return new Result(
                        name,
                        state.position().display(),
                        SchemaChange.of(found.difference()),
                        sql(matching, stands, made, notes),
                        sql(matching, made, stands, notes),
                        notes);
            }
        }
    }

    /** A difference that no statement can make is shown all the same. */
    private static String sql(Matching matching, Blueprint from, Blueprint to, List<String> notes) {
        try {
            return DraftText.sql(matching.dialect(), from, matching.draft(from, to, Drafter.Style.PLAIN), Naming.WHOLE);
        } catch (MigrateException e) {
            e.diagnostics().forEach(diagnostic -> notes.add(diagnostic.message()));
            return "";
        }
    }
}
