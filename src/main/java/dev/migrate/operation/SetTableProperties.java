package dev.migrate.operation;

/**
 * Other properties of a table.
 *
 * @param table the table
 * @param properties those that change
 */
public record SetTableProperties(ObjectName table, TableProperties properties) implements Operation {

    @Override
    public Reversal reverse() {
        return Reversal.Impossible.lost();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "alterTable(\"" + table + "\")";
    }
}
