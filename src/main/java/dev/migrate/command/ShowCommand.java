package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.util.List;

/** Finds the revisions that a name stands for. */
public final class ShowCommand {

    /**
     * The revisions with the graph they stand in.
     *
     * @param standing where {@code current} is; asked only for a name that says so
     */
    public Result run(ProjectScripts scripts, String name, CurrentRows standing) {
        RevisionGraph graph = scripts.graph();
        var resolver = new TargetResolver(graph).forParameter("revision").standingAt(() -> standing.revisions(graph));
        List<Revision> revisions = resolver.revisions(name);
        // the base is no revision; the resolver says so
        return new Result(graph, revisions.isEmpty() ? List.of(resolver.revision(name)) : revisions);
    }

    /**
     * What was found.
     *
     * @param graph the whole graph
     * @param revisions at least one
     */
    public record Result(RevisionGraph graph, List<Revision> revisions) {}
}
