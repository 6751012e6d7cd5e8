package dev.migrate.report;

import dev.migrate.diagnostic.Printable;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph in the terminal, newest first, a lane for each line of descent; one walk, whatever its size. */
public final class HistoryTree {

    /** Wider than any eye: but a merge of ten thousand heads would fill the disk with bars. */
    private static final int MOST_LANES = 1000;

    private final RevisionLine line;
    private final Marks marks;
    private final Style style;

    /** A tree of a graph that marks where databases stand. */
    public HistoryTree(RevisionGraph graph, Marks marks, Style style) {
        this.line = new RevisionLine(graph, marks, style);
        this.marks = marks;
        this.style = style;
    }

    /**
     * The lines of the tree, and below it what the marks in it cannot say.
     *
     * @param revisions all or a part of the graph, in its order
     * @param details further lines below each revision, in the same order; may be empty
     */
    public List<String> lines(List<Revision> revisions, List<List<String>> details) {
        Set<String> shown = revisions.stream().map(Revision::id).collect(Collectors.toCollection(HashSet::new));
        var lanes = new Lanes(style, MOST_LANES);
        var lines = new ArrayList<String>();
        for (int i = revisions.size() - 1; i >= 0; i--) {
            Revision revision = revisions.get(i);
            int lane = lanes.arrive(revision.id());
            lines.add(lanes.node(lane) + " " + line.of(revision, lanes.width()));
            List<String> parents =
                    revision.parents().stream().filter(shown::contains).toList();
            List<String> further = i < details.size() ? details.get(i) : List.of();
            if (!further.isEmpty()) {
                String bars = lanes.bars(lane, !parents.isEmpty());
                further.forEach(detail -> lines.add(bars + "    " + style.faint(Printable.of(detail))));
            }
            String joint = lanes.leave(lane, parents);
            if (!joint.isEmpty()) {
                lines.add(joint);
            }
        }
        lines.addAll(marks.notes(revisions));
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
        lines.addAll(marks.notes(revisions));
        return lines;
    }

    /** The graph, or a part of it, for Mermaid: pull requests on GitHub and GitLab draw it. */
    public static List<String> mermaid(RevisionGraph graph, List<Revision> revisions, Marks marks) {
        return new GraphDrawing(graph, revisions, marks).mermaid();
    }

    /** The graph, or a part of it, for Graphviz. */
    public static List<String> dot(RevisionGraph graph, List<Revision> revisions, Marks marks) {
        return new GraphDrawing(graph, revisions, marks).dot();
    }
}
