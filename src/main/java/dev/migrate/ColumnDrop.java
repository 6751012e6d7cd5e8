package dev.migrate;

/** More about the column that goes. */
public interface ColumnDrop {

    /** Nothing is dropped where the column is not there. */
    ColumnDrop ifExists();

    /** What depends on the column goes too (PostgreSQL). */
    ColumnDrop cascade();

    /** What the column was, for the reverse. */
    ColumnDrop was(Column column);
}
