package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.VersionChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes version and history rows without running a script, in one transaction. */
public final class Recorder {

    private Recorder() {}

    /**
     * A revision to be recorded.
     *
     * @param revision its id
     * @param title its title
     * @param checksum its script's checksum in hex; null where there is no script
     * @param message why it is recorded; null for nothing
     */
    public record Entry(
            String revision,
            String title,
            @Nullable String checksum,
            @Nullable String message) {}

    /**
     * Sets the version table without running anything.
     *
     * @param run a locked session
     * @param purge whether every row goes first
     * @param changes what becomes of the version table
     * @param entries what is added to the history, as {@code stamped}
     */
    public static void stamp(Run run, boolean purge, List<VersionChange> changes, List<Entry> entries) {
        Session session = run.session();
        try {
            run.ensureTables();
            session.batch(statements(run, purge, changes, entries), i -> {});
        } catch (StatementFailure e) {
            try {
                session.run("ROLLBACK");
            } catch (StatementFailure ignored) {
                // The session ends with this goal, and the transaction with it.
            }
            if (e.kind() == FailureKind.CONNECTION_LOST) {
                throw run.unexpected("the rows could not be written", e.sqlException());
            }
            throw Diagnostic.error(
                            "run/stamp",
                            session.kind().displayName() + " refuses it: " + RunFailure.firstLine(e.sqlException()))
                    .note("nothing has been changed")
                    .toException(e.sqlException());
        }
    }

    private static List<String> statements(Run run, boolean purge, List<VersionChange> changes, List<Entry> entries) {
        Dialect dialect = run.session().dialect();
        RowSql rows = new RowSql(dialect, run.tables(), run.context().identity());
        List<String> statements = new ArrayList<>();
        Run.Way<RuntimeException> way = (statement, role) -> statements.add(statement);
        run.begin(way);
        if (purge) {
            statements.add("DELETE FROM " + run.tables().versionSql(dialect));
        }
        for (VersionChange change : changes) {
            statements.add(rows.change(change));
        }
        for (Entry entry : entries) {
            statements.add(rows.history(row(entry)));
        }
        run.fence(way);
        statements.add("COMMIT");
        return statements;
    }

    static HistoryRow row(Entry entry) {
        return HistoryRow.of(
                        entry.revision(),
                        entry.title(),
                        "stamp",
                        Outcome.STAMPED,
                        entry.checksum() == null ? null : "sha256:" + entry.checksum())
                .message(entry.message());
    }
}
