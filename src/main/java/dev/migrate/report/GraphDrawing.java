package dev.migrate.report;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The graph in the languages of drawing tools; parents stand above their children, dependencies are dotted. */
final class GraphDrawing {

    private final RevisionGraph graph;
    private final List<Revision> revisions;
    /** Node names: ids may hold characters that the tools read as syntax, or be one of their keywords. */
    private final Map<String, String> names = new HashMap<>();

    GraphDrawing(RevisionGraph graph, List<Revision> revisions) {
        this.graph = graph;
        this.revisions = List.copyOf(revisions);
        for (Revision revision : this.revisions) {
            names.put(revision.id(), "r" + names.size());
        }
    }

    List<String> mermaid() {
        var lines = new ArrayList<String>();
        lines.add("flowchart TD");
        for (Revision revision : revisions) {
            String text = mermaidText(revision.id()) + title(revision, "<br/>");
            lines.add("    " + names.get(revision.id()) + "[\"" + text + "\"]");
        }
        edges(lines, " --> ", " -.-> ", "");
        return lines;
    }

    List<String> dot() {
        var lines = new ArrayList<String>();
        lines.add("digraph revisions {");
        lines.add("    node [shape=box];");
        for (Revision revision : revisions) {
            String text =
                    dotText(revision.id()) + (revision.title().isEmpty() ? "" : "\\n" + dotText(revision.title()));
            lines.add("    " + names.get(revision.id()) + " [label=\"" + text + "\"];");
        }
        edges(lines, " -> ", " -> ", " [style=dashed]");
        lines.add("}");
        return lines;
    }

    private void edges(List<String> lines, String arrow, String dotted, String dottedStyle) {
        boolean dot = !dottedStyle.isEmpty();
        String end = dot ? ";" : "";
        for (Revision revision : revisions) {
            String child = names.get(revision.id());
            for (String parent : revision.parents()) {
                if (names.containsKey(parent)) {
                    lines.add("    " + names.get(parent) + arrow + child + end);
                }
            }
            for (String wanted : revision.dependsOn()) {
                Optional<String> name = dependency(wanted);
                name.ifPresent(parent -> lines.add("    " + parent + dotted + child + dottedStyle + end));
            }
        }
    }

    /** A dependency may name a label: the revision that carries it stands for it. */
    private Optional<String> dependency(String wanted) {
        if (names.containsKey(wanted)) {
            return Optional.of(names.get(wanted));
        }
        return graph.labelled(wanted).flatMap(revision -> Optional.ofNullable(names.get(revision.id())));
    }

    private static String title(Revision revision, String lineBreak) {
        return revision.title().isEmpty() ? "" : lineBreak + mermaidText(revision.title());
    }

    private static String mermaidText(String text) {
        return text.replace("&", "&amp;")
                .replace("\"", "&quot;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String dotText(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
