package dev.migrate.report;

import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The graph in the terminal, newest first, a lane for each line of descent; one walk, whatever its size. */
public final class HistoryTree {

    /** Lanes take half of the width at most, two cells each. */
    private static final int CELLS_OF_A_LANE = 4;

    private final RevisionGraph graph;
    private final RevisionLine line;
    private final Style style;

    /** A tree of a graph that marks where the database stands; position null where no database was asked. */
    public HistoryTree(RevisionGraph graph, @Nullable Position position, Style style) {
        this.graph = graph;
        this.line = new RevisionLine(graph, position, style);
        this.style = style;
    }

    /**
     * The lines of the tree.
     *
     * @param revisions all or a part of the graph, in its order
     * @param details further lines below each revision, in the same order; may be empty
     */
    public List<String> lines(List<Revision> revisions, List<List<String>> details) {
        Set<String> shown = revisions.stream().map(Revision::id).collect(Collectors.toCollection(HashSet::new));
        var lanes = new Lanes(style.unicode(), style.width() / CELLS_OF_A_LANE);
        var lines = new ArrayList<String>();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            List<Integer> arriving = lanes.arriving(revision.id());
            if (arriving.size() > 1) {
                lines.add(style.faint(lanes.join(arriving)));
            }
            int lane = arriving.isEmpty() ? lanes.open(revision.id()) : arriving.get(0);
            lines.add(lanes.node(lane) + " " + line.of(revision));
            List<String> parents =
                    revision.parents().stream().filter(shown::contains).toList();
            String fork = lanes.leave(lane, parents);
            if (i < details.size()) {
                for (String detail : details.get(i)) {
                    lines.add((lanes.bars() + "    " + style.faint(detail)).stripTrailing());
                }
            }
            if (!fork.isEmpty()) {
                lines.add(style.faint(fork));
            }
        }
        return lines;
    }

    /** One line for each revision, newest first, as {@code parent -> id (marks), title}. */
    public List<String> text(List<Revision> revisions) {
        var lines = new ArrayList<String>();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            String from = revision.isBase() ? "base" : String.join(", ", revision.parents());
            lines.add(from + " -> " + line.of(revision));
        }
        return lines;
    }

    /** The graph, or a part of it, for Mermaid: pull requests on GitHub and GitLab draw it. */
    public static List<String> mermaid(RevisionGraph graph, List<Revision> revisions) {
        return new GraphDrawing(graph, revisions).mermaid();
    }

    /** The graph, or a part of it, for Graphviz. */
    public static List<String> dot(RevisionGraph graph, List<Revision> revisions) {
        return new GraphDrawing(graph, revisions).dot();
    }
}
