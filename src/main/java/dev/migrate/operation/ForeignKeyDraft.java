package dev.migrate.operation;

import dev.migrate.Constraint;
import dev.migrate.ForeignKeyCreation;
import dev.migrate.ReferentialAction;

/** A new foreign key on the way. */
final class ForeignKeyDraft extends Draft implements ForeignKeyCreation {

    private final ObjectName table;
    private Constraint.ForeignKey key;
    private boolean notValid;

    ForeignKeyDraft(ObjectName table, Constraint.ForeignKey key) {
        this.table = table;
        this.key = key;
    }

    @Override
    Operation operation() {
        var operation = new AddConstraint(table, key, notValid);
        Checked.constraint(operation.call(), key);
        return operation;
    }

    @Override
    public ForeignKeyCreation references(String other, String... columns) {
        return now(key.references(other, columns));
    }

    @Override
    public ForeignKeyCreation onDelete(ReferentialAction action) {
        return now(key.onDelete(action));
    }

    @Override
    public ForeignKeyCreation onUpdate(ReferentialAction action) {
        return now(key.onUpdate(action));
    }

    @Override
    public ForeignKeyCreation match(String how) {
        return now(key.match(how));
    }

    @Override
    public ForeignKeyCreation notValid() {
        notValid = true;
        return now(key);
    }

    @Override
    public ForeignKeyCreation deferrable() {
        return now(key.deferrable());
    }

    @Override
    public ForeignKeyCreation initiallyDeferred() {
        return now(key.initiallyDeferred());
    }

    private ForeignKeyCreation now(Constraint.ForeignKey other) {
        open();
        key = other;
        return this;
    }
}
