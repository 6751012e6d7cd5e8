package dev.migrate.operation;

/**
 * A look at the rows that a constraint has not seen.
 *
 * @param table its table
 * @param constraint its name
 */
public record ValidateConstraint(ObjectName table, String constraint) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.Nothing();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "validateConstraint(\"" + constraint + "\", \"" + table + "\")";
    }
}
