package dev.migrate;

/** What a table has besides columns and rules. An option that a database does not know is refused there. */
public interface TableOptions {

    /** MySQL's and MariaDB's storage engine; other databases go without. */
    TableOptions engine(String name);

    /** MySQL's and MariaDB's character set; other databases go without. */
    TableOptions charset(String name);

    /** MySQL's and MariaDB's collation; other databases go without. */
    TableOptions collate(String name);

    /** An option of the database at hand: PostgreSQL's storage parameters, MySQL's {@code ROW_FORMAT} and the like. */
    TableOptions option(String name, String value);
}
