package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.OwnTables;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tables, views and indexes at one moment, and the locks that a session holds on them.
 *
 * @param byOid each by the number that it keeps when it is renamed
 * @param locks the strongest lock on each, by the same number
 */
record Relations(Map<String, Relation> byOid, Map<String, LockMode> locks) {

    /** Copies the maps. */
    Relations {
        byOid = Map.copyOf(byOid);
        locks = Map.copyOf(locks);
    }

    /**
     * A table, view or index.
     *
     * @param name as scripts name it
     * @param holdsRows whether it is a table, or a view that keeps its rows
     * @param table of an index, the number of its table; null for others
     * @param file which file its rows are in; null where it has none
     * @param scans how often its session has read it as a whole
     * @param read how many rows it has read so
     * @param changed how many rows it has inserted, changed and deleted
     */
    record Relation(
            String name,
            boolean holdsRows,
            @Nullable String table,
            @Nullable String file,
            long scans,
            long read,
            long changed) {}

    /**
     * Reads them.
     *
     * @param own the plugin's tables, which are left out with their indexes and sequence
     * @param counted the functions that count: {@code xact_} for those of the open transaction, empty for those of all that have ended
     */
    static Relations read(PostgresqlSession session, OwnTables own, String counted) throws SQLException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        String count = "pg_catalog.pg_stat_get_" + counted;
        for (List<@Nullable String> row : session.rows("SELECT c.oid, CASE WHEN n.nspname = "
                + session.dialect().literal(String.valueOf(session.defaultSchema()))
                + " THEN '' ELSE n.nspname || '.' END || c.relname, i.indrelid,"
                + " pg_catalog.pg_relation_filenode(c.oid), "
                + count + "numscans(c.oid), " + count + "tuples_returned(c.oid), " + count + "tuples_inserted(c.oid) + "
                + count + "tuples_updated(c.oid) + " + count + "tuples_deleted(c.oid), c.relkind IN ('r', 'm')"
                + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace LEFT JOIN"
                + " pg_catalog.pg_index i ON i.indexrelid = c.oid WHERE n.nspname !~ '^pg_' AND n.nspname <>"
                + " 'information_schema' ORDER BY 2")) {
            String name = String.valueOf(row.get(1));
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (last.startsWith(own.version()) || last.startsWith(own.history())) {
                continue;
            }
            relations.put(
                    String.valueOf(row.get(0)),
                    new Relation(
                            name,
                            "t".equals(row.get(7)),
                            row.get(2),
                            row.get(3),
                            number(row.get(4)),
                            number(row.get(5)),
                            number(row.get(6))));
        }
        Map<String, LockMode> locks = new LinkedHashMap<>();
        session.rows("SELECT l.relation, l.mode " + LOCKS + "pg_catalog.pg_backend_pid()")
                .forEach(row -> add(locks, String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        return new Relations(relations, locks);
    }

    /** The locks of a server process on relations of this database, up to the number of the process. */
    static final String LOCKS = "FROM pg_catalog.pg_locks l WHERE l.locktype = 'relation' AND l.granted AND l.database"
            + " = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) AND"
            + " l.pid = ";

    /** Keeps the stronger of two locks. */
    static void add(Map<String, LockMode> locks, String relation, String mode) {
        locks.merge(relation, LockMode.of(mode), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }
}
