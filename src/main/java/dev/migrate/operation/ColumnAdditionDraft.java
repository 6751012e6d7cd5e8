package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.ColumnAddition;
import org.jspecify.annotations.Nullable;

/** A new column on the way. */
final class ColumnAdditionDraft extends Draft implements ColumnAddition {

    private final ObjectName table;
    private final Column column;
    private boolean ifNotExists;
    private boolean first;
    private @Nullable String after;

    ColumnAdditionDraft(ObjectName table, Column column) {
        this.table = table;
        this.column = Checked.column(column);
    }

    @Override
    Operation operation() {
        return new AddColumn(table, column, ifNotExists, first, after);
    }

    @Override
    public ColumnAddition ifNotExists() {
        open();
        ifNotExists = true;
        return this;
    }

    @Override
    public ColumnAddition first() {
        open();
        first = true;
        after = null;
        return this;
    }

    @Override
    public ColumnAddition after(String other) {
        open();
        first = false;
        after = other;
        return this;
    }
}
