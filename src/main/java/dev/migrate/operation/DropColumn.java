package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A column that goes.
 *
 * @param table its table
 * @param column its name
 * @param ifExists whether one that is not there is no error
 * @param cascade whether what depends on it goes too
 * @param was what made it; null where that is not known
 */
public record DropColumn(
        ObjectName table,
        String column,
        boolean ifExists,
        boolean cascade,
        @Nullable AddColumn was) implements Operation {

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
        return "dropColumn(\"" + table + "\", \"" + column + "\")";
    }
}
