package dev.migrate.lint.online;

/** How MySQL and MariaDB may carry out an ALTER TABLE, the cheapest first. */
public enum Algorithm {
    /** Only what is known of the table changes. */
    INSTANT,
    /** MariaDB alone: the rows stay where they are. */
    NOCOPY,
    /** The engine does it itself; it may build the table anew. */
    INPLACE,
    /** The server copies the rows into a new table. */
    COPY
}
