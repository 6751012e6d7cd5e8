package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Destruction;
import dev.migrate.engine.OfflineScript;
import dev.migrate.engine.Run;
import dev.migrate.engine.Runner;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.report.OutputFile;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Upgrades or downgrades: on the database, or into a file for somebody else to run. */
public final class MoveCommand {

    private final Direction direction;

    /** A command for that direction. */
    public MoveCommand(Direction direction) {
        this.direction = direction;
    }

    /** Where the steps go. */
    public enum Mode {
        /** To the database. */
        RUN,
        /** To a file, without a database. */
        SQL,
        /** To a file, from where the database stands. */
        DRY_RUN
    }

    /**
     * What to do.
     *
     * @param to the target
     * @param mode where the steps go
     * @param from where offline SQL begins; null for the base, or where {@code to} is a range
     * @param outputFile the file; null for the usual one
     * @param confirm the environment's name, typed by somebody who means it
     * @param includeDependents whether a downgrade may take other branches along
     * @param review whether an upgrade of a protected environment is reviewed first
     */
    public record Request(
            String to,
            Mode mode,
            @Nullable String from,
            @Nullable String outputFile,
            @Nullable String confirm,
            boolean includeDependents,
            boolean review) {

        /** A request that is reviewed where the environment is protected. */
        public Request(
                String to,
                Mode mode,
                @Nullable String from,
                @Nullable String outputFile,
                @Nullable String confirm,
                boolean includeDependents) {
            this(to, mode, from, outputFile, confirm, includeDependents, true);
        }
    }

    /**
     * What was done.
     *
     * @param plan the steps
     * @param took how long each took; empty where nothing ran
     * @param position where the database stands now, or would
     * @param heads the heads of the graph
     * @param pending how many revisions are still to be applied
     * @param file the SQL file; null for a run
     */
    public record Result(
            Plan plan,
            List<Duration> took,
            Position position,
            List<String> heads,
            int pending,
            @Nullable Path file) {}

    /** Does it. */
    public Result run(Workspace workspace, Request request) {
        if (direction == Direction.DOWNGRADE && request.mode() == Mode.RUN) {
            Confirmation.check(workspace.environment(), request.confirm(), "migrate:downgrade");
        }
        RevisionGraph graph = workspace.scripts().graph();
        return switch (request.mode()) {
            case SQL -> offline(workspace, request, graph);
            case DRY_RUN -> dryRun(workspace, request, graph);
            case RUN -> online(workspace, request, graph);
        };
    }

    private Result offline(Workspace workspace, Request request, RevisionGraph graph) {
        Planner planner = new Planner(graph);
        Plan plan = direction == Direction.UPGRADE
                ? planner.offlineUpgrade(request.from(), request.to())
                : planner.offlineDowngrade(request.from(), request.to(), request.includeDependents());
        Path file = write(workspace, request, plan, workspace.environment().kind(), null, LiveCatalog.NONE);
        return result(graph, plan, List.of(), plan.to(), file);
    }

    private Result dryRun(Workspace workspace, Request request, RevisionGraph graph) {
        try (Run run = workspace.look()) {
            DatabaseState state = run.state();
            AppliedCheck.requireFinished(state, workspace.environment().name());
            var completed = complete(workspace, graph, state, run);
            VersionColumn.requireTellsApart(run, completed.graph());
            Plan plan = plan(completed.graph(), state, request);
            requireAllRan(workspace, completed.graph(), state, run);
            AppliedCheck.requireUnedited(state, new Planner(completed.graph()).applied(state.position()));
            if (direction == Direction.UPGRADE && !plan.isEmpty()) {
                DriftGate.pass(workspace);
                if (workspace.environment().isProtected()) {
                    LintGate.tell(workspace, completed.graph(), plan, run);
                }
            }
            Path file = write(
                    workspace,
                    request,
                    plan,
                    run.session().kind(),
                    run.tables().schema(),
                    run.session().catalog());
            return result(completed.graph(), plan, List.of(), plan.to(), file);
        }
    }

