package dev.migrate.operation;

import dev.migrate.TableCreation;
import dev.migrate.TableElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A new table, or other properties of one, on the way. */
final class TableDraft extends Draft implements TableCreation {

    private final ObjectName table;
    private final @Nullable List<TableElement> elements;
    private final Map<String, String> options = new LinkedHashMap<>();
    private @Nullable String comment;
    private @Nullable String engine;
    private @Nullable String charset;
    private @Nullable String collation;
    private @Nullable String partitionBy;
    private @Nullable String tablespace;
    private boolean temporary;
    private boolean unlogged;
    private boolean strict;
    private boolean withoutRowid;
    private boolean ifNotExists;

    /** For a new table; without elements for one that is there. */
    TableDraft(ObjectName table, @Nullable List<TableElement> elements) {
        this.table = table;
        this.elements = elements;
    }

    @Override
    Operation operation() {
        var properties = new TableProperties(
                comment,
                engine,
                charset,
                collation,
                options,
                partitionBy,
                tablespace,
                temporary,
                unlogged,
                strict,
                withoutRowid);
        return elements == null
                ? new SetTableProperties(table, properties)
                : new CreateTable(table, elements, properties, ifNotExists);
    }

    @Override
    public TableCreation ifNotExists() {
        open();
        ifNotExists = true;
        return this;
    }

    @Override
    public TableCreation comment(@Nullable String text) {
        open();
        comment = text;
        return this;
    }

    @Override
    public TableCreation partitionBy(String clause) {
        open();
        partitionBy = clause;
        return this;
    }

    @Override
    public TableCreation temporary() {
        open();
        temporary = true;
        return this;
    }

    @Override
    public TableCreation unlogged() {
        open();
        unlogged = true;
        return this;
    }

    @Override
    public TableCreation tablespace(String name) {
        open();
        tablespace = name;
        return this;
    }

    @Override
    public TableCreation strict() {
        open();
        strict = true;
        return this;
    }

    @Override
    public TableCreation withoutRowid() {
        open();
        withoutRowid = true;
        return this;
    }

    @Override
    public TableCreation engine(String name) {
        open();
        engine = name;
        return this;
    }

    @Override
    public TableCreation charset(String name) {
        open();
        charset = name;
        return this;
    }

    @Override
    public TableCreation collate(String name) {
        open();
        collation = name;
        return this;
    }

    @Override
    public TableCreation option(String name, String value) {
        open();
        options.put(name, value);
        return this;
    }
}
