package dev.migrate.config;

/** How far a transaction reaches. */
public enum TransactionMode {
    /** One transaction for all revisions of a run; sections with {@code transaction=false} split it. */
    PER_RUN,
    /** One transaction a revision. */
    PER_REVISION,
    /** None: every statement commits itself. */
    NONE
}
