package dev.migrate.report;

import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A revision in one line: id, marks, labels, title. */
public final class RevisionLine {

    private final RevisionGraph graph;
    private final Set<String> current;
    private final Style style;

    /** Lines for the revisions of a graph; position null where no database was asked. */
    public RevisionLine(RevisionGraph graph, @Nullable Position position, Style style) {
        this.graph = graph;
        this.current = position == null ? Set.of() : Set.copyOf(position.rows());
        this.style = style;
    }

    /** The line of a revision. */
    public String of(Revision revision) {
        var parts = new ArrayList<String>();
        parts.add(style.yellow(revision.id()));
        int children = graph.children(revision).size();
        if (current.contains(revision.id())) {
            parts.add(style.green("(current)"));
        }
        if (children == 0) {
            parts.add(style.green("(head)"));
        }
        if (revision.isMerge()) {
            parts.add("(merge)");
        }
        if (children > 1) {
            parts.add("(branch point)");
        }
        if (revision.isBase()) {
            parts.add("(base)");
        }
        if (!revision.labels().isEmpty()) {
            parts.add(style.blue("[" + String.join(", ", revision.labels()) + "]"));
        }
        if (!revision.title().isEmpty()) {
            parts.add(revision.title());
        }
        return String.join(" ", parts);
    }
}
