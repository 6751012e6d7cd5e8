package dev.migrate.dialect.mysql;

import dev.migrate.dialect.ConnectedLookout;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the process list, and whatever else this user may see and the server keeps: MySQL 8.0 tells the holder of a metadata lock and of a
 * row lock in its performance schema; MariaDB the holder of a row lock in the information schema, that of a metadata lock only where
 * the plugin METADATA_LOCK_INFO is installed.
 */
final class MysqlLookout extends ConnectedLookout {

    private static final int MOST_TEXT = 80;

    private final String id;
    private final boolean mariadb;

    /**
     * A lookout.
     *
     * @param opening opens its connection
     * @param id the session's connection id
     * @param mariadb whether it is MariaDB
     */
    MysqlLookout(Opening opening, String id, boolean mariadb) {
        super(opening);
        this.id = id;
        this.mariadb = mariadb;
    }

    @Override
    public Sight look() throws SQLException {
        List<List<@Nullable String>> me = rows("SELECT info, state" + (mariadb ? ", stage, max_stage, progress" : "")
                + " FROM information_schema.processlist WHERE command IN ('Query', 'Execute') AND id = " + id);
        if (me.isEmpty()) {
            return Sight.NOTHING;
        }
        List<@Nullable String> row = me.get(0);
        String state = String.valueOf(row.get(1));
        boolean metadata = state.toLowerCase(Locale.ROOT).startsWith("waiting for");
        Set<String> holders = new LinkedHashSet<>();
        String object = null;
        if (metadata) {
            object = mariadb ? metadataOfMariadb(holders) : metadataOfMysql(holders);
        }
        boolean rowLock = (mariadb ? rowsOfMariadb(holders) : rowsOfMysql(holders)) || !metadata && waitsForRow();
        String waitsFor = metadata ? state.replaceFirst("(?i)^waiting for ", "") : rowLock ? "a row lock" : null;
        if (waitsFor != null && object != null) {
            waitsFor += " on " + object;
        }
        List<String> told = new ArrayList<>();
        for (String holder : holders) {
            told.add(holder(holder));
        }
        if (waitsFor != null && told.isEmpty()) {
            told.addAll(openTransactions());
        }
        return new Sight(line(row.get(0)), waitsFor, told, mariadb ? progressOfMariadb(row) : progressOfMysql());
    }

