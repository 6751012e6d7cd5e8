package dev.migrate.script;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the comment that opens a script.
 *
 * @param number the line of the file, from 1
 * @param column where {@code text} begins, from 1
 * @param text what it says, without the comment's own characters and outer blanks
 */
record HeaderLine(int number, int column, String text) {

    /** Nearly every header is shorter; for a longer one the file is read further. */
    static final int FIRST_READ = 1 << 11;

    /** A merge of 100,000 parents fits in. */
    private static final int LAST_READ = 1 << 23;

    /** The place of some characters of the text. */
    SourceSpan span(Path file, int from, int length) {
        return SourceSpan.of(file, number, column + from, length);
    }

    /** Whether a script is Java. */
    static boolean isJava(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".java");
    }

    /** The lines of the comment that opens a file; none where it opens with something else. */
    static List<HeaderLine> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file, in);
        } catch (IOException e) {
            throw Diagnostic.error("script/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
    }

    /** The same of a file whose bytes are at hand; only its name is looked at. */
    static List<HeaderLine> read(Path file, byte[] bytes) {
        List<HeaderLine> lines = lines(file, bytes, bytes.length, true);
        return lines == null ? List.of() : lines;
    }

    /** Reads on until the end of the header has been seen, and no further: for nearly every file that is one read. */
    static List<HeaderLine> read(Path file, InputStream in) throws IOException {
        byte[] bytes = new byte[FIRST_READ];
        int length = Math.max(0, in.read(bytes));
        List<HeaderLine> lines = lines(file, bytes, length, false);
        while (lines == null) {
            length += in.readNBytes(bytes, length, bytes.length - length);
            boolean ended = length < bytes.length;
            lines = lines(file, bytes, length, ended);
            if (lines == null && length == LAST_READ) {
                lines = lines(file, bytes, length, true);
                if (lines == null || !lines.isEmpty()) {
                    throw tooLong(file);
                }
            } else if (!ended) {
                bytes = Arrays.copyOf(bytes, Math.min(LAST_READ, bytes.length * 16));
            }
        }
        return lines;
    }

    /** The lines of the header; null when more has to be read to know where it ends. */
    private static @Nullable List<HeaderLine> lines(Path file, byte[] bytes, int length, boolean whole) {
        byte[] seen = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        return isJava(file) ? java(file, seen, whole) : sql(file, seen, whole);
    }

    private static MigrateException tooLong(Path file) {
        return Diagnostic.error(
                        "script/header-too-long",
                        "the header of \"" + file.getFileName() + "\" does not end within 8 MB")
                .at(SourceSpan.of(file, 1))
                .help("end the comment that opens the script with a blank line")
                .toException();
    }

    /** The first block of {@code --} lines; null when more has to be read to know where it ends. */
    private static @Nullable List<HeaderLine> sql(Path file, byte[] bytes, boolean whole) {
        var lines = new ArrayList<HeaderLine>();
        var source = new Lines(file, bytes, whole);
        for (String line = source.next(); line != null; line = source.next()) {
            int dashes = indent(line, 0);
            if (dashes == line.length() && lines.isEmpty()) {
                continue;
            }
            if (!line.startsWith("--", dashes)
                    || line.substring(dashes + 2).stripLeading().startsWith("migrate:")) {
                return lines;
            }
            lines.add(of(source.number, line, dashes + 2, line.length()));
        }
        return source.cut ? null : lines;
    }

    /** The first comment, of slashes and stars or of lines with two slashes. */
    private static @Nullable List<HeaderLine> java(Path file, byte[] bytes, boolean whole) {
        var lines = new ArrayList<HeaderLine>();
        var source = new Lines(file, bytes, whole);
        boolean block = false;
        for (String line = source.next(); line != null; line = source.next()) {
            int start = indent(line, 0);
            if (!block) {
                if (line.startsWith("//", start)) {
                    lines.add(of(source.number, line, start + 2, line.length()));
                    continue;
                }
                if (!lines.isEmpty()) {
                    return lines;
                }
                if (!line.startsWith("/*", start)) {
                    continue;
                }
                block = true;
                start += line.startsWith("/**", start) && !line.startsWith("/**/", start) ? 3 : 2;
            } else if (line.startsWith("*", start) && !line.startsWith("*/", start)) {
                start++;
            }
            int end = line.indexOf("*/", start);
            lines.add(of(source.number, line, start, end < 0 ? line.length() : end));
            if (end >= 0) {
                return lines;
            }
        }
        return source.cut ? null : lines;
    }

    private static HeaderLine of(int number, String line, int from, int to) {
        int start = Math.min(indent(line, from), to);
        return new HeaderLine(number, start + 1, line.substring(start, to).stripTrailing());
    }

    private static int indent(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /** The lines of the start of a file, decoded one at a time: what is behind the header is not looked at. */
    private static final class Lines {
        private final Path file;
        private final byte[] bytes;
        private final boolean whole;
        private int at;
        int number;
        /** Whether the last line was left out because its end has not been read. */
        boolean cut;

        Lines(Path file, byte[] bytes, boolean whole) {
            this.file = file;
            this.bytes = bytes;
            this.whole = whole;
            boolean mark =
                    bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
            this.at = mark ? 3 : 0;
        }

        @Nullable
        String next() {
            if (at >= bytes.length) {
                cut = !whole;
                return null;
            }
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end == bytes.length && !whole) {
                cut = true;
                return null;
            }
            number++;
            int bad = Utf8.firstMalformed(bytes, at, end);
            if (bad >= 0) {
                throw Utf8.malformed(file, number, Arrays.copyOfRange(bytes, at, bad), bad, bytes[bad]);
            }
            int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
            String line = new String(bytes, at, last - at, StandardCharsets.UTF_8);
            at = end + 1;
            return line;
        }
    }
}
