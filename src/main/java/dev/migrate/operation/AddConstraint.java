package dev.migrate.operation;

import dev.migrate.Constraint;

/**
 * A new constraint.
 *
 * @param table its table
 * @param constraint what it is
 * @param notValid whether the rows that are there are not looked at
 */
public record AddConstraint(ObjectName table, Constraint constraint, boolean notValid) implements Operation {

    @Override
    public Reversal reverse() {
        boolean key = constraint instanceof Constraint.PrimaryKey;
        if (constraint.name() == null && !key) {
            return new Reversal.Impossible("the constraint has no name to drop it by", "give it a name");
        }
        return new Reversal.By(new DropConstraint(
                table, key && constraint.name() == null ? "" : constraint.name(), key, false, false, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return constraint.name() == null
                ? "addConstraint(\"" + table + "\")"
                : "addConstraint(\"" + table + "\", \"" + constraint.name() + "\")";
    }
}
