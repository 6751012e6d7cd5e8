package dev.migrate.engine;

import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The data of a COPY that an operation was made into. It is read anew each time the statement goes out, as when a run is tried again. */
final class CopiedRows extends StringReader {

    private final String data;

    CopiedRows(String data) {
        super(data);
        this.data = data;
    }

    /** All that is left of what a scanner found. */
    static CopiedRows of(Reader found) {
        StringWriter data = new StringWriter();
        try {
            found.transferTo(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CopiedRows(data.toString());
    }

    /** A statement whose data has not been read yet. */
    static Statement unread(Statement s) {
        return s.copyData() instanceof CopiedRows rows
                ? new Statement(
                        s.number(),
                        s.leading(),
                        s.text(),
                        s.terminator(),
                        s.line(),
                        s.column(),
                        s.keywords(),
                        s.directives(),
                        new CopiedRows(rows.data))
                : s;
    }

    /** What a statement is made of: its text, and its data where it has any. */
    static String identity(Statement s) {
        return s.copyData() instanceof CopiedRows rows ? s.text() + "\n" + rows.data : s.text();
    }
}
