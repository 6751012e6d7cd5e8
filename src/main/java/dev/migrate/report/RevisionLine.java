package dev.migrate.report;

import dev.migrate.diagnostic.Printable;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;

/** A revision in one line: id, marks, labels, title. */
public final class RevisionLine {

    private final RevisionGraph graph;
    private final Marks marks;
    private final Style style;

    /** Lines for the revisions of a graph. */
    public RevisionLine(RevisionGraph graph, Marks marks, Style style) {
        this.graph = graph;
        this.marks = marks;
        this.style = style;
    }

    /** The line of a revision. */
    public String of(Revision revision) {
        return of(revision, 0);
    }

    /** The line of a revision that stands behind that many cells; a title that does not fit the terminal is cut. */
    public String of(Revision revision, int before) {
        var plain = new ArrayList<String>();
        var painted = new ArrayList<String>();
        add(plain, painted, revision.id(), style.yellow(revision.id()));
        String word = marks.word(revision);
        if (!word.isEmpty()) {
            add(plain, painted, "(" + word + ")", style.boldGreen("(" + word + ")"));
        }
        int children = graph.children(revision).size();
        if (children == 0) {
            // as Alembic says it: nothing revises it, but something depends on it, so it has no row once all is applied
            String head = graph.dependents(revision).isEmpty() ? "(head)" : "(effective head)";
            add(plain, painted, head, style.green(head));
        }
        if (revision.isMerge()) {
            add(plain, painted, "(merge)", style.faint("(merge)"));
        }
        if (children > 1) {
            add(plain, painted, "(branch point)", style.faint("(branch point)"));
        }
        if (revision.isBase()) {
            add(plain, painted, "(base)", style.cyan("(base)"));
        }
        if (!revision.labels().isEmpty()) {
            String labels = Printable.of("[" + String.join(", ", revision.labels()) + "]");
            add(plain, painted, labels, style.blue(labels));
        }
        if (!revision.dependsOn().isEmpty()) {
            // the lanes are lines of descent only
            String needed = "(depends on " + String.join(", ", revision.dependsOn()) + ")";
            add(plain, painted, needed, style.faint(needed));
        }
        String title = Printable.of(revision.title());
        if (!title.isEmpty()) {
            int left = style.width() - before - Cells.of(String.join(" ", plain)) - 1;
            painted.add(style.cuts() ? Cells.cut(title, Math.max(12, left), style.unicode()) : title);
        }
        return String.join(" ", painted);
    }

    private static void add(ArrayList<String> plain, ArrayList<String> painted, String text, String inColour) {
        plain.add(text);
        painted.add(inColour);
    }
}
