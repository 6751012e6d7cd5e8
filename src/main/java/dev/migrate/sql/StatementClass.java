package dev.migrate.sql;

/** Stub. */
public final class StatementClass {
    private StatementClass() {}

    public static boolean isTransactionControl(Statement s, DatabaseKind k) {
        return false;
    }

    public static boolean implicitCommit(Statement s, DatabaseKind k) {
        return false;
    }

    public static boolean cannotRunInTransaction(Statement s, DatabaseKind k) {
        return false;
    }

    public static boolean changesSession(Statement s, DatabaseKind k) {
        return false;
    }
}
