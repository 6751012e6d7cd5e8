package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.plan.Stamp;
import dev.migrate.plan.VersionChange;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes a stamp as SQL for the database's own client. */
public final class OfflineStamp {

    private OfflineStamp() {}

    /**
     * Writes it.
     *
     * @param entries what is added to the history, as {@code stamped}
     */
    public static void write(Dialect dialect, OwnTables tables, Stamp stamp, List<Recorder.Entry> entries, Writer out)
            throws IOException {
        out.write(
                "-- stamp from " + stamp.from().display() + " to " + stamp.to().display() + "\n\n");
        var first = new FirstRows(stamp.from(), stamp.otherNames());
        Dialect.Guard guard = dialect.guard(tables, first.accepted(), true);
        for (String line : guard.before()) {
            out.write(line + "\n");
        }
        statements(out, dialect.readAsUtf8());
        if (guard.checkInTransaction()) {
            statements(out, List.of(dialect.begin()));
        }
        statements(out, guard.check());
        statements(out, dialect.createTables(tables));
        if (!guard.checkInTransaction()) {
            statements(out, List.of(dialect.begin()));
        }
        statements(out, first.renaming(dialect, tables));
        RowSql rows = RowSql.offline(dialect, tables, "offline-stamp");
        for (VersionChange change : stamp.changes()) {
            statements(out, List.of(rows.change(change)));
        }
        for (Recorder.Entry entry : entries) {
            statements(out, List.of(rows.history(Recorder.row(entry))));
        }
        statements(out, List.of("COMMIT"));
        statements(out, guard.after());
    }

    private static void statements(Writer out, List<String> statements) throws IOException {
        for (String statement : statements) {
            out.write(statement + ";\n");
        }
    }
}
