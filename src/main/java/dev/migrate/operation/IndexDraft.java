package dev.migrate.operation;

import dev.migrate.Index;
import dev.migrate.IndexCreation;

/** A new index on the way. */
final class IndexDraft extends Draft implements IndexCreation {

    private final ObjectName table;
    private Index index;
    private boolean concurrently;
    private boolean ifNotExists;

    IndexDraft(ObjectName table, Index index) {
        this.table = table;
        this.index = index;
    }

    @Override
    Operation operation() {
        var operation = new CreateIndex(table, index, concurrently, ifNotExists);
        Checked.index(operation.call(), index);
        return operation;
    }

    @Override
    public IndexCreation unique() {
        return now(index.unique());
    }

    @Override
    public IndexCreation using(String method) {
        return now(index.using(method));
    }

    @Override
    public IndexCreation where(String condition) {
        return now(index.where(condition));
    }

    @Override
    public IndexCreation include(String... columns) {
        return now(index.include(columns));
    }

    @Override
    public IndexCreation nullsNotDistinct() {
        return now(index.nullsNotDistinct());
    }

    @Override
    public IndexCreation with(String parameter, String value) {
        return now(index.with(parameter, value));
    }

    @Override
    public IndexCreation tablespace(String name) {
        return now(index.tablespace(name));
    }

    @Override
    public IndexCreation concurrently() {
        concurrently = true;
        return now(index);
    }

    @Override
    public IndexCreation ifNotExists() {
        ifNotExists = true;
        return now(index);
    }

    private IndexCreation now(Index other) {
        open();
        index = other;
        return this;
    }
}
