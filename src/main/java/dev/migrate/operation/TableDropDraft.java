package dev.migrate.operation;

import dev.migrate.TableDrop;
import dev.migrate.TableElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that goes, on the way. */
final class TableDropDraft extends Draft implements TableDrop {

    private final ObjectName table;
    private boolean ifExists;
    private boolean cascade;
    private @Nullable CreateTable was;

    TableDropDraft(ObjectName table) {
        this.table = table;
    }

    @Override
    Operation operation() {
        return new DropTable(table, ifExists, cascade, was);
    }

    @Override
    public TableDrop ifExists() {
        open();
        ifExists = true;
        return this;
    }

    @Override
    public TableDrop cascade() {
        open();
        cascade = true;
        return this;
    }

    @Override
    public TableDrop was(TableElement... elements) {
        open();
        was = Checked.table(new CreateTable(table, List.of(elements), TableProperties.NONE, false));
        return this;
    }
}
