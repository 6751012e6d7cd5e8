package dev.migrate.operation;

import dev.migrate.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column that changes.
 *
 * @param table its table
 * @param column its name before the change
 * @param change what changes
 * @param was the column before the change; null where that is not known
 */
public record AlterColumn(
        ObjectName table,
        String column,
        ColumnChange change,
        @Nullable Column was) implements Operation {

    /** Gives what the column was the name that it had. */
    public AlterColumn {
        was = was == null ? null : was.named(column);
    }

    @Override
    public Reversal reverse() {
        String after = change.name() == null ? column : change.name();
        if (change.using() != null) {
            return new Reversal.Impossible(
                    "how its new values are made into the old ones is not known", "write the downgrade by hand");
        }
        if (was != null) {
            return new Reversal.By(new AlterColumn(table, after, change.back(was), change.apply(was)));
        }
        if (change.onlyRenames()) {
            ColumnChange back = new ColumnChange(column, null, null, null, null, null, null, null, null);
            return new Reversal.By(new AlterColumn(table, after, back, null));
        }
        return new Reversal.Impossible(
                "what the column was is not known",
                "say what it was with .was(column(\"" + column + "\", …)), or write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "alterColumn(\"" + table + "\", \"" + column + "\")";
    }
}
