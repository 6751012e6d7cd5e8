package dev.migrate;

/** More about a new constraint. */
public interface ConstraintCreation {

    /** The rows that are there are not looked at; {@link Operations#validateConstraint} does so later. PostgreSQL alone knows it, others look at once. */
    ConstraintCreation notValid();

    /** Checked at the transaction's end where the transaction asks for it. */
    ConstraintCreation deferrable();

    /** Checked at the transaction's end. */
    ConstraintCreation initiallyDeferred();

    /** NULL may come once only: for a unique key on PostgreSQL 15 and newer. */
    ConstraintCreation nullsNotDistinct();
}
