package dev.migrate;

/** More about the table that goes. */
public interface TableDrop {

    /** Nothing is dropped where the table is not there. */
    TableDrop ifExists();

    /** What depends on the table goes too (PostgreSQL). */
    TableDrop cascade();

    /** What the table was, for the reverse. */
    TableDrop was(TableElement... elements);
}
