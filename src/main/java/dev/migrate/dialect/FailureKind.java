package dev.migrate.dialect;

/** What an error of the database means for the run. */
public enum FailureKind {
    /** A lock was not to be had in time, or a deadlock was broken: worth another try. */
    LOCK_TIMEOUT,
    /** The statement ran longer than it may. */
    STATEMENT_TIMEOUT,
    /** The connection is gone. */
    CONNECTION_LOST,
    /** The run's own lock is not held by this session: a connection pooler stands between. */
    LOCK_LOST,
    /** The database or the session takes no writes. */
    READ_ONLY,
    /** The user may not do it. */
    PERMISSION,
    /** The statement does not run inside a transaction. */
    NEEDS_NO_TRANSACTION,
    /** No room left. */
    DISK_FULL,
    /** Anything else: the statement is wrong, or the data are not as it expects. */
    OTHER
}
