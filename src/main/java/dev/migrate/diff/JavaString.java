package dev.migrate.diff;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string: a literal, several where it is long, or a text block where it has lines.
 *
 * @param value what it says
 */
record JavaString(String value) implements JavaPiece {

    private static final int SHORTEST = 20;

    @Override
    public @Nullable String flat() {
        return isBlock() ? null : literal(value);
    }

    /** A text block takes blanks away at the end of a line, and reads a carriage return as a line feed. */
    private boolean isBlock() {
        return value.indexOf('\n') >= 0
                && value.indexOf('\n') < value.length() - 1
                && value.lines().noneMatch(JavaString::endsInOddBlank);
    }

    private static boolean endsInOddBlank(String line) {
        if (line.isEmpty()) {
            return false;
        }
        char last = line.charAt(line.length() - 1);
        return Character.isWhitespace(last) && last != ' ' && last != '\t';
    }

    static String literal(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(c -> text.append(c == '\n' ? "\\n" : c == '"' ? "\\\"" : escaped((char) c)));
        return text.append('"').toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            // a Unicode escape is read before anything else, and would itself end the line
            default ->
                c < ' ' || c == 127
                        ? String.format("\\%03o", (int) c)
                        : Character.isSurrogate(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c);
        };
    }

    @Override
    public String broken(int indent, int used, int after) {
        return isBlock() ? block(indent) : pieces(indent, used, after);
    }

    private String block(int indent) {
        String margin = JavaPiece.line(indent);
        StringBuilder text = new StringBuilder("\"\"\"");
        List<String> lines = List.of(value.split("\n", -1));
        boolean closed = lines.get(lines.size() - 1).isEmpty();
        boolean indented = lines.stream().filter(line -> !line.isEmpty()).allMatch(line -> blank(line.charAt(0)));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean last = i == lines.size() - 1;
            text.append(line.isEmpty() && !last ? "\n" : margin).append(ofBlock(line));
            if (last && !closed && indented) {
                // the margin is told by the line of the quotes where every other line stands further in
                text.append('\\').append(margin);
            }
        }
        return text.append("\"\"\"").toString();
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c);
    }

    private static String ofBlock(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean last = i == line.length() - 1;
            boolean ending = last || line.startsWith("\"\"", i + 1);
            text.append(c == ' ' && last ? "\\s" : c == '"' ? (ending ? "\\\"" : "\"") : escaped(c));
        }
        return text.toString();
    }

    /** Literals one behind the other, split behind a blank where there is one. */
    private String pieces(int indent, int used, int after) {
        List<String> pieces = new ArrayList<>();
        int room = WIDTH - used - 2;
        int from = 0;
        while (from < value.length()) {
            int end = end(from, Math.max(room, SHORTEST), after);
            pieces.add(literal(value.substring(from, end)));
            room = WIDTH - indent - 8 - "+ ".length() - 2;
            from = end;
        }
        return pieces.isEmpty() ? "\"\"" : String.join(JavaPiece.line(indent + 8) + "+ ", pieces);
    }

    private int end(int from, int room, int after) {
        int width = 0;
        int blank = -1;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            width += literal(String.valueOf(c)).length() - 2;
            boolean last = i == value.length() - 1;
            if (width + (last ? after : 0) > room && i > from) {
                int end = blank > from ? blank : i;
                return Character.isLowSurrogate(value.charAt(end)) && end > from + 1 ? end - 1 : end;
            }
            if (c == ' ' || c == '\n') {
                blank = i + 1;
            }
        }
        return value.length();
    }
}
