package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;

/** Finds the revisions without a child. */
public final class HeadsCommand {

    /**
     * The heads with the graph they stand in.
     *
     * @param resolveDependencies whether a head that another revision depends on is left out
     */
    public Result run(ProjectScripts scripts, boolean resolveDependencies) {
        RevisionGraph graph = scripts.graph();
        return new Result(graph, resolveDependencies ? graph.realHeads() : graph.heads());
    }

    /**
     * What was found.
     *
     * @param graph the whole graph
     * @param revisions some of it, in its order
     */
    public record Result(RevisionGraph graph, List<Revision> revisions) {}
}
