package dev.migrate.dialect;

import dev.migrate.operation.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * What an operation must know of the tables that are there: MySQL and MariaDB restate a column as a whole, and SQLite
 * rebuilds a table. PostgreSQL forgets no more than the collation of a column whose type changes.
 */
public interface LiveCatalog {

    /** Nothing is known, because there is no database. */
    LiveCatalog NONE = new LiveCatalog() {};

    /** Whether there is a database to look at, or the table is known without one. */
    default boolean isKnown(ObjectName table) {
        return false;
    }

    /** The CREATE TABLE statement of a table as the database gives it; empty where there is no such table, or where nothing is known. */
    default Optional<String> tableDefinition(ObjectName table) {
        return Optional.empty();
    }

    /** The statements that made the indexes and triggers of a SQLite table, in the order in which they were made; none on other databases. */
    default List<String> attached(ObjectName table) {
        return List.of();
    }

    /** Whether a table has an index of that name; empty where that is not known. */
    default Optional<Boolean> indexExists(ObjectName table, String index) {
        return Optional.empty();
    }

    /** What a column is now; empty where that is not known, and on databases whose {@link #tableDefinition} tells it. */
    default Optional<LiveColumn> column(ObjectName table, String column) {
        return Optional.empty();
    }
}
