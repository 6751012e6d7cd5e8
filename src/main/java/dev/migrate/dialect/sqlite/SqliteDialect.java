package dev.migrate.dialect.sqlite;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.Rendered;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.dialect.Session;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.Operation;
import dev.migrate.sql.DatabaseKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQLite, embedded. */
public final class SqliteDialect implements Dialect {

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    @Override
    public boolean transactionalDdl() {
        return true;
    }

    @Override
    public Session open(DatabaseSettings settings, RunIdentity identity, boolean writes) {
        return SqliteSession.open(this, settings, identity, writes);
    }

    @Override
    public Rendered render(Operation operation, LiveCatalog catalog) {
        SqliteDdl ddl = new SqliteDdl(this, catalog);
        return new Rendered(operation.accept(ddl), false, ddl.rebuilds());
    }

    @Override
    public ScratchPlace makeScratch(DatabaseSettings live, RunIdentity identity) {
        return SqliteScratch.make(this, live, identity);
    }

    @Override
    public ScratchPlace borrowScratch(DatabaseSettings shadow, RunIdentity identity) {
        return SqliteShadow.borrow(this, shadow, identity);
    }

    /** IMMEDIATE takes the write lock at once, so that a run never has to turn a read transaction into a writing one. */
    @Override
    public String begin() {
        return "BEGIN IMMEDIATE";
    }

    @Override
    public List<String> createTables(OwnTables tables) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + tables.versionSql(this)
                        + " (version_num VARCHAR(255) NOT NULL PRIMARY KEY)",
                "CREATE TABLE IF NOT EXISTS " + tables.historySql(this)
                        + " (\n"
                        + "    seq INTEGER PRIMARY KEY AUTOINCREMENT,\n"
                        + "    run_id TEXT NOT NULL,\n"
                        + "    revision TEXT NOT NULL,\n"
                        + "    title TEXT,\n"
                        + "    direction TEXT NOT NULL,\n"
                        + "    checksum TEXT,\n"
                        + "    began TEXT NOT NULL,\n"
                        + "    took_ms INTEGER,\n"
                        + "    outcome TEXT NOT NULL,\n"
                        + "    statement INTEGER,\n"
                        + "    finished INTEGER,\n"
                        + "    prefix_hash TEXT,\n"
                        + "    message TEXT,\n"
                        + "    db_user TEXT,\n"
                        + "    os_user TEXT,\n"
                        + "    host TEXT,\n"
                        + "    plugin_version TEXT,\n"
                        + "    git_commit TEXT,\n"
                        + "    downgrade_script TEXT\n"
                        + ")");
    }

    @Override
    public List<String> openSession(Limits limits) {
        return limits.lock() == null
                ? List.of()
                : List.of("PRAGMA busy_timeout = " + limits.lock().toMillis());
    }

    @Override
    public List<String> resetSession(Limits limits) {
        return openSession(limits);
    }

    @Override
    public String now() {
        return "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
    }

    /** No variables: the engine measures by its own clock, which costs no round trip here. */
    @Override
    public @Nullable String markBegan() {
        return null;
    }

    @Override
    public String began() {
        return now();
    }

    @Override
    public String tookMillis() {
        return "0";
    }

    @Override
    public String timestamp(Instant moment) {
        return literal(moment.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    @Override
    public String currentUser() {
        return "NULL";
    }

    @Override
    public Drafter drafter() {
        return new SqliteDrafter(this);
    }

    @Override
    public String literal(String value) {
        return "'" + value.replace("'", "''").replace("\0", "") + "'";
    }

    /** SQLite's shell reads nothing else. */
    @Override
    public List<String> readAsUtf8() {
        return List.of();
    }

    /** RAISE works in triggers only (sqlite.org/lang_createtrigger.html), so a temporary one does the check. */
    @Override
    public List<String> assertTrue(String query, boolean mustAnswer, String otherwise) {
        return List.of(
                "CREATE TEMP TABLE migrate_check (answer)",
                "CREATE TEMP TRIGGER migrate_check_true BEFORE INSERT ON migrate_check"
                        + " WHEN NEW.answer IS NULL OR lower(CAST(NEW.answer AS TEXT)) IN ('0', '0.0', 'f', 'false')"
                        + "\nBEGIN\n    SELECT RAISE(ROLLBACK, " + literal("migrate: " + otherwise) + ");\nEND",
                "INSERT INTO migrate_check "
                        + (mustAnswer ? "VALUES ((\n" + query + "\n))" : "SELECT * FROM (\n" + query + "\n) LIMIT 1"),
                "DROP TABLE migrate_check");
    }

    /** A column may be declared COLLATE NOCASE or RTRIM; a collation that is written out comes first (sqlite.org/datatype3.html, 7.1). */
    @Override
    public String isRow(String id) {
        return "version_num COLLATE BINARY = " + literal(id);
    }

    /** RAISE takes no expression before SQLite 3.47, so a query says where the database stands. */
    @Override
    public Guard guard(OwnTables tables, List<String> accepted, boolean transactional) {
        String expected = accepted.get(0);
        String none = accepted.stream().map(this::literal).collect(Collectors.joining(", ", " NOT IN (", ")"));
        String stands = "COALESCE((SELECT group_concat(version_num, ',') FROM (SELECT version_num FROM "
                + tables.versionSql(this) + " ORDER BY version_num COLLATE BINARY)), '')";
        List<String> check = List.of(
                createTables(tables).get(0),
                "CREATE TEMP TABLE migrate_guard (stands TEXT)",
                "CREATE TEMP TRIGGER migrate_guard_check BEFORE INSERT ON migrate_guard WHEN NEW.stands"
                        + none
                        + "\nBEGIN\n    SELECT RAISE(ROLLBACK, "
                        + literal("migrate: this script begins at " + (expected.isEmpty() ? "base" : expected)
                                + ", but the database stands elsewhere")
                        + ");\nEND",
                "SELECT 'migrate: the database stands at ' || COALESCE(NULLIF(stands, ''), 'base') FROM (SELECT "
                        + stands + " AS stands) WHERE stands" + none,
                "INSERT INTO migrate_guard SELECT " + stands,
                "DROP TABLE migrate_guard");
        return new Guard(List.of(".bail on"), check, true, List.of());
    }
}
