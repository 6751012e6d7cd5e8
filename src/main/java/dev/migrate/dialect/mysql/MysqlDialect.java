package dev.migrate.dialect.mysql;

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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** MySQL 8.0 and newer, and MariaDB 10.11 and newer. Both commit before and after DDL (MySQL 8.0 Reference Manual, 13.3.3). */
public final class MysqlDialect implements Dialect {

    static final String TABLE_OPTIONS = " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin";

    private final DatabaseKind kind;

    /** One of the two. */
    public MysqlDialect(DatabaseKind kind) {
        if (!kind.isMysqlFamily()) {
            throw new IllegalArgumentException(kind.displayName());
        }
        this.kind = kind;
    }

    @Override
    public DatabaseKind kind() {
        return kind;
    }

    @Override
    public boolean transactionalDdl() {
        return false;
    }

    @Override
    public Session open(DatabaseSettings settings, RunIdentity identity, boolean writes) {
        return MysqlSession.open(settings, identity);
    }

    @Override
    public Rendered render(Operation operation, LiveCatalog catalog) {
        return Rendered.of(operation.accept(new MysqlDdl(this, catalog)));
    }

    @Override
    public ScratchPlace makeScratch(DatabaseSettings live, RunIdentity identity) {
        return MysqlScratch.make(this, live, identity);
    }

    @Override
    public ScratchPlace borrowScratch(DatabaseSettings shadow, RunIdentity identity) {
        return MysqlShadow.borrow(this, shadow, identity);
    }

    @Override
    public String begin() {
        return "START TRANSACTION";
    }

