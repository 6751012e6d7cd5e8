package dev.migrate.sql;

import java.io.Reader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Splits SQL text into statements as the database's own client does, reading no further than it must. */
public final class SqlScanner {

    /**
     * A scanner over one section of a script.
     *
     * @param kind whose lexical rules hold
     * @param source the text; not closed here
     * @param file the file to name in diagnostics
     * @param firstLine the line of the file on which the text begins, from 1
     */
    public SqlScanner(DatabaseKind kind, Reader source, Path file, int firstLine) {}

    /**
     * The next statement, or null at the end.
     *
     * @throws dev.migrate.diagnostic.MigrateException when a quote, comment, dollar quote or COPY does not end
     */
    public @Nullable Statement next() {
        return null;
    }
}
