package dev.migrate.config;

import org.jspecify.annotations.Nullable;

/** How far a transaction reaches. */
public enum TransactionMode {
    /** One transaction for all revisions of a run; sections with {@code transaction=false} split it. */
    PER_RUN,
    /** One transaction a revision. */
    PER_REVISION,
    /** None: every statement commits itself. */
    NONE;

    /**
     * The mode that holds: as configured, else a transaction for the run where the database can take DDL back, and one a revision where it cannot.
     *
     * @param configured what the environment says; null where it says nothing
     * @param transactionalDdl whether a rollback of the database takes DDL back
     */
    public static TransactionMode of(@Nullable TransactionMode configured, boolean transactionalDdl) {
        return configured != null ? configured : transactionalDdl ? PER_RUN : PER_REVISION;
    }
}
