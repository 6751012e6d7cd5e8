package dev.migrate.dialect.mysql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.CatalogProbe;
import dev.migrate.dialect.ConnectFailure;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Lease;
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
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session on MySQL or MariaDB. Statements travel together by the protocol's multi-statements; a user variable, which no rollback
 * touches, tells afterwards how far the server came.
 */
final class MysqlSession extends Session {

    private static final String MARIADB_DRIVER = "org.mariadb.jdbc.Driver";

    /** Far below the smallest {@code max_allowed_packet} that a server is likely to have (16 MB in MariaDB). */
    private static final int PACKET_CHARS = 256 * 1024;

    /** MySQL keeps the semicolon that stands behind a program in a packet as a part of its body. */
    private static final Pattern PROGRAM = Pattern.compile(
            "\\b(?:CREATE|ALTER)\\b[^;]{0,400}\\b(?:FUNCTION|PROCEDURE|TRIGGER|EVENT|PACKAGE)\\b",
            Pattern.CASE_INSENSITIVE);

    /** So few changes that are left are worth a word. */
    private static final int NEARLY = 8;

    private static final Pattern BETWEEN = Pattern.compile("(?s)\\s*\n;\n.*(?=' at line \\d+)");
    private static final Pattern RETURNS_ROWS = Pattern.compile(
            "(?is)^[\\s(]*(select|with|table|values|show|explain|desc|describe|check|analyze|call)\\b.*");

    private final MysqlDialect dialect;
    private final String serverVersion;
    private final @Nullable String database;
    private final @Nullable Duration statementTimeout;
    private final DatabaseSettings settings;
    private final String connectionId;

    private MysqlSession(DatabaseSettings settings, Connection connection) throws SQLException {
        super(connection);
        List<@Nullable String> row =
                rows("SELECT DATABASE(), VERSION(), CONNECTION_ID()").get(0);
        this.database = row.get(0);
        this.serverVersion = String.valueOf(row.get(1));
        this.connectionId = String.valueOf(row.get(2));
        // Connector/J calls MariaDB "MySQL" 5; its version text says the truth.
        boolean mariadb = serverVersion.toLowerCase(Locale.ROOT).contains("mariadb");
        this.dialect = new MysqlDialect(mariadb ? DatabaseKind.MARIADB : DatabaseKind.MYSQL);
        this.statementTimeout = mariadb ? null : settings.statementTimeout();
        this.settings = settings;
        run0("SET @migrate_lock = CONCAT('migrate:', SHA1(IFNULL(DATABASE(), '')))");
    }

    static Session open(DatabaseSettings settings, RunIdentity identity) {
        Connection connection = null;
        try {
            connection = connect(settings, identity.display());
            if (connection == null) {
                throw ConnectFailure.noDriver(settings);
            }
            return new MysqlSession(settings, connection);
        } catch (SQLException e) {
            if (connection != null) {
                try {
                    connection.close();
                } catch (SQLException ignored) {
                    // The reason for giving up is told already.
                }
            }
            int code = e.getErrorCode();
            // 1045 access denied, 1044 to the database, 1698 by its plugin; 1049 unknown database (Server Error Message
            // Reference).
            ConnectFailure.Reason reason = code == 1045 || code == 1044 || code == 1698
                    ? ConnectFailure.Reason.CREDENTIALS
                    : code == 1049 ? ConnectFailure.Reason.NO_DATABASE : ConnectFailure.Reason.UNREACHABLE;
            throw ConnectFailure.of(settings, reason, e);
        }
    }

