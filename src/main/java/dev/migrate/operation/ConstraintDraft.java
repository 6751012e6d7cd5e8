package dev.migrate.operation;

import dev.migrate.Constraint;
import dev.migrate.ConstraintCreation;

/** A new constraint on the way. */
final class ConstraintDraft extends Draft implements ConstraintCreation {

    private final ObjectName table;
    private Constraint constraint;
    private boolean notValid;

    ConstraintDraft(ObjectName table, Constraint constraint) {
        this.table = table;
        this.constraint = constraint;
    }

    @Override
    Operation operation() {
        var operation = new AddConstraint(table, constraint, notValid);
        Checked.constraint(operation.call(), constraint);
        return operation;
    }

    @Override
    public ConstraintCreation notValid() {
        open();
        notValid = true;
        return this;
    }

    @Override
    public ConstraintCreation deferrable() {
        open();
        if (constraint instanceof Constraint.PrimaryKey key) {
            constraint = key.deferrable();
        } else if (constraint instanceof Constraint.Unique key) {
            constraint = key.deferrable();
        } else if (constraint instanceof Constraint.ForeignKey key) {
            constraint = key.deferrable();
        } else if (constraint instanceof Constraint.Exclude exclude) {
            constraint = exclude.deferrable();
        } else {
            throw noTiming();
        }
        return this;
    }

    @Override
    public ConstraintCreation initiallyDeferred() {
        open();
        if (constraint instanceof Constraint.PrimaryKey key) {
            constraint = key.initiallyDeferred();
        } else if (constraint instanceof Constraint.Unique key) {
            constraint = key.initiallyDeferred();
        } else if (constraint instanceof Constraint.ForeignKey key) {
            constraint = key.initiallyDeferred();
        } else if (constraint instanceof Constraint.Exclude exclude) {
            constraint = exclude.initiallyDeferred();
        } else {
            throw noTiming();
        }
        return this;
    }

    @Override
    public ConstraintCreation nullsNotDistinct() {
        open();
        if (!(constraint instanceof Constraint.Unique key)) {
            throw incomplete(
                    "nullsNotDistinct()", "for which unique key", "unique(\"uq\", \"email\").nullsNotDistinct()");
        }
        constraint = key.nullsNotDistinct();
        return this;
    }

    private static RuntimeException noTiming() {
        return incomplete(
                "deferrable()",
                "for which key",
                "a check is made with each statement on every database; leave deferrable() out");
    }
}
