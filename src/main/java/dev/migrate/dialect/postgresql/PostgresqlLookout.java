package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.ConnectedLookout;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks PostgreSQL's statistics views about another session. */
final class PostgresqlLookout extends ConnectedLookout {

    private static final String ONE_LINE = "left(regexp_replace(btrim(%s), '\\s+', ' ', 'g'), 80)";

    /** Seconds since a moment, as people say them. */
    private static final String AGO = "extract(epoch FROM clock_timestamp() - %s)::bigint || ' s'";

    private final String me;

    /**
     * A lookout.
     *
     * @param opening opens its connection
     * @param me a condition on {@code pg_stat_activity} that the session fulfils
     */
    PostgresqlLookout(Opening opening, String me) {
        super(opening);
        this.me = me;
    }

    @Override
    public Sight look() throws SQLException {
        List<List<@Nullable String>> found = rows("SELECT pid, " + ONE_LINE.formatted("query")
                + " FROM pg_catalog.pg_stat_activity WHERE " + me
                + " AND state = 'active' AND pid <> pg_catalog.pg_backend_pid() ORDER BY query_start LIMIT 1");
        if (found.isEmpty()) {
            return Sight.NOTHING;
        }
        String pid = String.valueOf(found.get(0).get(0));
        List<String> holders = holders(pid);
        return new Sight(found.get(0).get(1), waitsFor(pid), holders, progress(pid));
    }

    private @Nullable String waitsFor(String pid) throws SQLException {
        // CREATE INDEX CONCURRENTLY waits for whole transactions: for their virtual ids.
        List<List<@Nullable String>> rows =
                rows("SELECT CASE WHEN l.locktype IN ('virtualxid', 'transactionid') THEN 'the end of another"
                        + " transaction' WHEN l.relation IS NOT NULL THEN 'a lock on ' || coalesce((SELECT"
                        + " pg_catalog.format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c JOIN"
                        + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = l.relation),"
                        + " l.relation::text) || ' (' || l.mode || ')' ELSE 'a lock of type ' || l.locktype || ' (' ||"
                        + " l.mode || ')' END FROM pg_catalog.pg_locks l WHERE l.pid = " + pid
                        + " AND NOT l.granted LIMIT 1");
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    /** The process number 0 stands for a prepared transaction (PostgreSQL 18 documentation, 9.27.1). */
    private List<String> holders(String pid) throws SQLException {
        List<String> holders = new ArrayList<>();
        for (List<@Nullable String> row :
                rows("SELECT b.pid, a.usename, NULLIF(a.application_name, ''), coalesce(host(a.client_addr), 'a local"
                        + " socket'), a.state, " + AGO.formatted("a.xact_start") + ", "
                        + ONE_LINE.formatted("a.query") + ", a.backend_type FROM (SELECT DISTINCT unnest AS pid FROM"
                        + " unnest(pg_catalog.pg_blocking_pids(" + pid + "))) b LEFT JOIN"
                        + " pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY a.xact_start LIMIT 5")) {
            holders.add(holder(row));
        }
        return holders;
    }

    private static String holder(List<@Nullable String> row) {
        String pid = String.valueOf(row.get(0));
        if (pid.equals("0")) {
            return "a prepared transaction (SELECT * FROM pg_prepared_xacts shows it)";
        }
        StringBuilder text = new StringBuilder("server process ").append(pid);
        if (row.get(1) != null) {
            text.append(" of user \"").append(row.get(1)).append('"');
        } else if (row.get(7) != null) {
            text.append(" (").append(row.get(7)).append(')');
        }
        if (row.get(2) != null) {
            text.append(" (").append(row.get(2)).append(')');
        }
        text.append(" from ").append(row.get(3));
        if (row.get(4) != null) {
            text.append(", ").append(row.get(4));
        }
        if (row.get(5) != null) {
            text.append(", its transaction open for ").append(row.get(5));
        }
        if (row.get(6) != null && !String.valueOf(row.get(6)).isEmpty()) {
            text.append("active".equals(row.get(4)) ? ", running: " : ", last ran: ")
                    .append(row.get(6));
        }
        return text.append("; to end it: SELECT pg_terminate_backend(")
                .append(pid)
                .append(')')
                .toString();
    }

    private @Nullable String progress(String pid) throws SQLException {
        for (String query : List.of(
                "SELECT 'index build: ' || phase || CASE WHEN tuples_total > 0 THEN ', ' || tuples_done || ' of ' ||"
                        + " tuples_total || ' rows' WHEN blocks_total > 0 THEN ', ' || blocks_done || ' of ' ||"
                        + " blocks_total || ' blocks, ' || 100 * blocks_done / blocks_total || '%' ELSE '' END || CASE"
                        + " WHEN lockers_total > 0 THEN ', waits for ' || lockers_total - lockers_done || ' of ' ||"
                        + " lockers_total || ' transactions' ELSE '' END FROM"
                        + " pg_catalog.pg_stat_progress_create_index WHERE pid = " + pid,
                "SELECT pg_catalog.lower(command) || ': ' || phase || CASE WHEN heap_blks_total > 0 THEN ', ' ||"
                        + " heap_blks_scanned || ' of ' || heap_blks_total || ' blocks' ELSE '' END FROM"
                        + " pg_catalog.pg_stat_progress_cluster WHERE pid = " + pid,
                "SELECT 'copy: ' || tuples_processed || ' rows' FROM pg_catalog.pg_stat_progress_copy WHERE pid = "
                        + pid)) {
            List<List<@Nullable String>> rows = rows(query);
            if (!rows.isEmpty()) {
                return rows.get(0).get(0);
            }
        }
        return null;
    }
}
