package dev.migrate.operation;

import dev.migrate.Index;
import org.jspecify.annotations.Nullable;

/**
 * An index that goes; one that is gone already is no error.
 *
 * @param table its table
 * @param index its name
 * @param concurrently whether writers go on meanwhile
 * @param was what it was; null where that is not known
 */
public record DropIndex(
        ObjectName table,
        String index,
        boolean concurrently,
        @Nullable Index was) implements Operation {

    @Override
    public Reversal reverse() {
        return was == null
                ? Reversal.Impossible.lost()
                : new Reversal.By(new CreateIndex(table, was, concurrently, false));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "dropIndex(\"" + index + "\", \"" + table + "\")";
    }
}
