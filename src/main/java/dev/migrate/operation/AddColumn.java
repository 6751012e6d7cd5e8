package dev.migrate.operation;

import dev.migrate.Column;
import org.jspecify.annotations.Nullable;

/**
 * A new column.
 *
 * @param table its table
 * @param column what it is
 * @param ifNotExists whether one that is there is left alone
 * @param first whether it comes before all others
 * @param after the column behind which it comes; null for the last, unless it is the first
 */
public record AddColumn(
        ObjectName table,
        Column column,
        boolean ifNotExists,
        boolean first,
        @Nullable String after) implements Operation {

    @Override
    public Reversal reverse() {
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(new DropColumn(table, column.name(), false, false, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "addColumn(\"" + table + "\", \"" + column.name() + "\")";
    }
}