    private Result online(Workspace workspace, Request request, RevisionGraph graph) {
        try (Run run = workspace.locked()) {
            DatabaseState state = run.state();
            AppliedCheck.requireFinished(state, workspace.environment().name());
            var completed = complete(workspace, graph, state, run);
            VersionColumn.requireTellsApart(run, completed.graph());
            Plan plan = plan(completed.graph(), state, request);
            requireAllRan(workspace, completed.graph(), state, run);
            AppliedCheck.requireUnedited(
                    state,
                    new Planner(completed.graph())
                            .applied(state.position()).stream()
                                    .filter(r -> !completed.used().contains(r.id()))
                                    .toList());
            workspace.listener().planned(plan);
            if (plan.isEmpty()) {
                return result(completed.graph(), plan, List.of(), state.position(), null);
            }
            if (direction == Direction.UPGRADE) {
                DriftGate.pass(workspace);
                if (workspace.environment().isProtected()) {
                    confirmDestruction(workspace, request, run, plan);
                    LintGate.pass(workspace, completed.graph(), plan, run, request);
                }
            }
            if (direction == Direction.DOWNGRADE
                    && plan.steps().stream()
                            .anyMatch(
                                    s -> completed.used().contains(s.revision().id()))) {
                workspace
                        .listener()
                        .note("no script here for " + String.join(", ", completed.used())
                                + ": the downgrade that was stored in the database when it was applied is used");
            }
            List<Duration> took = Runner.execute(run, state, plan);
            return result(completed.graph(), plan, took, plan.to(), null);
        }
    }

    /** Going back is how one gets out of it, but for a squash of which a part alone could be taken back. */
    private void requireAllRan(Workspace workspace, RevisionGraph graph, DatabaseState state, Run run) {
        SlippedIn.find(graph, state, run)
                .filter(found -> direction == Direction.UPGRADE || found.isInsideSquash())
                .ifPresent(found -> {
                    throw found.diagnostic(workspace.environment().name())
                            .note("nothing has been changed")
                            .toException();
                });
    }

    private static void confirmDestruction(Workspace workspace, Request request, Run run, Plan plan) {
        Optional<Destruction> destruction = Destruction.of(plan, run);
        if (destruction.isPresent()) {
            try {
                Confirmation.check(workspace.environment(), request.confirm(), "a plan that destroys data");
            } catch (dev.migrate.diagnostic.MigrateException e) {
                Diagnostic told = e.diagnostics().get(0).at(destruction.get().place(), "this destroys data");
                throw told.toException();
            }
        }
    }

    /** Only a downgrade can use what the history keeps of revisions that are not in this checkout. */
    private StoredScripts.Completed complete(Workspace workspace, RevisionGraph graph, DatabaseState state, Run run) {
        return direction == Direction.DOWNGRADE
                ? StoredScripts.complete(workspace.project(), graph, state.position(), run)
                : new StoredScripts.Completed(graph, List.of());
    }

    private Plan plan(RevisionGraph graph, DatabaseState state, Request request) {
        Planner planner = new Planner(graph);
        return direction == Direction.UPGRADE
                ? planner.upgrade(state.position(), request.to())
                : planner.downgrade(state.position(), request.to(), request.includeDependents());
    }

    private Path write(
            Workspace workspace,
            Request request,
            Plan plan,
            dev.migrate.sql.DatabaseKind kind,
            @Nullable String schema,
            LiveCatalog tables) {
        String name = request.outputFile() == null
                ? "target/migrate/" + workspace.environment().name().replace('/', '-') + "-" + direction.word() + ".sql"
                : request.outputFile();
        String configured = workspace.environment().offline().versionTableSchema();
        var offline = new OfflineScript.Request(
                plan, workspace.offline(), kind, configured == null ? schema : configured, tables);
        return new OutputFile(workspace.project(), name).write(out -> OfflineScript.write(offline, out));
    }

    private static Result result(
            RevisionGraph graph, Plan plan, List<Duration> took, Position position, @Nullable Path file) {
        List<String> heads = graph.heads().stream().map(Revision::id).toList();
        int pending = new Planner(graph).pending(position).size();
        return new Result(plan, took, position, heads, pending, file);
    }
}
