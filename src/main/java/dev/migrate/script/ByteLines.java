package dev.migrate.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A file, line by line, without keeping it: only the start of each line can be looked at. */
final class ByteLines {

    private static final int WINDOW = 1 << 16;
    private static final int LOOK = 4096;
    /** Nearly every script is shorter, and a project may have a hundred thousand of them. */
    private static final int FIRST = LOOK + 1;

    private final Path file;
    private final InputStream in;
    private byte[] buf = new byte[FIRST];
    private int pos;
    private int limit;
    private boolean ended;
    /** The offset in the file of {@code buf[0]}. */
    private long base;

    private int number;
    private long lineOffset;

    /** The lines of a stream, which is not closed here; the file is the one to name in diagnostics. */
    ByteLines(Path file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    /** On to the next line, the one before having been consumed; false at the end. */
    boolean next() throws IOException {
        look(LOOK);
        if (pos == limit) {
            return false;
        }
        if (number == 0 && limit >= 3 && buf[0] == (byte) 0xef && buf[1] == (byte) 0xbb && buf[2] == (byte) 0xbf) {
            pos = 3;
        }
        number++;
        lineOffset = offset();
        return true;
    }

    /** The line's number, from 1. */
    int number() {
        return number;
    }

    /** Where in the file the next byte stands. */
    long offset() {
        return base + pos;
    }

    /** The first byte that is no blank; a line feed when there is none. */
    byte first() {
        return at(indent());
    }

    /** Whether the line begins, behind blanks, with these ASCII characters. */
    boolean startsWith(String text) {
        int i = indent();
        for (int k = 0; k < text.length(); k++) {
            if (at(i + k) != text.charAt(k)) {
                return false;
            }
        }
        return true;
    }

    /** The line's text, without its end; cut off where it is very long. */
    String text() {
        int end = pos;
        while (end < limit && end < pos + LOOK && buf[end] != '\n') {
            end++;
        }
        return new String(buf, pos, end - pos, StandardCharsets.UTF_8).stripTrailing();
    }

    /** Steps over the line, and tells its bytes to the digest with CR LF as LF. */
    void consume(@Nullable MessageDigest digest) throws IOException {
        while (true) {
            int from = pos;
            int i = pos;
            boolean more = false;
            while (i < limit && !more) {
                byte b = buf[i];
                if (b > '\r') {
                    i++;
                } else if (b == '\n') {
                    i++;
                    update(digest, from, i);
                    pos = i;
                    return;
                } else if (b < 0) {
                    int length = Utf8.length(buf, i, limit);
                    more = length == 0;
                    i += length;
                } else if (b == '\r' && i + 1 == limit) {
                    more = !ended;
                    i += ended ? 1 : 0;
                } else if (b == '\r' && buf[i + 1] == '\n') {
                    update(digest, from, i);
                    from = ++i;
                } else {
                    i++;
                }
            }
            update(digest, from, i);
            pos = i;
            if (limit - pos >= 4 && more || ended && pos < limit) {
                throw Utf8.malformed(file, number, lineStart(), offset(), buf[pos]);
            }
            look(4);
            if (pos == limit) {
                return;
            }
        }
    }

    private void update(@Nullable MessageDigest digest, int from, int to) {
        if (digest != null) {
            digest.update(buf, from, to - from);
        }
    }

    /** What stands before the next byte on its line; read again, for a diagnostic alone. */
    private byte[] lineStart() throws IOException {
        try (var again = new RandomAccessFile(file.toFile(), "r")) {
            again.seek(lineOffset);
            var bytes = new byte[(int) (offset() - lineOffset)];
            again.readFully(bytes);
            return bytes;
        }
    }

    private int indent() {
        int i = pos;
        while (i < limit && (buf[i] == ' ' || buf[i] == '\t')) {
            i++;
        }
        return i;
    }

    private byte at(int index) {
        return index >= limit || buf[index] == '\r' && (index + 1 >= limit || buf[index + 1] == '\n')
                ? (byte) '\n'
                : buf[index];
    }

    /** Sees to it that so many bytes can be looked at, or all that are left. */
    private void look(int bytes) throws IOException {
        if (ended || limit - pos >= bytes) {
            return;
        }
        byte[] room = limit < buf.length || buf.length == WINDOW ? buf : new byte[WINDOW];
        System.arraycopy(buf, pos, room, 0, limit - pos);
        buf = room;
        base += pos;
        limit -= pos;
        pos = 0;
        while (!ended && limit < buf.length) {
            int n = in.read(buf, limit, buf.length - limit);
            ended = n < 0;
            limit += Math.max(0, n);
        }
    }
}