    @Override
    public List<String> createTables(OwnTables tables) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + tables.versionSql(this)
                        + " (version_num VARCHAR(255) NOT NULL PRIMARY KEY)" + TABLE_OPTIONS,
                "CREATE TABLE IF NOT EXISTS " + tables.historySql(this)
                        + " (\n"
                        + "    seq BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,\n"
                        + "    run_id VARCHAR(64) NOT NULL,\n"
                        + "    revision VARCHAR(255) NOT NULL,\n"
                        + "    title TEXT,\n"
                        + "    direction VARCHAR(16) NOT NULL,\n"
                        + "    checksum VARCHAR(80),\n"
                        + "    began DATETIME(3) NOT NULL COMMENT 'UTC',\n"
                        + "    took_ms BIGINT,\n"
                        + "    outcome VARCHAR(16) NOT NULL,\n"
                        + "    statement INT,\n"
                        + "    finished INT,\n"
                        + "    prefix_hash VARCHAR(80),\n"
                        + "    message TEXT,\n"
                        + "    db_user VARCHAR(128),\n"
                        + "    os_user VARCHAR(128),\n"
                        + "    host VARCHAR(255),\n"
                        + "    plugin_version VARCHAR(64),\n"
                        + "    git_commit VARCHAR(64),\n"
                        + "    downgrade_script LONGTEXT\n"
                        + ")" + TABLE_OPTIONS);
    }

    /** Remembers in user variables what scripts such as a mysqldump change. */
    @Override
    public List<String> openSession(Limits limits) {
        List<String> statements = new ArrayList<>();
        statements.add("SET @migrate_sql_mode = @@SESSION.sql_mode, @migrate_foreign_key_checks ="
                + " @@SESSION.foreign_key_checks, @migrate_unique_checks = @@SESSION.unique_checks,"
                + " @migrate_time_zone = @@SESSION.time_zone, @migrate_sql_notes = @@SESSION.sql_notes,"
                + " @migrate_character_set_client = @@SESSION.character_set_client, @migrate_character_set_results"
                + " = @@SESSION.character_set_results, @migrate_collation_connection ="
                + " @@SESSION.collation_connection");
        statements.addAll(limits(limits));
        return statements;
    }

    private List<String> limits(Limits limits) {
        List<String> statements = new ArrayList<>();
        if (limits.lock() != null) {
            // Whole seconds, at least one; the servers' own defaults are a year (MySQL) and a day (MariaDB).
            long seconds = Math.max(1, ceilSeconds(limits.lock()));
            statements.add(
                    "SET SESSION lock_wait_timeout = " + seconds + ", SESSION innodb_lock_wait_timeout = " + seconds);
        }
        if (limits.statement() != null && kind == DatabaseKind.MARIADB) {
            statements.add(
                    "SET SESSION max_statement_time = " + limits.statement().toMillis() / 1000.0);
        }
        return statements;
    }

    private static long ceilSeconds(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }

    @Override
    public List<String> resetSession(Limits limits) {
        List<String> statements = new ArrayList<>();
        statements.add("UNLOCK TABLES");
        statements.add("SET SESSION autocommit = 1, SESSION sql_mode = @migrate_sql_mode, SESSION foreign_key_checks ="
            + " @migrate_foreign_key_checks, SESSION unique_checks = @migrate_unique_checks, SESSION time_zone ="
            + " @migrate_time_zone, SESSION sql_notes = @migrate_sql_notes, SESSION character_set_client ="
            + " @migrate_character_set_client, SESSION character_set_results = @migrate_character_set_results, SESSION"
            + " collation_connection = @migrate_collation_connection");
        statements.addAll(limits(limits));
        return statements;
    }

    @Override
    public String now() {
        return "UTC_TIMESTAMP(3)";
    }

    @Override
    public String markBegan() {
        return "SET @migrate_began = UTC_TIMESTAMP(3)";
    }

    @Override
    public String began() {
        return "COALESCE(@migrate_began, UTC_TIMESTAMP(3))";
    }

    @Override
    public String tookMillis() {
        return "TIMESTAMPDIFF(MICROSECOND, " + began() + ", UTC_TIMESTAMP(3)) DIV 1000";
    }

    /** MySQL takes no zone of the form {@code Z}; the column is in UTC. */
    @Override
    public String timestamp(Instant moment) {
        return literal(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
                .withZone(ZoneOffset.UTC)
                .format(moment));
    }

    @Override
    public String currentUser() {
        return "CURRENT_USER()";
    }

    @Override
    public Drafter drafter() {
        return new MysqlDrafter(this);
    }

    /** A backslash escapes unless sql_mode has NO_BACKSLASH_ESCAPES; text with one is written in hexadecimal, which both modes read. */
    @Override
    public String literal(String value) {
        if (value.indexOf('\\') < 0 && value.indexOf('\0') < 0) {
            return "'" + value.replace("'", "''") + "'";
        }
        return "CONVERT(X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "' USING utf8mb4)";
    }

    /** Compared as bytes, whatever the column's collation is; those before MySQL 8.0's 0900 ignore blanks at the end too. */
    @Override
    public String isRow(String id) {
        return "version_num = CAST(" + literal(id) + " AS BINARY)";
    }

    /** The clients take the encoding of their locale or option file, latin1 among them. */
    @Override
    public List<String> readAsUtf8() {
        return List.of("SET NAMES utf8mb4");
    }

    @Override
    public List<String> assertTrue(String query, boolean mustAnswer, String otherwise) {
        List<String> statements = new ArrayList<>();
        if (mustAnswer) {
            statements.add("SET @migrate_answers = 1, @migrate_answer = (\n" + query + "\n)");
        } else {
            statements.add("SET @migrate_answers = (SELECT COUNT(*) FROM (\n" + query + "\n) AS answers)");
            statements.add("SET @migrate_answer = (SELECT * FROM (\n" + query + "\n) AS answers LIMIT 1)");
        }
        String fails =
                "@migrate_answers > 0 AND (@migrate_answer IS NULL OR CAST(@migrate_answer AS CHAR) IN ('0', '0.0',"
                        + " 'f', 'false'))";
        statements.add("SELECT " + literal("migrate: " + otherwise) + " AS migrate FROM DUAL WHERE " + fails);
        statements.addAll(failIf(fails, "migrate: a check does not hold"));
        return statements;
    }

    /**
     * Neither server can raise an error outside a stored program in plain SQL under a condition; a prepared SELECT of a column that
     * does not exist can, and its message names the column.
     */
    private List<String> failIf(String condition, String column) {
        return List.of(
                "SET @migrate_sql = IF(" + condition + ", " + literal("SELECT " + quote(column)) + ", 'DO 0')",
                "PREPARE migrate_guard FROM @migrate_sql",
                "EXECUTE migrate_guard",
                "DEALLOCATE PREPARE migrate_guard");
    }

    /** Compared as bytes: the session's collation, and that of a table made by another tool, may take upper case for lower. */
    @Override
    public Guard guard(OwnTables tables, List<String> accepted, boolean transactional) {
        String expected = accepted.get(0);
        String elsewhere = accepted.stream()
                .map(rows -> "CAST(COALESCE(@migrate_stands, '') AS BINARY) <> CAST(" + literal(rows) + " AS BINARY)")
                .collect(Collectors.joining(" AND "));
        List<String> check = new ArrayList<>();
        check.add("SET @migrate_lock = CONCAT('migrate:', SHA1(IFNULL(DATABASE(), '')))");
        check.addAll(failIf(
                "COALESCE(GET_LOCK(@migrate_lock, 0), 0) <> 1",
                "migrate: another run is in progress on this database"));
        check.add("SET SESSION group_concat_max_len = 1000000, @migrate_stands = NULL");
        check.add("SET @migrate_sql = IF((SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = "
                + (tables.schema() == null ? "DATABASE()" : literal(tables.schema())) + " AND table_name = "
                + literal(tables.version()) + ") = 0, 'DO 0', "
                + literal("SELECT GROUP_CONCAT(version_num ORDER BY CAST(version_num AS BINARY)) INTO @migrate_stands"
                        + " FROM "
                        + tables.versionSql(this))
                + ")");
        check.add("PREPARE migrate_guard FROM @migrate_sql");
        check.add("EXECUTE migrate_guard");
        check.add("SELECT CONCAT("
                + literal("migrate: this script begins at " + (expected.isEmpty() ? "base" : expected)
                        + ", but the database stands at ")
                + ", COALESCE(NULLIF(@migrate_stands, ''), 'base')) AS migrate FROM DUAL WHERE " + elsewhere);
        check.addAll(failIf(elsewhere, "migrate: the database stands elsewhere"));
        return new Guard(List.of(), List.copyOf(check), false, List.of("DO RELEASE_LOCK(@migrate_lock)"));
    }
}
