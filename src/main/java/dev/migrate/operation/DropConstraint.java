package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A constraint that goes.
 *
 * @param table its table
 * @param constraint its name; empty for a primary key whose name is not known
 * @param isPrimaryKey whether it is known to be the primary key
 * @param ifExists whether one that is not there is no error
 * @param cascade whether what depends on it goes too
 * @param was what made it; null where that is not known
 */
public record DropConstraint(
        ObjectName table,
        String constraint,
        boolean isPrimaryKey,
        boolean ifExists,
        boolean cascade,
        @Nullable AddConstraint was)
        implements Operation {

    @Override
    public Reversal reverse() {
        if (was == null) {
            return Reversal.Impossible.lost();
        }
        return ifExists || cascade ? Reversal.Impossible.mayBeMissing() : new Reversal.By(was);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return constraint.isEmpty()
                ? "dropPrimaryKey(\"" + table + "\")"
                : "dropConstraint(\"" + constraint + "\", \"" + table + "\")";
    }
}
