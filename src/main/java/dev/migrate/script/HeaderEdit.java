package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.revision.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A script with other values in its header: every byte that is no part of such a value stays as it is. Immutable;
 * nothing is written.
 */
public final class HeaderEdit {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final byte[] NOTHING = {};

    private final Path file;
    private final byte[] bytes;
    private final List<HeaderLine> lines;
    private final Revision revision;

    private HeaderEdit(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.lines = HeaderLine.read(file, bytes);
        this.revision = Header.read(file, lines);
    }

    /**
     * The script as it stands.
     *
     * @throws dev.migrate.diagnostic.MigrateException where it cannot be read, or its header has faults
     */
    public static HeaderEdit of(Path file) {
        try {
            return new HeaderEdit(file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
    }

    /**
     * A script whose bytes are at hand.
     *
     * @param file its name, which is not read
     * @throws dev.migrate.diagnostic.MigrateException where its header has faults
     */
    public static HeaderEdit of(Path file, byte[] bytes) {
        return new HeaderEdit(file, bytes.clone());
    }

    /** The whole script. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** What its header says. */
    public Revision revision() {
        return revision;
    }

    /**
     * The script with these values of a key, such as {@code revises}: in the place of the old ones, or, where the key
     * is absent, on a line of its own behind {@code revision:}. The same script where it says that already.
     *
     * @throws dev.migrate.diagnostic.MigrateException where a value cannot stand there
     */
    public HeaderEdit with(String key, List<String> values) {
        if (values(key).equals(values)) {
            return this;
        }
        Matcher[] found = new Matcher[1];
        HeaderLine line = line(key, found);
        byte[] text = line == null ? added(key, values) : changed(line, found[0], values);
        return new HeaderEdit(file, text);
    }

    private List<String> values(String key) {
        return switch (key) {
            case "revises" -> revision.parents();
            case "labels" -> revision.labels();
            case "depends-on" -> revision.dependsOn();
            case "replaces" -> revision.replaces();
            default -> throw new IllegalArgumentException("no key of several values: " + key);
        };
    }

    private @Nullable HeaderLine line(String key, Matcher[] found) {
        for (HeaderLine line : lines) {
            Matcher matcher = Header.KEY_LINE.matcher(line.text());
            if (matcher.matches() && matcher.group(1).equals(key)) {
                found[0] = matcher;
                return line;
            }
        }
        return null;
    }

    private byte[] changed(HeaderLine line, Matcher found, List<String> values) {
        Physical physical = physical(line.number());
        int from = line.column() - 1 + found.start(2);
        int to = line.column() - 1 + line.text().length();
        String old = found.group(2).strip();
        String before = physical.text.substring(0, from);
        String between = found.group(2)
                .substring(
                        0,
                        found.group(2).length() - found.group(2).stripLeading().length());
        String after = physical.text.substring(to);
        String value = String.join(separator(old), values);
        if (value.isEmpty()) {
            return physical.replacedBy(before + after);
        }
        if (old.isEmpty()) {
            // blanks that nothing followed were meant to stand before a value
            return after.isBlank() && !after.isEmpty()
                    ? physical.replacedBy(before + after + value)
                    : physical.replacedBy(before + " " + value + after);
        }
        return physical.replacedBy(before + between + value + after);
    }

    /** How the values of a line were kept apart. */
    private static String separator(String old) {
        Matcher separator = SEPARATOR.matcher(old);
        return separator.find() ? separator.group() : ", ";
    }

    private byte[] added(String key, List<String> values) {
        Matcher[] found = new Matcher[1];
        HeaderLine line = line("revision", found);
        if (line == null) {
            throw new IllegalStateException("no revision line in " + file);
        }
        Physical physical = physical(line.number());
        int start = line.column() - 1;
        int end = start + line.text().length();
        String prefix = physical.text.substring(0, start);
        int comment = prefix.indexOf("/*");
        if (comment >= 0) {
            prefix = prefix.substring(0, comment) + " * ";
        }
        String rest = found[0].group(2);
        String blanks = rest.substring(0, rest.length() - rest.stripLeading().length());
        String added = physical.lineEnd() + prefix + key + ":" + blanks + String.join(", ", values);
        // what closes the comment stays behind the last key, blanks stay where they are
        String tail = physical.text.substring(end);
        return tail.isBlank()
                ? physical.replacedBy(physical.text + added)
                : physical.replacedBy(physical.text.substring(0, end) + added + tail);
    }

    private Physical physical(int number) {
        int from = startsWithMark() ? 3 : 0;
        for (int at = 1; at < number; at++) {
            while (bytes[from] != '\n') {
                from++;
            }
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        if (to < bytes.length && to > from && bytes[to - 1] == '\r') {
            to--;
        }
        return new Physical(from, to);
    }

    private boolean startsWithMark() {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    /** A line of the file without its end; that it is UTF-8 has been seen when the header was read. */
    private final class Physical {
        private final int from;
        private final int to;
        private final String text;

        Physical(int from, int to) {
            this.from = from;
            this.to = to;
            this.text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }

        /** How this line ends; where it is the last one, how the first one does. */
        String lineEnd() {
            int at = to;
            if (at == bytes.length) {
                at = 0;
                while (at < bytes.length && bytes[at] != '\n') {
                    at++;
                }
                at -= at > 0 && at < bytes.length && bytes[at - 1] == '\r' ? 1 : 0;
            }
            return at < bytes.length && bytes[at] == '\r' ? "\r\n" : "\n";
        }

        byte[] replacedBy(String line) {
            var out = new ByteArrayOutputStream(bytes.length + line.length());
            out.writeBytes(Arrays.copyOf(bytes, from));
            out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(to < bytes.length ? Arrays.copyOfRange(bytes, to, bytes.length) : NOTHING);
            return out.toByteArray();
        }
    }
}
