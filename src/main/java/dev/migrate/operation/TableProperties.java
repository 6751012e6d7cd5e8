package dev.migrate.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table has besides columns and rules.
 *
 * @param comment its comment
 * @param engine MySQL's and MariaDB's storage engine
 * @param charset MySQL's and MariaDB's character set
 * @param collation MySQL's and MariaDB's collation
 * @param options options of the database at hand
 * @param partitionBy PostgreSQL's partitioning
 * @param tablespace PostgreSQL's tablespace
 * @param isTemporary whether it goes with the session
 * @param isUnlogged whether it is not written to PostgreSQL's log
 * @param isStrict SQLite's STRICT
 * @param isWithoutRowid SQLite's WITHOUT ROWID
 */
public record TableProperties(
        @Nullable String comment,
        @Nullable String engine,
        @Nullable String charset,
        @Nullable String collation,
        Map<String, String> options,
        @Nullable String partitionBy,
        @Nullable String tablespace,
        boolean isTemporary,
        boolean isUnlogged,
        boolean isStrict,
        boolean isWithoutRowid) {

    /** None. */
    public static final TableProperties NONE =
            new TableProperties(null, null, null, null, Map.of(), null, null, false, false, false, false);

    /** Copies the options in their order. */
    public TableProperties {
        options = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
}
