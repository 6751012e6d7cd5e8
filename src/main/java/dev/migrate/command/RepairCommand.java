package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.History;
import dev.migrate.engine.Recorder;
import dev.migrate.engine.Repair;
import dev.migrate.engine.Run;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Checksum;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows where a failed run stopped, and goes on from there. */
public final class RepairCommand {

    /**
     * What to do; with neither resume, skip nor checksums only to look.
     *
     * @param resume whether to go on
     * @param from the statement to go on with, from 1; null to go by what is recorded
     * @param skip whether to leave the failed statement out
     * @param checksums whether to record the scripts' checksums as they are now
     * @param confirm the environment's name, typed by somebody who means it
     */
    public record Request(
            boolean resume,
            @Nullable Integer from,
            boolean skip,
            boolean checksums,
            @Nullable String confirm) {

        boolean changes() {
            return resume || skip || checksums;
        }
    }

    /**
     * What was found and done.
     *
     * @param unfinished the revision that had stopped; null when none had
     * @param finding how far it came; null likewise
     * @param resumed whether it was brought to its end
     * @param took how long that took
     * @param recorded the revisions whose checksums were recorded anew
     * @param edited the revisions whose scripts have been edited after they were applied
     * @param atWork who is at work on the database right now, so that nothing may have stopped; null for nobody
     */
    public record Result(
            History.@Nullable Unfinished unfinished,
            Repair.@Nullable Finding finding,
            boolean resumed,
            List<Duration> took,
            List<String> recorded,
            List<String> edited,
            @Nullable String atWork) {}

    /** Does it. */
    public Result run(Workspace workspace, Request request) {
        if (request.changes()) {
            Confirmation.check(workspace.environment(), request.confirm(), "migrate:repair");
        }
        RevisionGraph graph = workspace.scripts().graph();
        try (Run run = request.changes() ? workspace.locked() : workspace.look()) {
            // Before the state is read: a run that ends meanwhile must not look like one that has stopped.
            String atWork = request.changes() ? null : run.atWork().orElse(null);
            DatabaseState state = run.state();
            Planner planner = new Planner(graph);
            List<Revision> changed = AppliedCheck.changed(state, planner.applied(state.position()));
            List<String> edited = changed.stream().map(Revision::id).toList();
            if (request.checksums()) {
                // Its rows would stand behind those that tell how far the unfinished one came.
                AppliedCheck.requireFinished(state, workspace.environment().name());
                Recorder.stamp(
                        run,
                        false,
                        List.of(),
                        changed.stream()
                                .map(r ->
                                        new Recorder.Entry(r.id(), r.title(), Checksum.of(r), "checksum recorded anew"))
                                .toList());
                return new Result(null, null, false, List.of(), edited, List.of(), null);
            }
            History.Unfinished unfinished = state.history().unfinished().orElse(null);
            if (unfinished == null) {
                if (request.changes()) {
                    throw Diagnostic.error(
                                    "repair/nothing",
                                    "no revision has stopped in the middle: there is nothing to resume")
                            .note("the database stands at " + state.position().display())
                            .help("mvn migrate:upgrade runs what is pending")
                            .toException();
                }
                return new Result(null, null, false, List.of(), List.of(), edited, atWork);
            }
            Step step = step(graph, planner, state, unfinished);
            try (Repair repair = new Repair(run, state, step)) {
                Repair.Finding finding = repair.look();
                if (!request.changes()) {
                    return new Result(unfinished, finding, false, List.of(), List.of(), edited, atWork);
                }
                List<Duration> took = repair.resume(request.from(), request.skip());
                return new Result(unfinished, finding, true, took, List.of(), edited, null);
            }
        }
    }

    private static RuntimeException noScript(RevisionGraph graph, History.Unfinished unfinished) {
        Diagnostic fault = Diagnostic.error(
                "repair/no-script",
                "no script here defines \"" + unfinished.revision() + "\", which stopped in the middle");
        return graph.replacedBy(unfinished.revision())
                .map(squash -> fault.note("it was folded into \"" + squash.id() + "\""))
                .orElse(fault)
                .help("check out the code that has it, and repair with that")
                .toException();
    }

    private static Step step(RevisionGraph graph, Planner planner, DatabaseState state, History.Unfinished unfinished) {
        Revision revision = graph.find(unfinished.revision()).orElseThrow(() -> noScript(graph, unfinished));
        try {
            Plan plan = unfinished.direction() == Direction.UPGRADE
                    ? planner.upgrade(state.position(), revision.id())
                    : planner.stepBack(state.position(), revision);
            return plan.steps().stream()
                    .filter(s -> s.revision().id().equals(revision.id()))
                    .findFirst()
                    .orElseThrow(() -> moved(state, revision));
        } catch (IllegalArgumentException e) {
            throw moved(state, revision);
        }
    }

    private static RuntimeException moved(DatabaseState state, Revision revision) {
        return Diagnostic.error(
                        "repair/moved",
                        "the database stands at " + state.position().display() + ", from where \"" + revision.id()
                                + "\" is not the next step")
                .help("mvn migrate:current and mvn migrate:history show how they stand")
                .toException();
    }
}
