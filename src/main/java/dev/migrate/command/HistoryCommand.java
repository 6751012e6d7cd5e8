package dev.migrate.command;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the revisions of a range. */
public final class HistoryCommand {

    /** The whole history, or what lies between two revisions, both included. */
    public Result run(Request request) {
        RevisionGraph graph = request.scripts().graph();
        String range = request.range();
        List<Revision> revisions = range == null
                ? graph.ordered()
                : oldestFirst(new TargetResolver(graph)
                        .standingAt(() -> request.standing().revisions(graph))
                        .range(range));
        return new Result(graph, revisions);
    }

    private static List<Revision> oldestFirst(List<Revision> newestFirst) {
        var revisions = new ArrayList<>(newestFirst);
        Collections.reverse(revisions);
        return revisions;
    }

    /**
     * What to list.
     *
     * @param scripts the project's scripts
     * @param range {@code from:to}, each end optional; null for everything
     * @param standing where {@code current} is; asked only for a range that says so
     */
    public record Request(ProjectScripts scripts, @Nullable String range, CurrentRows standing) {}

    /**
     * What was found.
     *
     * @param graph the whole graph
     * @param revisions those of the range, in the graph's order
     */
    public record Result(RevisionGraph graph, List<Revision> revisions) {}
}