    /** A right that is missing and a plugin that is not there leave an answer out, and nothing else. */
    private List<List<@Nullable String>> ifAllowed(String sql) throws SQLException {
        try {
            return rows(sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            return List.of();
        }
    }

    private @Nullable String metadataOfMysql(Set<String> holders) throws SQLException {
        String object = null;
        for (List<@Nullable String> row :
                ifAllowed("SELECT t.processlist_id, CONCAT_WS('.', p.object_schema, p.object_name) FROM"
                        + " performance_schema.threads me JOIN performance_schema.metadata_locks p ON p.owner_thread_id"
                        + " = me.thread_id AND p.lock_status = 'PENDING' JOIN performance_schema.metadata_locks g ON"
                        + " g.object_type = p.object_type AND g.object_schema <=> p.object_schema AND g.object_name <=>"
                        + " p.object_name AND g.lock_status = 'GRANTED' AND g.owner_thread_id <> p.owner_thread_id JOIN"
                        + " performance_schema.threads t ON t.thread_id = g.owner_thread_id WHERE"
                        + " t.processlist_id IS NOT NULL AND me.processlist_id = "
                        + id)) {
            holders.add(String.valueOf(row.get(0)));
            object = row.get(1);
        }
        return object;
    }

    private @Nullable String metadataOfMariadb(Set<String> holders) throws SQLException {
        for (List<@Nullable String> row : ifAllowed("SELECT m.thread_id FROM information_schema.metadata_lock_info m"
                + " JOIN information_schema.processlist me ON me.id = " + id + " WHERE m.thread_id <> me.id AND"
                // The statement that waits names the table; the plugin does not say which lock is wanted.
                + " m.table_name <> '' AND LOCATE(m.table_name, me.info) > 0")) {
            holders.add(String.valueOf(row.get(0)));
        }
        return null;
    }

    private boolean rowsOfMysql(Set<String> holders) throws SQLException {
        List<List<@Nullable String>> rows =
                ifAllowed("SELECT DISTINCT b.processlist_id FROM performance_schema.threads me JOIN"
                    + " performance_schema.data_lock_waits w ON w.requesting_thread_id = me.thread_id JOIN"
                    + " performance_schema.threads b ON b.thread_id = w.blocking_thread_id WHERE me.processlist_id = "
                        + id);
        rows.forEach(row -> holders.add(String.valueOf(row.get(0))));
        return !rows.isEmpty();
    }

    private boolean rowsOfMariadb(Set<String> holders) throws SQLException {
        List<List<@Nullable String>> rows =
                ifAllowed("SELECT DISTINCT b.trx_mysql_thread_id FROM information_schema.innodb_lock_waits w JOIN"
                        + " information_schema.innodb_trx me ON me.trx_id = w.requesting_trx_id JOIN"
                        + " information_schema.innodb_trx b ON b.trx_id = w.blocking_trx_id WHERE"
                        + " me.trx_mysql_thread_id = " + id);
        rows.forEach(row -> holders.add(String.valueOf(row.get(0))));
        return !rows.isEmpty();
    }

    /** What InnoDB says where nobody tells the holder. */
    private boolean waitsForRow() throws SQLException {
        return !ifAllowed("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT' AND"
                        + " trx_mysql_thread_id = " + id)
                .isEmpty();
    }

    /** Where nobody tells the holder of a lock, those who may be it. */
    private List<String> openTransactions() throws SQLException {
        List<String> told = new ArrayList<>();
        for (List<@Nullable String> row :
                ifAllowed("SELECT trx_mysql_thread_id FROM information_schema.innodb_trx WHERE trx_mysql_thread_id"
                        + " NOT IN (0, " + id + ", CONNECTION_ID()) ORDER BY trx_started LIMIT 5")) {
            told.add("perhaps " + holder(String.valueOf(row.get(0))));
        }
        return told;
    }

    private String holder(String connection) throws SQLException {
        StringBuilder text = new StringBuilder("connection ").append(connection);
        List<List<@Nullable String>> found =
                ifAllowed("SELECT p.user, p.host, p.command, p.time, p.info FROM information_schema.processlist p WHERE"
                        + " p.id = " + connection);
        if (!found.isEmpty()) {
            List<@Nullable String> row = found.get(0);
            text.append(" of user \"").append(row.get(0)).append("\" from ").append(row.get(1));
            String program = program(connection);
            if (program != null) {
                text.append(" (").append(program).append(')');
            }
            text.append(", ")
                    .append(String.valueOf(row.get(2)).toLowerCase(Locale.ROOT))
                    .append(" for ")
                    .append(row.get(3))
                    .append(" s");
            String open = open(connection);
            if (open != null) {
                text.append(", its transaction open for ").append(open).append(" s");
            }
            if (row.get(4) != null) {
                text.append(", running: ").append(line(row.get(4)));
            }
        }
        return text.append("; to end it: KILL ").append(connection).toString();
    }

    private @Nullable String program(String connection) throws SQLException {
        List<List<@Nullable String>> found =
                ifAllowed("SELECT attr_value FROM performance_schema.session_connect_attrs WHERE attr_name ="
                        + " 'program_name' AND processlist_id = " + connection);
        return found.isEmpty() ? null : found.get(0).get(0);
    }

    private @Nullable String open(String connection) throws SQLException {
        List<List<@Nullable String>> found =
                ifAllowed("SELECT TIMESTAMPDIFF(SECOND, trx_started, NOW()) FROM information_schema.innodb_trx WHERE"
                        + " trx_mysql_thread_id = " + connection);
        return found.isEmpty() ? null : found.get(0).get(0);
    }

    /** Only where the consumer {@code events_stages_current} is enabled, which it is not by default. */
    private @Nullable String progressOfMysql() throws SQLException {
        List<List<@Nullable String>> rows = ifAllowed("SELECT s.event_name, s.work_completed, s.work_estimated FROM"
                + " performance_schema.events_stages_current s JOIN performance_schema.threads me ON"
                + " me.thread_id = s.thread_id WHERE s.work_estimated > 0 AND me.processlist_id = " + id);
        if (rows.isEmpty()) {
            return null;
        }
        List<@Nullable String> row = rows.get(0);
        String stage = String.valueOf(row.get(0)).replaceFirst("^stage/(?:innodb|sql)/", "");
        return stage + ", " + row.get(1) + " of about " + row.get(2);
    }

    private static @Nullable String progressOfMariadb(List<@Nullable String> row) {
        return row.get(3) == null || row.get(3).equals("0")
                ? null
                : "stage " + row.get(2) + " of " + row.get(3) + ", " + row.get(4) + "%";
    }

    private static @Nullable String line(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST_TEXT ? line : line.substring(0, MOST_TEXT) + " …";
    }
}
