package dev.migrate.operation;

import dev.migrate.Index;
import dev.migrate.IndexDrop;
import org.jspecify.annotations.Nullable;

/** An index that goes, on the way. */
final class IndexDropDraft extends Draft implements IndexDrop {

    private final ObjectName table;
    private final String index;
    private boolean concurrently;
    private @Nullable Index was;

    IndexDropDraft(ObjectName table, String index) {
        this.table = table;
        this.index = index;
    }

    @Override
    Operation operation() {
        return new DropIndex(table, index, concurrently, was);
    }

    @Override
    public IndexDrop concurrently() {
        open();
        concurrently = true;
        return this;
    }

    @Override
    public IndexDrop was(Index definition) {
        open();
        was = new Index(
                index,
                definition.keys(),
                definition.isUnique(),
                definition.method(),
                definition.included(),
                definition.condition(),
                definition.areNullsDistinct(),
                definition.parameters(),
                definition.tablespace());
        return this;
    }
}
