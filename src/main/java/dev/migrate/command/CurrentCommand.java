package dev.migrate.command;

import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.History;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where a database stands; changes nothing, not even the version table where it is missing. */
public final class CurrentCommand {

    /**
     * What was found.
     *
     * @param environment the environment or target
     * @param database the server and its version
     * @param position the version table's rows
     * @param revisions those of them that a script here defines
     * @param unknown those that none does
     * @param inside those that a squash swallowed, and which squash: a part of its work is done there
     * @param heads the heads of the graph
     * @param pending the revisions still to be applied, in order; empty where a row is unknown or inside a squash
     * @param unfinished the revision that stopped in the middle; null when none did
     * @param slippedIn the revisions that count as applied and never ran here
     */
    public record Result(
            String environment,
            String database,
            Position position,
            List<Revision> revisions,
            List<String> unknown,
            Map<String, Revision> inside,
            List<Revision> heads,
            List<Revision> pending,
            History.@Nullable Unfinished unfinished,
            List<Revision> slippedIn) {

        /** Whether the scripts here say what has been applied. */
        public boolean isKnown() {
            return unknown.isEmpty() && inside.isEmpty();
        }

        /** Whether every head is applied. */
        public boolean isAtHeads() {
            return isKnown() && pending.isEmpty() && unfinished == null && slippedIn.isEmpty();
        }
    }

    /** Looks. */
    public Result run(Workspace workspace) {
        RevisionGraph graph = workspace.scripts().graph();
        return run(workspace, graph);
    }

    /**
     * The revisions at which a database stands, none at the base.
     *
     * @throws dev.migrate.diagnostic.MigrateException where a row names nothing in the graph
     */
    public List<Revision> standing(Workspace workspace, RevisionGraph graph) {
        try (Run run = workspace.look()) {
            return new Planner(graph).current(run.state().position());
        }
    }

    Result run(Workspace workspace, RevisionGraph graph) {
        try (Run run = workspace.look()) {
            DatabaseState state = run.state();
            List<String> unknown = state.position().rows().stream()
                    .filter(r -> graph.ofRow(r).isEmpty() && graph.aroundRow(r).isEmpty())
                    .toList();
            Map<String, Revision> inside = new LinkedHashMap<>();
            for (String row : state.position().rows()) {
                graph.aroundRow(row).ifPresent(squash -> inside.put(row, squash));
            }
            List<Revision> known = state.position().rows().stream()
                    .map(graph::ofRow)
                    .flatMap(Optional::stream)
                    .toList();
            return new Result(
                    workspace.environment().name(),
                    run.session().kind().displayName() + " " + run.session().serverVersion(),
                    state.position(),
                    known,
                    unknown,
                    inside,
                    graph.heads(),
                    unknown.isEmpty() && inside.isEmpty() ? new Planner(graph).pending(state.position()) : List.of(),
                    state.history().unfinished().orElse(null),
                    SlippedIn.find(graph, state, run)
                            .map(SlippedIn::revisions)
                            .orElse(List.of()));
        }
    }
}
