package dev.migrate.report;

import dev.migrate.diagnostic.Printable;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph in the languages of drawing tools; parents stand above their children, dependencies are dotted. */
final class GraphDrawing {

    private static final String CURRENT = "current";
    private static final String NOTE = "note";

    private final RevisionGraph graph;
    private final List<Revision> revisions;
    private final Marks marks;
    /** Node names: ids may hold characters that the tools read as syntax, or be one of their keywords. */
    private final Map<String, String> names = new HashMap<>();

    GraphDrawing(RevisionGraph graph, List<Revision> revisions, Marks marks) {
        this.graph = graph;
        this.revisions = List.copyOf(revisions);
        this.marks = marks;
        for (Revision revision : this.revisions) {
            names.put(revision.id(), "r" + names.size());
        }
    }

    List<String> mermaid() {
        var lines = new ArrayList<String>();
        lines.add("flowchart TD");
        for (Revision revision : revisions) {
            String text = String.join(
                    "<br/>", texts(revision).stream().map(GraphDrawing::mermaidText).toList());
            String style = marks.at(revision).isEmpty() ? "" : ":::" + CURRENT;
            lines.add("    " + names.get(revision.id()) + "[\"" + text + "\"]" + style);
        }
        edges(lines, " --> ", " -.-> ", "");
        List<Marks.Note> notes = marks.notesBeside(revisions);
        for (int i = 0; i < notes.size(); i++) {
            lines.add("    n" + i + "[\"" + mermaidText(notes.get(i).toString()) + "\"]:::" + NOTE);
        }
        if (marks.isAsked()) {
            lines.add("    classDef " + CURRENT + " fill:#d4edda,stroke:#1e7e34,stroke-width:3px,color:#000");
            lines.add("    classDef " + NOTE + " fill:#fff3cd,stroke:#b8860b,stroke-dasharray:4,color:#000");
        }
        return lines;
    }

    List<String> dot() {
        var lines = new ArrayList<String>();
        lines.add("digraph revisions {");
        lines.add("    charset=\"UTF-8\";");
        lines.add("    node [shape=box];");
        for (Revision revision : revisions) {
            String text = String.join(
                    "\\n", texts(revision).stream().map(GraphDrawing::dotText).toList());
            String style = marks.at(revision).isEmpty() ? "" : ", style=filled, fillcolor=\"#d4edda\", penwidth=3";
            lines.add("    " + names.get(revision.id()) + " [label=\"" + text + "\"" + style + "];");
        }
        edges(lines, " -> ", " -> ", " [style=dashed]");
        List<Marks.Note> notes = marks.notesBeside(revisions);
        for (int i = 0; i < notes.size(); i++) {
            lines.add("    n" + i + " [label=\"" + dotText(notes.get(i).toString())
                    + "\", shape=note, style=\"filled,dashed\", fillcolor=\"#fff3cd\"];");
        }
        lines.add("}");
        return lines;
    }

    /** The lines inside a revision's box. */
    private List<String> texts(Revision revision) {
        var texts = new ArrayList<String>();
        texts.add(revision.id());
        if (!revision.title().isEmpty()) {
            texts.add(Printable.of(revision.title()));
        }
        if (!revision.labels().isEmpty()) {
            texts.add("[" + String.join(", ", revision.labels()) + "]");
        }
        if (!marks.at(revision).isEmpty()) {
            texts.add(marks.word(revision));
        }
        return texts;
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
            for (Revision wanted : graph.dependencies(revision)) {
                String name = names.get(wanted.id());
                if (name != null) {
                    lines.add("    " + name + dotted + child + dottedStyle + end);
                }
            }
        }
    }

    /**
     * Mermaid reads entities by number ({@code #35;}) everywhere inside of quotes. What could be a bracket, an HTML tag,
     * a directive, or Markdown (which newer versions read in every label) is written so; letters, digits and the
     * punctuation that follows a letter stay.
     */
    private static String mermaidText(String text) {
        var safe = new StringBuilder();
        int before = ' ';
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int behind = i < text.length() ? text.codePointAt(i) : ' ';
            if (point >= 128 || point == ' ' || Character.isLetterOrDigit(point) || isPlain(before, point, behind)) {
                safe.appendCodePoint(point);
            } else {
                safe.append('#').append(point).append(';');
            }
            before = point;
        }
        return safe.toString();
    }

    private static boolean isPlain(int before, int point, int behind) {
        return "._-,:'/".indexOf(point) >= 0
                && (Character.isLetter(before) && point != '_'
                        || Character.isLetterOrDigit(before) && Character.isLetterOrDigit(behind));
    }

    private static String dotText(String text) {
        return text.replace("&", "&amp;").replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