    private static @Nullable Connection connect(DatabaseSettings settings, String program) throws SQLException {
        Properties properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().reveal());
        }
        properties.setProperty("allowMultiQueries", "true");
        properties.setProperty("tcpKeepAlive", "true");
        // A query that is ended while its rows arrive leaves its result open, over which ROLLBACK itself would stumble.
        properties.setProperty("clobberStreamingResults", "true");
        if (!settings.url().contains("connectTimeout=")) {
            properties.setProperty("connectTimeout", "10000");
        }
        String url = settings.url();
        Driver driver;
        if (MysqlUrl.isMariadb(url)) {
            Optional<Driver> own = mariadbDriver();
            if (own.isPresent()) {
                driver = own.get();
            } else {
                driver = connectorJ();
                url = MysqlUrl.ofMariadb(url);
            }
        } else {
            driver = connectorJ();
        }
        if (driver instanceof com.mysql.cj.jdbc.Driver) {
            properties.setProperty("connectionAttributes", "program_name:" + program.replace(',', ' '));
        }
        return driver.connect(url, properties);
    }

    private static Driver connectorJ() throws SQLException {
        // Its watcher thread would outlive the goal in a daemon, and every connection here is closed by hand.
        if (System.getProperty("com.mysql.cj.disableAbandonedConnectionCleanup") == null) {
            System.setProperty("com.mysql.cj.disableAbandonedConnectionCleanup", "true");
        }
        return new com.mysql.cj.jdbc.Driver();
    }

    private static Optional<Driver> mariadbDriver() {
        try {
            return Optional.of((Driver) Class.forName(MARIADB_DRIVER, true, MysqlSession.class.getClassLoader())
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public DatabaseKind kind() {
        return dialect.kind();
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public LiveCatalog catalog() {
        return new MysqlDefinitions(this);
    }

    @Override
    public String serverVersion() {
        return serverVersion;
    }

    @Override
    public @Nullable String defaultSchema() {
        return database;
    }

    @Override
    public Schema schema(SchemaScope scope) throws SQLException {
        return new MysqlCatalog(this).read(scope);
    }

    /**
     * What {@code wanted} must tell: each table, view, routine, event and trigger that is to be made, dropped or changed, a table also where a part of it is; a table
     * that stays in both schemas.
     */
    @Override
    public Blueprint blueprint(Schema schema, Predicate<SchemaObject> wanted) throws SQLException {
        return new MysqlBlueprint(this, schema).read(wanted);
    }

    @Override
    public boolean tableExists(@Nullable String schema, String table) throws SQLException {
        return value("SELECT 1 FROM information_schema.tables WHERE table_schema = "
                        + (schema == null ? "DATABASE()" : dialect.literal(schema)) + " AND table_name = "
                        + dialect.literal(table))
                != null;
    }

    /** What InnoDB's statistics say, which may be wrong by half (MySQL 8.0 manual, information_schema.TABLES). */
    @Override
    public OptionalLong estimatedRows(@Nullable String schema, String table) throws SQLException {
        String rows = value("SELECT table_rows FROM information_schema.tables WHERE table_schema = "
                + (schema == null ? "DATABASE()" : dialect.literal(schema)) + " AND table_name = "
                + dialect.literal(table));
        return rows == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(rows));
    }

    @Override
    public int versionColumnLength(OwnTables tables) throws SQLException {
        String length = value("SELECT character_maximum_length FROM information_schema.columns WHERE table_schema = "
                + (tables.schema() == null ? "DATABASE()" : dialect.literal(tables.schema())) + " AND table_name = "
                + dialect.literal(tables.version()) + " AND column_name = 'version_num'");
        return length == null ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(length));
    }

    /** The server's answer, since a collation's name need not tell: {@code utf8mb4_0900_ai_ci}, {@code latin1_german2_ci}, {@code uca1400_ai_cs}. */
    @Override
    public boolean versionColumnFoldsCase(OwnTables tables) throws SQLException {
        List<List<@Nullable String>> column =
                rows("SELECT character_set_name, collation_name FROM information_schema.columns WHERE table_schema = "
                        + (tables.schema() == null ? "DATABASE()" : dialect.literal(tables.schema()))
                        + " AND table_name = " + dialect.literal(tables.version())
                        + " AND column_name = 'version_num' AND collation_name IS NOT NULL");
        if (column.isEmpty()) {
            return false;
        }
        String charset = column.get(0).get(0);
        String collation = column.get(0).get(1);
        return "1"
                .equals(value("SELECT CONVERT('a' USING " + charset + ") COLLATE " + collation + " = CONVERT('A' USING "
                        + charset + ")"));
    }

    /** Only 1 is success: MariaDB answers NULL where MySQL raises an error. Names are limited to 64 characters, hence the hash. */
    @Override
    public boolean tryLock() throws SQLException {
        return "1".equals(value("SELECT GET_LOCK(@migrate_lock, 0)"));
    }

    @Override
    public Optional<String> lockHolder() throws SQLException {
        String id = value("SELECT IS_USED_LOCK(@migrate_lock)");
        if (id == null) {
            return Optional.empty();
        }
        List<List<@Nullable String>> rows =
                rows("SELECT user, host, command, time, LEFT(info, 60) FROM information_schema.processlist WHERE id = "
                        + id);
        String text = "connection " + id;
        if (!rows.isEmpty()) {
            List<@Nullable String> row = rows.get(0);
            text += " of user \"" + row.get(0) + "\" from " + row.get(1) + ", "
                    + String.valueOf(row.get(2)).toLowerCase(Locale.ROOT) + " for " + row.get(3) + " s";
            if (row.get(4) != null) {
                text += ", running: " + String.valueOf(row.get(4)).replaceAll("\\s+", " ");
            }
        }
        return Optional.of(text);
    }

    @Override
    public void verifyLock() throws SQLException {
        if (!"1".equals(value("SELECT IS_USED_LOCK(@migrate_lock) = CONNECTION_ID()"))) {
            throw Diagnostic.error(
                            "lock/pooler",
                            "the run's lock is not held by this session: a proxy that shares out server connections"
                                    + " stands before the database of \"" + settings.name() + "\"")
                    .note("no lock would keep two runs apart")
                    .help("point \"url\" at the database itself")
                    .toException();
        }
    }

    /** TiDB speaks MySQL's protocol; its GET_LOCK came late, and holds only for as long as the connection finds the same node. */
    @Override
    public Optional<String> whyNoLock() {
        return isTidb(serverVersion) ? Optional.of("TiDB stands there") : Optional.empty();
    }

    static boolean isTidb(String version) {
        return version.contains("TiDB");
    }

    @Override
    public Optional<Lease> lease(OwnTables tables) {
        return Optional.of(new MysqlLease(dialect, tables));
    }

    @Override
    public void unlock() throws SQLException {
        value("SELECT RELEASE_LOCK(@migrate_lock)");
    }

    @Override
    public @Nullable String assertLocked() {
        return null;
    }

    /** 64 row versions since 8.0.29, 255 since 9.1; a partition counts for itself. */
    @Override
    public Map<String, Integer> instantChangesLeft() throws SQLException {
        if (kind() != DatabaseKind.MYSQL) {
            return Map.of();
        }
        Matcher version = Pattern.compile("^(\\d+)\\.(\\d+)").matcher(serverVersion);
        boolean many = version.find()
                && (Integer.parseInt(version.group(1)) > 9
                        || Integer.parseInt(version.group(1)) == 9 && Integer.parseInt(version.group(2)) >= 1);
        int most = many ? 255 : 64;
        Map<String, Integer> left = new HashMap<>();
        for (List<@Nullable String> row :
                rows("SELECT LOWER(REPLACE(SUBSTRING_INDEX(SUBSTRING_INDEX(name, '#p#', 1), '#P#', 1), '/', '.')),"
                        + " MAX(total_row_versions) FROM information_schema.innodb_tables WHERE total_row_versions >= "
                        + (most - NEARLY) + " GROUP BY 1")) {
            left.put(String.valueOf(row.get(0)), Math.max(0, most - Integer.parseInt(String.valueOf(row.get(1)))));
        }
        return left;
    }

    @Override
    public Lookout lookout() {
        return new MysqlLookout(
                () -> Objects.requireNonNull(connect(settings, "migrate")),
                connectionId,
                kind() == DatabaseKind.MARIADB);
    }

    @Override
    public boolean pipelines() {
        return statementTimeout == null;
    }

    @Override
    public void batch(List<String> statements, IntConsumer done) throws StatementFailure {
        StringBuilder packet = new StringBuilder();
        int first = 0;
        for (int i = 0; i < statements.size(); i++) {
            String statement = statements.get(i);
            boolean alone = !pipelines()
                    || statement.length() > PACKET_CHARS
                    || PROGRAM.matcher(statement).find()
                    || RETURNS_ROWS.matcher(statement).matches();
            if (alone || packet.length() + statement.length() > PACKET_CHARS) {
                send(packet, first, i, done);
                first = i;
            }
            if (alone) {
                sendAlone(statement, i, done);
                first = i + 1;
            } else {
                // A line break before the semicolon: the statement may end in a comment.
                packet.append("SET @migrate_at = ")
                        .append(i)
                        .append(";\n")
                        .append(statement)
                        .append("\n;\n");
            }
        }
        send(packet, first, statements.size(), done);
    }

    private void send(StringBuilder packet, int first, int end, IntConsumer done) throws StatementFailure {
        if (packet.isEmpty()) {
            return;
        }
        String sql = packet.toString();
        packet.setLength(0);
        try {
            run0(sql);
        } catch (SQLException told) {
            SQLException e = ofScript(told);
            int at = first;
            if (classify(e) != FailureKind.CONNECTION_LOST) {
                try {
                    String reached = value("SELECT @migrate_at");
                    at = reached == null ? first : Integer.parseInt(reached);
                } catch (SQLException | NumberFormatException lost) {
                    e.addSuppressed(lost);
                }
            }
            for (int i = first; i < at; i++) {
                done.accept(i);
            }
            throw new StatementFailure(at, 0, classify(e), e);
        }
        for (int i = first; i < end; i++) {
            done.accept(i);
        }
    }

    /** The server quotes what follows the fault; what this session has put between two statements is nobody's text. */
    private static SQLException ofScript(SQLException e) {
        String message = String.valueOf(e.getMessage());
        String script = BETWEEN.matcher(message).replaceFirst("");
        return script.equals(message) ? e : new SQLException(script, e.getSQLState(), e.getErrorCode(), e);
    }

    /** Whatever it returns is read to the end, row by row, and dropped. */
    private void sendAlone(String sql, int index, IntConsumer done) throws StatementFailure {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            if (RETURNS_ROWS.matcher(sql).matches()) {
                statement.setFetchSize(Integer.MIN_VALUE);
            }
            if (statementTimeout != null) {
                statement.setQueryTimeout((int) Math.max(1, statementTimeout.toSeconds()));
            }
            drain(statement, statement.execute(sql));
            done.accept(index);
        } catch (SQLException e) {
            throw new StatementFailure(index, 0, classify(e), e);
        }
    }

    private void run0(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.setEscapeProcessing(false);
            drain(statement, statement.execute(sql));
        }
    }

    private static void drain(Statement statement, boolean first) throws SQLException {
        boolean rows = first;
        while (rows || statement.getUpdateCount() != -1) {
            if (rows) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        // Not wanted, but to be read before the next result.
                    }
                }
            }
            rows = statement.getMoreResults();
        }
    }

    @Override
    public void copyIn(String statement, Reader data) throws StatementFailure {
        throw new StatementFailure(
                0, 0, FailureKind.OTHER, new SQLException("COPY … FROM stdin is PostgreSQL's", "42000"));
    }

    /** Connector/J tells an answer that breaks off in the middle as a general error, with the socket's own as its cause. */
    private static boolean isBrokenOff(SQLException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Tracer tracer(OwnTables own) {
        return new MysqlTracer(this, own);
    }

    @Override
    public FailureKind classify(SQLException e) {
        // Server Error Message Reference: 1205 lock wait, 1213 deadlock, 3024 and 1969 time limits, 1290 and 1836
        // read-only,
        // 1044/1142/1143/1227 rights, 1021/1114 and 3 (errno 28) no room.
        return switch (e.getErrorCode()) {
            case 1205, 1213 -> FailureKind.LOCK_TIMEOUT;
            case 3024, 1969, 1317 -> FailureKind.STATEMENT_TIMEOUT;
            case 1290, 1792, 1836 -> FailureKind.READ_ONLY;
            case 1044, 1142, 1143, 1227, 1370 -> FailureKind.PERMISSION;
            case 1021, 1114 -> FailureKind.DISK_FULL;
            // 1053 shutdown, 1927 killed (MariaDB), 4031 idle for too long
            case 1053, 1927, 4031 -> FailureKind.CONNECTION_LOST;
            default ->
                String.valueOf(e.getSQLState()).startsWith("08")
                                || isBrokenOff(e)
                                || e instanceof java.sql.SQLNonTransientConnectionException
                                || e instanceof java.sql.SQLRecoverableException
                        ? FailureKind.CONNECTION_LOST
                        : e instanceof java.sql.SQLTimeoutException ? FailureKind.STATEMENT_TIMEOUT : FailureKind.OTHER;
        };
    }

    @Override
    public Optional<Boolean> wasCarriedOut(dev.migrate.sql.Statement statement) throws SQLException {
        Optional<CatalogProbe> probe = CatalogProbe.of(statement);
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        CatalogProbe p = probe.get();
        String schema = " table_schema = " + (p.schema() == null ? "DATABASE()" : dialect.literal(p.schema()));
        String query =
                switch (p.object()) {
                    case TABLE, VIEW ->
                        "SELECT 1 FROM information_schema.tables WHERE" + schema + " AND LOWER(table_name) = LOWER("
                                + dialect.literal(p.table()) + ")";
                    case INDEX ->
                        "SELECT 1 FROM information_schema.statistics WHERE" + schema + " AND LOWER(index_name) = LOWER("
                                + dialect.literal(p.table()) + ")";
                    case COLUMN ->
                        "SELECT 1 FROM information_schema.columns WHERE" + schema
                                + " AND LOWER(table_name) = LOWER(" + dialect.literal(p.table())
                                + ") AND LOWER(column_name) = LOWER(" + dialect.literal(String.valueOf(p.column()))
                                + ")";
                };
        if (p.object() == CatalogProbe.ObjectKind.INDEX) {
            // The same name may stand on several tables, so its presence proves nothing.
            return Optional.empty();
        }
        return Optional.of((value(query) != null) == p.present());
    }
}
