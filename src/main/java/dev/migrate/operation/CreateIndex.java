package dev.migrate.operation;

import dev.migrate.Index;

/**
 * A new index.
 *
 * @param table its table
 * @param index what it is
 * @param concurrently whether writers go on meanwhile
 * @param ifNotExists whether one that is there is left alone
 */
public record CreateIndex(ObjectName table, Index index, boolean concurrently, boolean ifNotExists)
        implements Operation {

    @Override
    public Reversal reverse() {
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(new DropIndex(table, index.name(), concurrently, index));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createIndex(\"" + index.name() + "\", \"" + table + "\")";
    }
}
