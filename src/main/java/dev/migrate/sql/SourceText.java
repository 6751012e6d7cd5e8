package dev.migrate.sql;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A window on a reader: everything from the last {@link #release()} up to what has been read. Offsets count from that point, so
 * they stay true while the window moves. The fields are open to the scanner's loops, which are what a run's time is made of.
 */
final class SourceText {

    /** Nearly every section is shorter, and a plan may have a hundred thousand of them. */
    private static final int FIRST = 1 << 11;

    private static final int CHUNK = 1 << 16;
    private static final int SHRINK_ABOVE = 1 << 21;

    private final Reader reader;
    private final Path file;

    char[] buf = new char[FIRST];
    /** The next character. */
    int pos;
    /** Behind the last character read. */
    int limit;

    private int kept;
    private boolean ended;
    private boolean begun;
    private int keptColumn = 1;

    /** The place of {@code buf[counted]}; lines are counted only when somebody asks, and then once. */
    private int counted;

    private int line;
    private int column = 1;

    SourceText(Reader reader, Path file, int firstLine) {
        this.reader = reader;
        this.file = file;
        this.line = firstLine;
    }

    /** Reads more behind {@link #limit}; false at the end. Moves {@link #pos} along with the window. */
    boolean fill() {
        if (ended) {
            return false;
        }
        if (limit == buf.length) {
            makeRoom();
        }
        try {
            int n;
            do {
                n = reader.read(buf, limit, buf.length - limit);
            } while (n == 0);
            if (n < 0) {
                ended = true;
                return false;
            }
            limit += n;
        } catch (IOException e) {
            throw Diagnostic.error("sql/unreadable", "\"" + file + "\" cannot be read: " + e.getMessage())
                    .at(SourceSpan.of(file))
                    .toException(e);
        }
        if (!begun) {
            begun = true;
            if (buf[0] == '\uFEFF') {
                pos = kept = counted = 1;
            }
            return pos < limit || fill();
        }
        return true;
    }

    private void makeRoom() {
        if (kept > 0) {
            System.arraycopy(buf, kept, buf, 0, limit - kept);
            pos -= kept;
            limit -= kept;
            counted -= kept;
            kept = 0;
        }
        if (limit > buf.length / 2 || buf.length < CHUNK) {
            buf = Arrays.copyOf(buf, Math.max(CHUNK, Math.multiplyExact(buf.length, 2)));
        }
    }

    /** The character that many behind the next one; -1 behind the end. */
    int peek(int ahead) {
        while (pos + ahead >= limit) {
            if (!fill()) {
                return -1;
            }
        }
        return buf[pos + ahead];
    }

    /** Whether the next characters are these. */
    boolean startsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (peek(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next characters are these ASCII capitals, in either case. */
    boolean startsWithWord(String capitals) {
        for (int i = 0; i < capitals.length(); i++) {
            int c = peek(i);
            if (c != capitals.charAt(i) && c - 32 != capitals.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the next character stands. */
    int offset() {
        return pos - kept;
    }

    /** The text between two offsets. */
    String slice(int from, int to) {
        return new String(buf, kept + from, to - from);
    }

    /** Forgets what is before the next character; offsets count from there. */
    void release() {
        if (pos > kept && pos == limit && buf[pos - 1] == '\r') {
            fill(); // to know whether a line feed follows
        }
        count(pos);
        keptColumn = column;
        kept = pos;
        if (buf.length > SHRINK_ABOVE && limit - pos < CHUNK) {
            char[] smaller = new char[CHUNK];
            System.arraycopy(buf, pos, smaller, 0, limit - pos);
            buf = smaller;
            limit -= pos;
            pos = kept = counted = 0;
        }
    }

    /** Whether only blanks stand between the start of the line and the next character. */
    boolean atLineStart() {
        for (int i = pos - 1; i >= kept; i--) {
            char c = buf[i];
            if (c == '\n' || c == '\r') {
                return true;
            }
            if (c != ' ' && c != '\t') {
                return false;
            }
        }
        return keptColumn == 1;
    }

    /** The line of an offset, which must not lie before one asked for since. */
    int line(int offset) {
        count(kept + offset);
        return line;
    }

    /** The column of the offset whose line was asked for last. */
    int column() {
        return column;
    }

    /** The place of some characters. */
    SourceSpan span(int offset, int length) {
        int at = line(offset);
        return SourceSpan.of(file, at, column, length);
    }

    private void count(int to) {
        char[] b = buf;
        int start = -1;
        for (int i = counted; i < to; i++) {
            char c = b[i];
            if (c == '\n' || c == '\r' && !(i + 1 < limit && b[i + 1] == '\n')) {
                line++;
                start = i + 1;
            }
        }
        if (to > counted) {
            column = start < 0 ? column + to - counted : to - start + 1;
            counted = to;
        }
    }
}
