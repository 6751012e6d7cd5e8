package dev.migrate.sql;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.io.Reader;

/** The lines behind {@code COPY … FROM stdin;} up to {@code \.}, passed on as they are read. */
final class CopyData extends Reader {

    private final SourceText source;
    private final MigrateException missingEnd;
    private final String restOfLine;
    private final StringBuilder behind = new StringBuilder();
    private boolean lineStart = true;
    private boolean done;

    /** The data that begins on the next line, the source standing behind the statement, which began at {@code opened}. */
    CopyData(SourceText source, Lexer lexer, int opened) {
        this.source = source;
        this.missingEnd = lexer.unterminated("copy", "the data of a COPY", opened, 4, "put a line \\. behind the data");
        int from = source.offset();
        int c = source.peek(0);
        while (c >= 0 && c != '\n') {
            source.pos++;
            c = source.peek(0);
        }
        if (c == '\n') {
            source.pos++;
        }
        this.restOfLine = source.slice(from, source.offset());
        String rest = restOfLine.strip();
        if (!rest.isEmpty() && !rest.startsWith("--")) {
            throw Diagnostic.error("sql/text-behind-copy", "\"" + rest + "\" stands behind a COPY on its line")
                    .at(source.span(from + restOfLine.indexOf(rest), rest.length()))
                    .note("The data of COPY … FROM stdin begins on the next line.")
                    .help("move it behind the line \\. that ends the data")
                    .toException();
        }
    }

    /** What stood on the statement's line behind it, and the closing line. */
    String restOfLine() {
        return restOfLine + behind;
    }

    @Override
    public int read(char[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int n = lookAhead();
        if (n < 0) {
            return -1;
        }
        // up to the end of the line, or as much of it as there is
        int count = 0;
        while (count < length && count < n) {
            char c = source.buf[source.pos + count];
            target[offset + count++] = c;
            if (c == '\n') {
                lineStart = true;
                if (atEnd(count)) {
                    break;
                }
            } else {
                lineStart = false;
            }
        }
        source.pos += count;
        return count;
    }

    private boolean atEnd(int count) {
        int at = source.pos + count;
        return at >= source.limit || source.buf[at] == '\\';
    }

    /** How many characters can be looked at; -1 behind the last line of data. */
    private int lookAhead() {
        if (done) {
            return -1;
        }
        source.release();
        if (source.peek(0) < 0) {
            throw missingEnd;
        }
        if (lineStart && source.peek(0) == '\\' && source.peek(1) == '.') {
            int c = source.peek(2);
            int length = c < 0 || c == '\n' ? 2 : c == '\r' && (source.peek(3) == '\n' || source.peek(3) < 0) ? 3 : 0;
            if (length > 0) {
                done = true;
                behind.append(source.slice(0, length));
                source.pos += length;
                return -1;
            }
        }
        return source.limit - source.pos;
    }

    /** Steps over what nobody read. */
    void skip() {
        var sink = new char[8192];
        while (read(sink, 0, sink.length) >= 0) {
            // goes on
        }
    }

    @Override
    public void close() {}
}
