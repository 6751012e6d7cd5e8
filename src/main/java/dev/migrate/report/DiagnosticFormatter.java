package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Diagnostics as people read them: the sentence, the place with its line, why, and what to type. */
public final class DiagnosticFormatter {

    private final ProjectPaths paths;
    private final Style style;

    /** A formatter that names files relative to the project's folder. */
    public DiagnosticFormatter(Path project, Style style) {
        this.paths = new ProjectPaths(project);
        this.style = style;
    }

    /** The lines of one diagnostic. */
    public List<String> format(Diagnostic diagnostic) {
        var lines = new ArrayList<String>();
        String head = diagnostic.severity().word() + "[" + diagnostic.code() + "]";
        List<String> message = diagnostic.message().lines().toList();
        lines.add(style.severity(diagnostic.severity(), head) + style.bold(": " + first(message)));
        continuation(lines, message, "  ");
        SourceSpan span = diagnostic.span();
        if (span != null) {
            place(lines, diagnostic, span);
        }
        for (String note : diagnostic.notes()) {
            tail(lines, "note", paths.within(note));
        }
        String help = diagnostic.help();
        if (help != null) {
            tail(lines, "help", paths.within(help));
        }
        return lines;
    }

    /** The lines of several diagnostics, an empty line between two. */
    public List<String> format(List<Diagnostic> diagnostics) {
        var lines = new ArrayList<String>();
        for (Diagnostic diagnostic : diagnostics) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(format(diagnostic));
        }
        return lines;
    }

    private void place(List<String> lines, Diagnostic diagnostic, SourceSpan span) {
        String number = span.line() > 0 ? Integer.toString(span.line()) : "";
        String margin = " ".repeat(number.length() + 1);
        lines.add(style.blue(margin + "-->") + " " + paths.place(span));
        String text = span.lineText();
        String label = diagnostic.label();
        if (text == null) {
            if (label != null) {
                lines.add(style.blue(margin + " =") + " " + label);
            }
            return;
        }
        String gutter = style.blue(margin + " |");
        SourceExcerpt excerpt = SourceExcerpt.of(text, span.column(), span.length(), Math.max(40, style.width() - 20));
        lines.add(gutter);
        lines.add((style.blue(" " + number + " |") + " " + excerpt.text()).stripTrailing());
        String marks = marks(diagnostic, excerpt, label);
        if (!marks.isEmpty()) {
            lines.add(gutter + " " + marks);
        }
    }

    private String marks(Diagnostic diagnostic, SourceExcerpt excerpt, @Nullable String label) {
        String text = label == null ? "" : label;
        if (excerpt.marked() == 0) {
            return text;
        }
        String carets = style.severity(diagnostic.severity(), "^".repeat(excerpt.marked()));
        return " ".repeat(excerpt.before()) + (text.isEmpty() ? carets : carets + " " + text);
    }

    private void tail(List<String> lines, String word, String text) {
        List<String> parts = text.lines().toList();
        lines.add(style.bold(word + ":") + " " + first(parts));
        continuation(lines, parts, " ".repeat(word.length() + 2));
    }

    private static String first(List<String> lines) {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    private static void continuation(List<String> lines, List<String> parts, String indent) {
        for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
            lines.add((indent + part).stripTrailing());
        }
    }
}
