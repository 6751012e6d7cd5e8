package dev.migrate;

/** More about a new column. */
public interface ColumnAddition {

    /** Nothing is added where the column is there. */
    ColumnAddition ifNotExists();

    /** The column comes before all others (MySQL, MariaDB and SQLite). */
    ColumnAddition first();

    /** The column comes behind another (MySQL, MariaDB and SQLite). */
    ColumnAddition after(String column);
}
