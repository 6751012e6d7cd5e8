package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.io.IOException;

/**
 * Writes the statements of a step that cannot be taken back with the rows that {@link Journal} would write, so that a script which
 * stops in the middle leaves word of how far it came, and the next online run or repair goes on from there.
 */
final class OfflineJournal {

    private final ScriptText text;
    private final Dialect dialect;
    private final OwnTables tables;
    private final RowSql rows;
    private final DatabaseKind kind;
    private final StepScript script;
    private final boolean grouping;
    private final PrefixHash prefix = new PrefixHash();
    private String finishedHash = prefix.value();
    private int finished;
    private boolean open;
    private boolean locked;
    private boolean ownTransaction;
    private boolean unrecorded;

    /**
     * For one step.
     *
     * @param grouping whether changes of data between two statements that commit by themselves share a transaction
     */
    OfflineJournal(
            ScriptText text,
            Dialect dialect,
            OwnTables tables,
            RowSql rows,
            DatabaseKind kind,
            StepScript script,
            boolean grouping) {
        this.text = text;
        this.dialect = dialect;
        this.tables = tables;
        this.rows = rows;
        this.kind = kind;
        this.script = script;
        this.grouping = grouping;
    }

    void write(Statement s, String identity) throws IOException {
        boolean lockTables = kind.isMysqlFamily() && (s.startsWith("LOCK", "TABLES") || s.startsWith("LOCK", "TABLE"));
        StatementClass type = StatementClass.of(s, kind);
        if (grouping && !locked && !lockTables && !type.implicitCommit()) {
            if (!open) {
                if (unrecorded) {
                    record(finished, finished, finishedHash);
                }
                text.own(dialect.begin());
                open = true;
            }
            text.comments(s);
            text.statement(s);
        } else {
            if (open) {
                // In the transaction that ends here: who can read this row knows that all before it are finished.
                record(s.number(), s.number() - 1, prefix.value());
                text.own("COMMIT");
                open = false;
            } else {
                record(s.number(), finished, finishedHash);
            }
            text.comments(s);
            text.statement(s, lockTables ? withOwnTables(s) : s.text());
            unrecorded = true;
            locked = lockTables || locked && !s.startsWith("UNLOCK");
            if (type.transactionControl()) {
                ownTransaction = s.startsWith("BEGIN") || s.startsWith("START");
            }
        }
        prefix.add(identity);
        if (!open && !ownTransaction) {
            finished = s.number();
            finishedHash = prefix.value();
        }
    }

    /** Whether a transaction is left open for the step's rows. */
    boolean open() {
        return open;
    }

    private void record(int statement, int done, String hash) throws IOException {
        text.own(rows.history(Journal.row(script, Outcome.STARTED).progress(statement, done, hash)));
        unrecorded = false;
    }

    /** MySQL lets a session that holds LOCK TABLES reach no other table. */
    private String withOwnTables(Statement s) {
        return s.text() + ", " + tables.historySql(dialect) + " WRITE, " + tables.versionSql(dialect) + " WRITE";
    }
}
