package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;

/** Finds where lines of descent part. */
public final class BranchesCommand {

    /** The branch points with their children. */
    public Result run(ProjectScripts scripts) {
        RevisionGraph graph = scripts.graph();
        List<Branching> branchings = graph.branchPoints().stream()
                .map(point -> new Branching(point, graph.children(point)))
                .toList();
        return new Result(graph, branchings);
    }

    /**
     * What was found.
     *
     * @param graph the whole graph
     * @param branchings in the graph's order
     */
    public record Result(RevisionGraph graph, List<Branching> branchings) {}

    /** A revision with more than one child, and these. */
    public record Branching(Revision point, List<Revision> children) {}
}
