package dev.migrate.dialect.sqlite;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.CatalogProbe;
import dev.migrate.dialect.ConnectFailure;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Lookout;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.diff.Blueprint;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** A session on a SQLite database. */
final class SqliteSession extends Session {

    private final SqliteDialect dialect;
    private final @Nullable SideLock lock;
    private final @Nullable Duration statementTimeout;
    private final @Nullable Path file;
    private final String serverVersion;

    private SqliteSession(
            SqliteDialect dialect,
            Connection connection,
            @Nullable Path file,
            @Nullable SideLock lock,
            @Nullable Duration statementTimeout)
            throws SQLException {
        super(connection);
        this.dialect = dialect;
        this.file = file;
        this.lock = lock;
        this.statementTimeout = statementTimeout;
        this.serverVersion = String.valueOf(value("SELECT sqlite_version()"));
    }

    static Session open(SqliteDialect dialect, DatabaseSettings settings, RunIdentity identity, boolean writes) {
        Optional<Path> file = file(settings.url());
        if (file.isPresent()) {
            Path folder = file.get().toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                throw Diagnostic.error(
                                "connect/no-folder",
                                "the folder of the SQLite database, \"" + folder + "\", does not exist")
                        .note("url: " + settings.url())
                        .help("make the folder, or correct \"url\"")
                        .toException();
            }
        }
        String owner = identity.display() + ", since "
                + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss z").format(ZonedDateTime.now())
                + ", process " + ProcessHandle.current().pid() + " [" + identity.runId() + "]";
        Connection connection = null;
        try {
            Properties properties = new Properties();
            if (!settings.url().contains("busy_timeout=")) {
                properties.setProperty("busy_timeout", "5000");
            }
            // Opening makes the file; who only looks at a database that is not there looks at an empty one.
            boolean there = writes || file.isEmpty() || Files.exists(file.get());
            connection = JDBC.createConnection(there ? settings.url() : JDBC.PREFIX + ":memory:", properties);
            return new SqliteSession(
                    dialect,
                    connection,
                    file.map(Path::toAbsolutePath).orElse(null),
                    file.map(f -> new SideLock(f.toAbsolutePath(), owner)).orElse(null),
                    settings.statementTimeout());
        } catch (SQLException e) {
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException ignored) {
                    // The reason for giving up is told already.
                }
            }
            throw ConnectFailure.of(settings, ConnectFailure.Reason.UNREACHABLE, e);
        }
    }

    /** The file of a URL; none for a database in memory. */
    static Optional<Path> file(String url) {
        String text = url.substring(JDBC.PREFIX.length());
        int query = text.indexOf('?');
        if (query >= 0) {
            if (text.substring(query).contains("mode=memory")) {
                return Optional.empty();
            }
            text = text.substring(0, query);
        }
        if (text.startsWith("file:")) {
            text = text.substring("file:".length()).replaceFirst("^//(?=/)", "");
        }
        return text.isEmpty() || text.equals(":memory:") ? Optional.empty() : Optional.of(Path.of(text));
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public LiveCatalog catalog() {
        return new SqliteDefinitions(this);
    }

    @Override
    public String serverVersion() {
        return serverVersion;
    }

    @Override
    public @Nullable String defaultSchema() {
        return null;
    }

    @Override
    public Schema schema(SchemaScope scope) throws SQLException {
        return new SqliteCatalog(this).read(scope);
    }

    /** Every statement is kept, and all are read at once, so that none is left out. */
    @Override
    public Blueprint blueprint(Schema schema, Predicate<SchemaObject> wanted) throws SQLException {
        Map<List<String>, String> definitions = new HashMap<>();
        for (List<@Nullable String> row : rows("SELECT type, name, tbl_name, sql FROM main.sqlite_schema"
                + " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            String name = String.valueOf(row.get(1));
            String table = String.valueOf(row.get(2));
            List<String> path =
                    switch (String.valueOf(row.get(0))) {
                        case "index" -> List.of(table, name);
                        // an index of the table may have the same name
                        case "trigger" -> List.of(table, name, SqliteSide.TRIGGER);
                        default -> List.of(name);
                    };
            definitions.put(path, String.valueOf(row.get(3)));
        }
        return new Blueprint(schema, definitions, Map.of());
    }

    @Override
    public boolean tableExists(@Nullable String schema, String table) throws SQLException {
        String master = schema == null ? "sqlite_master" : dialect.quote(schema) + ".sqlite_master";
        return value("SELECT 1 FROM " + master + " WHERE type = 'table' AND lower(name) = lower("
                        + dialect.literal(table) + ")")
                != null;
    }

    /** Counts no further than a hundred thousand. */
    @Override
    public OptionalLong estimatedRows(@Nullable String schema, String table) throws SQLException {
        if (!tableExists(schema, table)) {
            return OptionalLong.empty();
        }
        String name = schema == null ? dialect.quote(table) : dialect.quote(schema) + "." + dialect.quote(table);
        String rows = value("SELECT count(*) FROM (SELECT 1 FROM " + name + " LIMIT 100000)");
        return OptionalLong.of(Long.parseLong(String.valueOf(rows)));
    }

    /** A length in a type means nothing to SQLite (sqlite.org/datatype3.html, 3.1). */
    @Override
    public int versionColumnLength(OwnTables tables) {
        return Integer.MAX_VALUE;
    }

    /** No view tells a column's collation: a table with a row that is nowhere stored is asked. */
    @Override
    public boolean versionColumnFoldsCase(OwnTables tables) throws SQLException {
        // A column of a subquery keeps its collation (sqlite.org/datatype3.html, 7.1), also where it has no rows.
        String table = tables.versionSql(dialect);
        return "1"
                .equals(value("SELECT count(DISTINCT version_num) FROM (SELECT version_num FROM " + table
                        + " WHERE 0 UNION ALL SELECT 'a' UNION ALL SELECT 'A')"));
    }

    @Override
    public boolean tryLock() throws SQLException {
        return lock == null || lock.tryLock();
    }

    @Override
    public Optional<String> lockHolder() {
        return lock == null ? Optional.empty() : lock.holder();
    }

    @Override
    public Optional<String> atWork() {
        return lock == null || !lock.isTaken() ? Optional.empty() : lock.holder();
    }

    @Override
    public void verifyLock() {
        if (lock != null && !lock.isHeld()) {
            throw new IllegalStateException("the lock is not held");
        }
    }

    @Override
    public void unlock() throws SQLException {
        if (lock != null) {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String assertLocked() {
        return null;
    }

    @Override
    public Lookout lookout() {
        return new SqliteLookout(file);
    }

    @Override
    public boolean pipelines() {
        return false;
    }

    @Override
    public void batch(List<String> statements, IntConsumer done) throws StatementFailure {
        int i = 0;
        try (Statement jdbc = connection().createStatement()) {
            jdbc.setEscapeProcessing(false);
            for (; i < statements.size(); i++) {
                execute(jdbc, statements.get(i));
                done.accept(i);
            }
        } catch (SQLException e) {
            throw new StatementFailure(i, 0, classify(e), e);
        }
    }

    private void execute(Statement jdbc, String sql) throws SQLException {
        if (statementTimeout == null) {
            drain(jdbc, sql);
            return;
        }
        Timer timer = new Timer("statement timeout", true);
        try {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            try {
                                jdbc.cancel();
                            } catch (SQLException ignored) {
                                // It has just ended by itself.
                            }
                        }
                    },
                    statementTimeout.toMillis());
            drain(jdbc, sql);
        } finally {
            timer.cancel();
        }
    }

    /** A query runs only as far as its rows are read. */
    private static void drain(Statement jdbc, String sql) throws SQLException {
        if (jdbc.execute(sql)) {
            try (ResultSet rows = jdbc.getResultSet()) {
                while (rows.next()) {
                    // Not wanted.
                }
            }
        }
    }

    /**
     * A rebuild drops the old table, and with foreign keys on that deletes the rows of its children; PRAGMA foreign_keys does nothing
     * inside a transaction (https://www.sqlite.org/pragma.html#pragma_foreign_keys).
     */
    @Override
    public Frame rebuildFrame() throws SQLException {
        return "1".equals(value("PRAGMA foreign_keys"))
                ? new Frame(List.of("PRAGMA foreign_keys = OFF"), List.of("PRAGMA foreign_keys = ON"))
                : Frame.NONE;
    }

    @Override
    public void copyIn(String statement, Reader data) throws StatementFailure {
        throw new StatementFailure(
                0, 0, FailureKind.OTHER, new SQLException("COPY … FROM stdin is PostgreSQL's", "42000"));
    }

    @Override
    public Tracer tracer(OwnTables own) {
        return new SqliteTracer(this, own);
    }

    @Override
    public FailureKind classify(SQLException e) {
        // Result codes, sqlite.org/rescode.html; the low byte is the primary one.
        return switch (e.getErrorCode() & 0xff) {
            case 5, 6 -> FailureKind.LOCK_TIMEOUT;
            case 8 -> FailureKind.READ_ONLY;
            case 9 -> FailureKind.STATEMENT_TIMEOUT;
            case 13 -> FailureKind.DISK_FULL;
            case 14 -> FailureKind.READ_ONLY;
            case 3, 23 -> FailureKind.PERMISSION;
            default -> FailureKind.OTHER;
        };
    }

    @Override
    public Optional<Boolean> wasCarriedOut(dev.migrate.sql.Statement statement) throws SQLException {
        Optional<CatalogProbe> probe = CatalogProbe.of(statement);
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        CatalogProbe p = probe.get();
        String query =
                switch (p.object()) {
                    case TABLE, VIEW, INDEX ->
                        "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(" + dialect.literal(p.table()) + ")";
                    case COLUMN ->
                        "SELECT 1 FROM pragma_table_info(" + dialect.literal(p.table()) + ") WHERE lower(name) = lower("
                                + dialect.literal(String.valueOf(p.column())) + ")";
                };
        return Optional.of((value(query) != null) == p.present());
    }

    @Override
    public void close() {
        try {
            unlock();
        } catch (SQLException ignored) {
            // The process gives it back in any case.
        }
        super.close();
    }
}
