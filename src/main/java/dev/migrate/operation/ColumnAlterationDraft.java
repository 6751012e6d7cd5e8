package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.ColumnAlteration;
import dev.migrate.Default;
import dev.migrate.Generated;
import dev.migrate.Identity;
import dev.migrate.Type;
import org.jspecify.annotations.Nullable;

/** A column that changes, on the way. */
final class ColumnAlterationDraft extends Draft implements ColumnAlteration {

    private final ObjectName table;
    private final String column;
    private @Nullable String name;
    private @Nullable Type type;
    private @Nullable String using;
    private @Nullable Boolean nullable;
    private @Nullable Change<Default> initial;
    private @Nullable Change<String> comment;
    private @Nullable Change<String> collation;
    private @Nullable Change<Identity> identity;
    private @Nullable Change<Generated> generated;
    private @Nullable Column was;

    ColumnAlterationDraft(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    @Override
    Operation operation() {
        var change = new ColumnChange(name, type, using, nullable, initial, comment, collation, identity, generated);
        var operation = new AlterColumn(table, column, change, was);
        if (change.onlyRenames() && name == null) {
            throw incomplete(operation.call(), "what changes", operation.call() + ".type(text())");
        }
        if (using != null && type == null) {
            throw incomplete(operation.call(), "to which type using(…) leads", operation.call() + ".type(…).using(…)");
        }
        return operation;
    }

    @Override
    public ColumnAlteration rename(String other) {
        open();
        Checked.name(other);
        name = other;
        return this;
    }

    @Override
    public ColumnAlteration type(Type other) {
        open();
        if (other.kind() == Type.Kind.IDENTITY) {
            type = dev.migrate.Columns.bigint();
            identity = new Change<>(Identity.byDefault());
        } else {
            type = other;
        }
        return this;
    }

    @Override
    public ColumnAlteration using(String expression) {
        open();
        using = expression;
        return this;
    }

    @Override
    public ColumnAlteration nullable(boolean takesNull) {
        open();
        nullable = takesNull;
        return this;
    }

    @Override
    public ColumnAlteration defaultValue(@Nullable Object value) {
        open();
        initial = new Change<>(new Default.Value(value));
        return this;
    }

    @Override
    public ColumnAlteration defaultExpression(String sql) {
        open();
        initial = new Change<>(new Default.Expression(sql));
        return this;
    }

    @Override
    public ColumnAlteration dropDefault() {
        open();
        initial = new Change<>(null);
        return this;
    }

    @Override
    public ColumnAlteration comment(@Nullable String text) {
        open();
        comment = new Change<>(text);
        return this;
    }

    @Override
    public ColumnAlteration collate(@Nullable String how) {
        open();
        collation = new Change<>(how);
        return this;
    }

    @Override
    public ColumnAlteration identity(Identity how) {
        open();
        identity = new Change<>(how);
        return this;
    }

    @Override
    public ColumnAlteration dropIdentity() {
        open();
        identity = new Change<>(null);
        return this;
    }

    @Override
    public ColumnAlteration generatedStored(String expression) {
        open();
        generated = new Change<>(new Generated(expression, true));
        return this;
    }

    @Override
    public ColumnAlteration generatedVirtual(String expression) {
        open();
        generated = new Change<>(new Generated(expression, false));
        return this;
    }

    @Override
    public ColumnAlteration dropGenerated() {
        open();
        generated = new Change<>(null);
        return this;
    }

    @Override
    public ColumnAlteration was(Column before) {
        open();
        was = before;
        return this;
    }
}
