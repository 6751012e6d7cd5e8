package dev.migrate.dialect;

import dev.migrate.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The names of the plugin's tables. They are written with their schema wherever one is known: a script may leave the search path
 * empty, as pg_dump's does.
 *
 * @param schema the schema, null for the connection's own
 * @param version the table of the current revisions
 * @param history the append-only history
 */
public record OwnTables(@Nullable String schema, String version, String history) {

    /** The name of the history table. */
    public static final String HISTORY = "migrate_history";

    /** The name of the table that holds the lock where no session can. */
    public static final String LEASE = "migrate_lease";

    /** The tables of these settings. */
    public static OwnTables of(@Nullable String schema, String version) {
        return new OwnTables(schema, version, HISTORY);
    }

    /** The version table as SQL. */
    public String versionSql(Dialect dialect) {
        return qualified(dialect, version);
    }

    /** The history table as SQL. */
    public String historySql(Dialect dialect) {
        return qualified(dialect, history);
    }

    /** The lease's table as SQL. */
    public String leaseSql(Dialect dialect) {
        return qualified(dialect, LEASE);
    }

    /** Whether a table of that name, in the schema of these, is one of the plugin's own. */
    public boolean isOwn(String table) {
        return table.equals(version)
                || table.equals(history)
                || table.equals(LEASE)
                || table.equals(BorrowedScratch.MARK);
    }

    private String qualified(Dialect dialect, String table) {
        return Identifier.quote(dialect.kind(), schema, table);
    }

    /** The same tables in a schema. */
    public OwnTables in(@Nullable String other) {
        return new OwnTables(other, version, history);
    }
}
