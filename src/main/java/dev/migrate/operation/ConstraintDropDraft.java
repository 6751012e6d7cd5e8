package dev.migrate.operation;

import dev.migrate.Constraint;
import dev.migrate.ConstraintDrop;
import org.jspecify.annotations.Nullable;

/** A constraint that goes, on the way. */
final class ConstraintDropDraft extends Draft implements ConstraintDrop {

    private final ObjectName table;
    private final String constraint;
    private boolean primaryKey;
    private boolean ifExists;
    private boolean cascade;
    private @Nullable AddConstraint was;

    ConstraintDropDraft(ObjectName table, String constraint, boolean primaryKey) {
        this.table = table;
        this.constraint = constraint;
        this.primaryKey = primaryKey;
    }

    @Override
    Operation operation() {
        return new DropConstraint(table, constraint, primaryKey, ifExists, cascade, was);
    }

    @Override
    public ConstraintDrop ifExists() {
        open();
        ifExists = true;
        return this;
    }

    @Override
    public ConstraintDrop cascade() {
        open();
        cascade = true;
        return this;
    }

    @Override
    public ConstraintDrop was(Constraint definition) {
        open();
        was = new AddConstraint(table, Checked.constraint("was(…)", definition), false);
        primaryKey |= definition instanceof Constraint.PrimaryKey;
        return this;
    }
}
