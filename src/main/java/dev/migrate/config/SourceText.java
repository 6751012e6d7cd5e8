package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** An environment's file: its text, and what may be shown of it. A line that holds a literal secret never is. */
final class SourceText implements Source {

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(pass|pwd|secret|token|credential|api_?key|private_?key).*|.*pw");

    private final Path file;
    private final String shown;
    private final String text;
    private final List<String> lines;
    private final BitSet secretLines;

    SourceText(Path base, Path file, String text) {
        this.file = file;
        this.shown = relative(base, file);
        this.text = text;
        this.lines = text.lines().toList();
        this.secretLines = SecretLines.of(lines);
    }

    /** Reads a file, which must be UTF-8. */
    static SourceText read(Path base, Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw Diagnostic.error(
                            "config/unreadable-file",
                            "\"" + relative(base, file) + "\" cannot be read: " + Reason.of(e))
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            // a byte-order mark is no part of the text; editors on Windows write one
            return new SourceText(base, file, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < buffer.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw Diagnostic.error(
                            "config/not-utf8",
                            "\"" + relative(base, file) + "\" is not UTF-8 from line " + line + " on")
                    .at(SourceSpan.of(file))
                    .help("save it as UTF-8")
                    .toException();
        }
    }

    /** A path as users read it: from the base where it lies there, with slashes. */
    static String relative(Path base, Path file) {
        Path path = file.startsWith(base) ? base.relativize(file) : file;
        return path.toString().replace('\\', '/');
    }

    Path file() {
        return file;
    }

    /** The file's path as users read it. */
    String shown() {
        return shown;
    }

    String text() {
        return text;
    }

    /** A line without its end; empty where there is none. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    /** The length of the key or quoted text that begins there. */
    int tokenLength(int line, int column) {
        String all = line(line);
        int from = column - 1;
        if (from < 0 || from >= all.length()) {
            return 1;
        }
        char quote = all.charAt(from);
        if (quote == '"' || quote == '\'') {
            for (int i = from + 1; i < all.length(); i++) {
                if (all.charAt(i) == '\\' && quote == '"') {
                    i++;
                } else if (all.charAt(i) == quote) {
                    return i + 1 - from;
                }
            }
            return all.length() - from;
        }
        int to = from;
        while (to < all.length() && " \t,]}=:#".indexOf(all.charAt(to)) < 0) {
            to++;
        }
        return Math.max(1, to - from);
    }

    @Override
    public Origin origin(Place place) {
        String description = place.line() == 0 ? shown : shown + ":" + place.line() + ":" + place.column();
        return new Origin(description, span(place));
    }

    @Override
    public Diagnostic locate(Diagnostic diagnostic, Place place) {
        Diagnostic located = diagnostic.at(span(place));
        return place.line() > 0 && holdsSecret(place.line())
                ? located.note("at " + shown + ":" + place.line() + ":" + place.column()
                        + "; the line is not shown, it may hold a secret")
                : located;
    }

    /** The place as others may show it: without its line where that holds a secret. */
    private SourceSpan span(Place place) {
        if (place.line() == 0 || holdsSecret(place.line())) {
            return SourceSpan.of(file);
        }
        return SourceSpan.of(file, place.line(), place.column(), place.length());
    }

    @Override
    public Place placeWithin(Place value, String expression) {
        for (int number = Math.max(1, value.line()); number <= lines.size(); number++) {
            int found = line(number).indexOf(expression, number == value.line() ? value.column() - 1 : 0);
            if (found >= 0) {
                return new Place(number, found + 1, expression.length());
            }
        }
        return value;
    }

    /** Whether a line may hold a secret that is written out. */
    boolean holdsSecret(int number) {
        return secretLines.get(number);
    }

    /** Whether a name sounds like that of a secret, also with a letter wrong. */
    static boolean soundsSecret(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return SECRET_NAME.matcher(last).matches()
                || Nearest.of(last.toLowerCase(Locale.ROOT), List.of("password"))
                        .isPresent();
    }

    @Override
    public String assignment(String key, String value) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        String file = shown.toLowerCase(Locale.ROOT);
        if (file.endsWith(".json")) {
            return "\"" + name + "\": " + value;
        }
        return file.endsWith(".toml") ? name + " = " + value : name + ": " + value;
    }

    @Override
    public boolean isTyped() {
        return true;
    }
}
