package dev.migrate.dialect.sqlite;

import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import dev.migrate.sql.Token;
import dev.migrate.trace.Blocks;
import dev.migrate.trace.Effects;
import dev.migrate.trace.LockTaken;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SQLite's statements do: which tables and indexes are written anew, told by the page on which they begin, and how many rows change. */
final class SqliteTracer implements Tracer {

    /** There is one lock, and it is on all that the database holds (sqlite.org/lockingv3.html). */
    private static final String FILE = "the whole file";

    private static final Set<String> READS =
            Set.of("SELECT", "WITH", "VALUES", "EXPLAIN", "PRAGMA", "ATTACH", "DETACH");

    private final SqliteSession session;
    private final OwnTables own;

    /** Tables that stood there when the revision began. */
    private final Set<String> known = new HashSet<>();

    /** Where a table of such a name began when there was one last, so that a new one under the name of an old one is seen. */
    private final Map<String, String> last = new LinkedHashMap<>();

    SqliteTracer(SqliteSession session, OwnTables own) {
        this.session = session;
        this.own = own;
    }

    @Override
    public void begin() throws SQLException {
        last.clear();
        last.putAll(roots("table"));
        known.clear();
        known.addAll(last.keySet());
    }

    @Override
    public Effects trace(Statement statement, Sending sending) throws SQLException, StatementFailure {
        if (StatementClass.of(statement, DatabaseKind.SQLITE).transactionControl()
                || statement.keywords().isEmpty()
                || statement.startsWith("SAVEPOINT")
                || statement.startsWith("RELEASE")
                || statement.startsWith("ROLLBACK")) {
            sending.send(statement.text());
            return Effects.NONE;
        }
        Map<String, String> indexes = roots("index");
        long rows = changes();
        sending.send(statement.text());
        rows = changes() - rows;
        boolean defines = Set.of("CREATE", "ALTER", "DROP", "REINDEX", "VACUUM")
                .contains(statement.keywords().get(0));
        List<String> rewrites = new ArrayList<>(defines ? rewritten(statement) : List.of());
        List<String> builds = new ArrayList<>();
        if (defines && !statement.startsWith("VACUUM")) {
            built(indexes, rewrites, builds);
        }
        boolean temporary = statement.startsWith("CREATE", "TEMP") || statement.startsWith("CREATE", "TEMPORARY");
        boolean writes = rows > 0
                || defines && !temporary
                || !defines && !READS.contains(statement.keywords().get(0));
        return new Effects(
                null, writes ? List.of(lock()) : List.of(), false, rewrites, builds, List.of(), writes ? rows : null);
    }

    /** Writers wait from here on; readers too when it is written back, but in WAL mode (sqlite.org/wal.html). */
    private LockTaken lock() throws SQLException {
        boolean wal = "wal".equalsIgnoreCase(session.value("PRAGMA journal_mode"));
        return new LockTaken(
                FILE,
                wal ? "RESERVED" : "EXCLUSIVE",
                wal ? Blocks.WRITES : Blocks.READS_AND_WRITES,
                known.isEmpty(),
                false);
    }

    private List<String> rewritten(Statement statement) throws SQLException {
        Map<String, String> now = roots("table");
        List<String> rewritten = new ArrayList<>();
        if (statement.startsWith("VACUUM")) {
            rewritten.addAll(known);
        } else if (statement.startsWith("ALTER", "TABLE")) {
            followNames(now);
            now.forEach((table, root) -> {
                String before = last.get(table);
                if (known.contains(table) && before != null && !before.equals(root)) {
                    rewritten.add(table);
                }
            });
            String emptied = dropsColumn(statement);
            if (emptied != null && known.contains(emptied)) {
                rewritten.add(emptied);
            }
        }
        last.putAll(now);
        return rewritten;
    }

    /** A table that was there before is so under its new name too. */
    private void followNames(Map<String, String> now) {
        List<String> gone =
                known.stream().filter(table -> !now.containsKey(table)).toList();
        now.forEach((table, root) -> {
            if (!last.containsKey(table) && gone.stream().anyMatch(old -> root.equals(last.get(old)))) {
                known.add(table);
            }
        });
    }

    /** ALTER TABLE … DROP COLUMN rewrites every row to be rid of the values (sqlite.org/lang_altertable.html, 5). */
    private static @Nullable String dropsColumn(Statement statement) {
        List<Token> tokens = Token.of(DatabaseKind.SQLITE, statement.text());
        int at = 2;
        if (at + 2 < tokens.size() && tokens.get(at + 1).is(".")) {
            at += 2;
        }
        return at + 1 < tokens.size() && tokens.get(at + 1).is("DROP")
                ? key(tokens.get(at).name())
                : null;
    }

    private void built(Map<String, String> before, List<String> rewrites, List<String> builds) throws SQLException {
        Map<String, String> tables = new HashMap<>();
        for (List<@Nullable String> row :
                session.rows("SELECT name, tbl_name FROM main.sqlite_schema WHERE type = 'index'")) {
            tables.put(key(String.valueOf(row.get(0))), key(String.valueOf(row.get(1))));
        }
        roots("index").forEach((index, root) -> {
            String table = tables.get(index);
            if (known.contains(table) && !root.equals(before.get(index)) && !rewrites.contains(table)) {
                builds.add(index);
            }
        });
    }

    /** The page on which each begins, by its name. */
    private Map<String, String> roots(String type) throws SQLException {
        Map<String, String> roots = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows("SELECT name, rootpage FROM main.sqlite_schema WHERE type = '"
                + type + "' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND rootpage > 0")) {
            roots.put(key(String.valueOf(row.get(0))), String.valueOf(row.get(1)));
        }
        roots.remove(key(own.version()));
        roots.remove(key(own.history()));
        return roots;
    }

    /** SQLite's names do not tell upper case from lower. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private long changes() throws SQLException {
        return Long.parseLong(String.valueOf(session.value("SELECT total_changes()")));
    }

    @Override
    public void close() {
        // nothing of its own is open
    }
}
