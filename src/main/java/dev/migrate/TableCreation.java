package dev.migrate;

import org.jspecify.annotations.Nullable;

/** More about a new table. */
public interface TableCreation extends TableOptions {

    /** Nothing is made where the table is there. */
    TableCreation ifNotExists();

    /** A comment. */
    TableCreation comment(@Nullable String text);

    /** PostgreSQL's partitioning, such as {@code RANGE (created_at)}. */
    TableCreation partitionBy(String clause);

    /** A table that goes with the session. */
    TableCreation temporary();

    /** A table that is not written to the log (PostgreSQL). */
    TableCreation unlogged();

    /** PostgreSQL's tablespace. */
    TableCreation tablespace(String name);

    /** SQLite's strict types; other databases are strict anyway. */
    TableCreation strict();

    /** SQLite's table without row ids; other databases go without. */
    TableCreation withoutRowid();

    @Override
    TableCreation engine(String name);

    @Override
    TableCreation charset(String name);

    @Override
    TableCreation collate(String name);

    @Override
    TableCreation option(String name, String value);
}
