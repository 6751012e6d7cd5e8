package dev.migrate.operation;

import dev.migrate.Column;
import dev.migrate.ColumnDrop;
import org.jspecify.annotations.Nullable;

/** A column that goes, on the way. */
final class ColumnDropDraft extends Draft implements ColumnDrop {

    private final ObjectName table;
    private final String column;
    private boolean ifExists;
    private boolean cascade;
    private @Nullable AddColumn was;

    ColumnDropDraft(ObjectName table, String column) {
        this.table = table;
        this.column = column;
    }

    @Override
    Operation operation() {
        return new DropColumn(table, column, ifExists, cascade, was);
    }

    @Override
    public ColumnDrop ifExists() {
        open();
        ifExists = true;
        return this;
    }

    @Override
    public ColumnDrop cascade() {
        open();
        cascade = true;
        return this;
    }

    @Override
    public ColumnDrop was(Column definition) {
        open();
        was = new AddColumn(table, definition.named(column), false, false, null);
        return this;
    }
}
