package dev.migrate.dialect;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.operation.Operation;
import dev.migrate.sql.DatabaseKind;

/** What is said of an operation that a database cannot carry out. */
public final class Refusal {

    /** The code of an operation that needs to know a table, where there is no database to look at. */
    public static final String NEEDS_DEFINITION = "operation/needs-definition";

    private Refusal() {}

    /** The database has nothing like it. */
    public static MigrateException unsupported(DatabaseKind kind, Operation operation, String what, String help) {
        return Diagnostic.error(
                        "operation/unsupported",
                        operation.call() + " cannot be done: " + kind.displayName() + " has no " + what)
                .help(help)
                .toException();
    }

    /** The table is not known, because there is no database. */
    public static MigrateException needsDefinition(Operation operation, String what, String help) {
        return Diagnostic.error(
                        NEEDS_DEFINITION,
                        operation.call() + " needs to know " + what + ", and there is no database to ask")
                .help(help)
                .toException();
    }

    /** The table or the column is not there. */
    public static MigrateException missing(Operation operation, String what) {
        return Diagnostic.error("operation/missing", operation.call() + ": there is no " + what)
                .toException();
    }

    /** What to write instead, for one database alone. */
    public static String leaveOut(DatabaseKind kind, String instead) {
        return "say it for the other databases alone: if (op.dialect() != " + kind.name() + ") { … }" + instead;
    }
}
