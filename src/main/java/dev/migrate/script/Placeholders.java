package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts values in the place of <code>${name}</code>; <code>$${</code> stands for a plain <code>${</code>. */
public final class Placeholders {

    private Placeholders() {}

    /**
     * The statement with its text filled in.
     *
     * @param values null where placeholders are off: then nothing is touched
     * @param file the file to name in diagnostics
     * @throws MigrateException for a name without a value, and for a <code>${</code> that is never closed
     */
    public static Statement apply(Statement statement, @Nullable Map<String, String> values, Path file) {
        if (values == null || statement.text().indexOf("${") < 0) {
            return statement;
        }
        return statement.withText(apply(statement.text(), values, file, statement.line(), statement.column()));
    }

    /**
     * A text filled in.
     *
     * @param values null where placeholders are off: then nothing is touched
     * @param file the file to name in diagnostics
     * @param line the line on which the text begins, from 1
     * @param column the column at which the text begins, from 1
     */
    public static String apply(String text, @Nullable Map<String, String> values, Path file, int line, int column) {
        int next = text.indexOf("${");
        if (values == null || next < 0) {
            return text;
        }
        var filled = new StringBuilder(text.length() + 64);
        int done = 0;
        for (; next >= 0; next = text.indexOf("${", done)) {
            if (next > done && text.charAt(next - 1) == '$') {
                filled.append(text, done, next - 1).append("${");
                done = next + 2;
                continue;
            }
            int end = next + 2;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            boolean closed = end < text.length() && text.charAt(end) == '}' && end > next + 2;
            String name = text.substring(next + 2, end);
            SourceSpan place = place(text, next, closed ? end + 1 - next : 2, file, line, column);
            if (!closed) {
                throw Diagnostic.error("script/placeholder", "\"${\" is not followed by a name and \"}\"")
                        .at(place)
                        .help("write ${name}, or $${ for a plain ${")
                        .toException();
            }
            String value = values.get(name);
            if (value == null) {
                throw unknown(name, values, place);
            }
            filled.append(text, done, next).append(value);
            done = end + 1;
        }
        return filled.append(text, done, text.length()).toString();
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    private static MigrateException unknown(String name, Map<String, String> values, SourceSpan place) {
        var fault = Diagnostic.error("script/unknown-placeholder", "\"" + name + "\" has no value")
                .at(place)
                .note("Write $${ for a plain ${.");
        return Nearest.of(name, values.keySet())
                .map(near -> fault.help("did you mean \"${" + near + "}\"?"))
                .orElse(fault.help("give it one: " + name + " = \"…\" under [placeholders], or -Dmigrate.placeholders."
                        + name + "=…"))
                .toException();
    }

    private static SourceSpan place(String text, int at, int length, Path file, int line, int column) {
        int lines = 0;
        int start = -1;
        for (int i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) {
            lines++;
            start = i;
        }
        return SourceSpan.of(file, line + lines, start < 0 ? column + at : at - start, length);
    }
}
