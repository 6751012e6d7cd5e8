package dev.migrate.dialect.postgresql;

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
import dev.migrate.diff.Naming;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A session on PostgreSQL. */
final class PostgresqlSession extends Session {

    private static final String HELD_BY_ME = "FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted"
            + " AND pid = pg_catalog.pg_backend_pid() AND objsubid = 1 AND classid::bigint = "
            + (PostgresqlDialect.LOCK_KEY >>> 32)
            + " AND objid::bigint = "
            + (PostgresqlDialect.LOCK_KEY & 0xffffffffL);

    /** A query whose rows would fill the heap before the driver hands them over: those with a FROM, or long ones. */
    private static final Pattern MAY_RETURN_MUCH =
            Pattern.compile("(?is)^[\\s(]*(select|with|table|values|show|explain|fetch)\\b.*");

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";

    private static final Pattern INDEX_CONCURRENTLY = Pattern.compile(
            "(?is)^create\\s+(?:unique\\s+)?index\\s+concurrently\\s+" + "(?:if\\s+not\\s+exists\\s+)?(?<name>" + NAME
                    + ")\\s+on\\s+(?:only\\s+)?(?<table>" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?)");

    private final PostgresqlDialect dialect;
    private final DatabaseSettings settings;
    private final RunIdentity identity;
    private final BaseConnection driver;
    private final String serverVersion;
    private final @Nullable String defaultSchema;
    private final int serverProcess;
    private final String application;
    private final String foreign;
    private final Map<String, String> asConnected;
    private boolean shared;

    private PostgresqlSession(
            PostgresqlDialect dialect, DatabaseSettings settings, Connection connection, RunIdentity identity)
            throws SQLException {
        super(connection);
        this.dialect = dialect;
        this.settings = settings;
        this.identity = identity;
        this.driver = connection.unwrap(BaseConnection.class);
        List<@Nullable String> row = rows("SELECT current_schema(), current_setting('server_version'),"
                        + " pg_catalog.pg_backend_pid(), version()")
                .get(0);
        this.defaultSchema = row.get(0);
        this.serverVersion = String.valueOf(row.get(1));
        this.serverProcess = Integer.parseInt(String.valueOf(row.get(2)));
        this.application = identity.display();
        this.foreign = foreign(String.valueOf(row.get(3)));
        this.shared = !isDirect();
        this.asConnected = Map.copyOf(driver.getParameterStatuses());
    }

    /** What the server has brought is looked for before everything else. */
    @Override
    public Naming naming() throws SQLException {
        Set<String> taken = new HashSet<>();
        rows("SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'pg_catalog'::regnamespace UNION SELECT"
            + " typname FROM pg_catalog.pg_type WHERE typnamespace = 'pg_catalog'::regnamespace UNION SELECT proname"
            + " FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace UNION SELECT cfgname FROM"
            + " pg_catalog.pg_ts_config UNION SELECT dictname FROM pg_catalog.pg_ts_dict UNION SELECT collname FROM"
            + " pg_catalog.pg_collation WHERE collnamespace = 'pg_catalog'::regnamespace")
                .forEach(row -> taken.add(String.valueOf(row.get(0))));
        return new Naming(defaultSchema, taken);
    }

    static Session open(PostgresqlDialect dialect, DatabaseSettings settings, RunIdentity identity) {
        Connection connection = null;
        try {
            connection = connect(settings, identity.display());
            if (connection == null) {
                throw ConnectFailure.noDriver(settings);
            }
            return new PostgresqlSession(dialect, settings, connection, identity);
        } catch (SQLException e) {
            closeQuietly(connection);
            String state = String.valueOf(e.getSQLState());
            ConnectFailure.Reason reason = state.startsWith("28")
                    ? ConnectFailure.Reason.CREDENTIALS
                    : state.equals("3D000") ? ConnectFailure.Reason.NO_DATABASE : ConnectFailure.Reason.UNREACHABLE;
            throw ConnectFailure.of(settings, reason, e);
        }
    }

    private static @Nullable Connection connect(DatabaseSettings settings, String application) throws SQLException {
        Properties properties = new Properties();
        if (settings.user() != null) {
            properties.setProperty("user", settings.user());
        }
        if (settings.password() != null) {
            properties.setProperty("password", settings.password().reveal());
        }
        properties.setProperty("ApplicationName", application);
        // The driver then sends the name as it connects, and RESET ALL keeps it.
        properties.setProperty("assumeMinServerVersion", "14");
        properties.setProperty("tcpKeepAlive", "true");
        if (!settings.url().contains("connectTimeout=")) {
            properties.setProperty("connectTimeout", "10");
        }
        return new Driver().connect(settings.url(), properties);
    }

    /** The session once more, beside this one. */
    Connection beside() throws SQLException {
        return Objects.requireNonNull(connect(settings, "migrate"));
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException ignored) {
                // The reason for giving up is told already.
            }
        }
    }

    @Override
    public DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    /** No operation of PostgreSQL has to know what is there. */
    @Override
    public LiveCatalog catalog() {
        return new PostgresqlColumns(this);
    }

    @Override
    public String serverVersion() {
        return serverVersion;
    }

    @Override
    public @Nullable String defaultSchema() {
        return defaultSchema;
    }

    @Override
    public Schema schema(SchemaScope scope) throws SQLException {
        return new PostgresqlCatalog(this, () -> open(dialect, settings, identity)).read(scope);
    }

    @Override
    public Set<List<String>> tablePaths(OwnTables own) throws SQLException {
        Set<List<String>> paths = new HashSet<>();
        for (List<@Nullable String> row : rows("SELECT n.nspname, c.relname FROM pg_catalog.pg_class c JOIN"
                + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname !~"
                + " '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x"
                + " WHERE x.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND x.objid = c.oid AND x.deptype ="
                + " 'e')")) {
            paths.add(List.of(String.valueOf(row.get(0)), String.valueOf(row.get(1))));
        }
        String schema = own.schema() == null ? defaultSchema : own.schema();
        paths.removeIf(path -> path.get(0).equals(schema) && own.isOwn(path.get(1)));
        return paths;
    }

    @Override
    public Blueprint blueprint(Schema schema, Predicate<SchemaObject> wanted) throws SQLException {
        return new Blueprint(schema, Map.of(), new PostgresqlNeeds(this).read());
    }

    @Override
    public Map<SchemaObject, SchemaObject> restate(Collection<SchemaObject> objects) throws SQLException {
        return new PostgresqlRestating(this).last(objects);
    }

    @Override
    public boolean tableExists(@Nullable String schema, String table) throws SQLException {
        String name = schema == null ? dialect.quote(table) : dialect.quote(schema) + "." + dialect.quote(table);
        return "t".equals(value("SELECT pg_catalog.to_regclass(" + dialect.literal(name) + ") IS NOT NULL"));
    }

    /**
     * What the last ANALYZE counted, else what the statistics have seen coming in; a table that was never analysed has as many rows of a hundred bytes as fit
     * (PostgreSQL 18 documentation, pg_class.reltuples: -1 means unknown).
     */
    @Override
    public OptionalLong estimatedRows(@Nullable String schema, String table) throws SQLException {
        String name = schema == null ? dialect.quote(table) : dialect.quote(schema) + "." + dialect.quote(table);
        String rows = value("SELECT CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint"
                + " WHEN pg_catalog.pg_stat_get_live_tuples(c.oid) > 0 THEN pg_catalog.pg_stat_get_live_tuples(c.oid)"
                + " ELSE pg_catalog.pg_relation_size(c.oid) / 100 END FROM pg_catalog.pg_class c"
                + " WHERE c.oid = pg_catalog.to_regclass(" + dialect.literal(name) + ") AND c.relkind IN ('r', 'm')");
        return rows == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(rows));
    }

    @Override
    public int versionColumnLength(OwnTables tables) throws SQLException {
        String length = value("SELECT CASE WHEN atttypmod > 4 THEN atttypmod - 4 END FROM pg_catalog.pg_attribute"
                + " WHERE attrelid = pg_catalog.to_regclass(" + dialect.literal(tables.versionSql(dialect))
                + ") AND attname = 'version_num'");
        return length == null ? Integer.MAX_VALUE : Integer.parseInt(length);
    }

    /** A nondeterministic collation (since 12), or the type of the extension citext. */
    @Override
    public boolean versionColumnFoldsCase(OwnTables tables) throws SQLException {
        return "t"
                .equals(value("SELECT t.typname = 'citext' OR NOT COALESCE(c.collisdeterministic, true)"
                        + " FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid"
                        + " LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation"
                        + " WHERE a.attrelid = pg_catalog.to_regclass(" + dialect.literal(tables.versionSql(dialect))
                        + ") AND a.attname = 'version_num'"));
    }

    /**
     * Polls with {@code pg_try_advisory_lock}: a session that waits inside {@code pg_advisory_lock} holds a snapshot, for which
     * another session's CREATE INDEX CONCURRENTLY waits in turn.
     */
    @Override
    public boolean tryLock() throws SQLException {
        return "t".equals(value("SELECT pg_catalog.pg_try_advisory_lock(" + PostgresqlDialect.LOCK_KEY + ")"));
    }

    @Override
    public Optional<String> lockHolder() throws SQLException {
        List<List<@Nullable String>> rows =
                rows("SELECT a.pid, a.usename, NULLIF(a.application_name, ''), COALESCE(host(a.client_addr), 'a local"
                    + " socket'), to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'), a.state, CASE WHEN a.state ="
                    + " 'active' THEN left(regexp_replace(a.query, '\\s+', ' ', 'g'), 60) END FROM pg_catalog.pg_locks"
                    + " l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND"
                    + " l.granted AND l.objsubid = 1 AND l.classid::bigint = "
                        + (PostgresqlDialect.LOCK_KEY >>> 32) + " AND l.objid::bigint = "
                        + (PostgresqlDialect.LOCK_KEY & 0xffffffffL)
                        + " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname ="
                        + " current_database())");
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<@Nullable String> row = rows.get(0);
        String text = "server process " + row.get(0) + " of user \"" + row.get(1) + "\"";
        if (row.get(2) != null) {
            text += " (" + row.get(2) + ")";
        }
        text += " from " + row.get(3) + ", connected since " + row.get(4);
        if (row.get(6) != null) {
            text += ", running: " + row.get(6);
        }
        return Optional.of(text);
    }

    @Override
    public Optional<String> whyNoLock() throws SQLException {
        if (!foreign.isEmpty()) {
            return Optional.of(foreign + " stands there, whose sessions hold no locks");
        }
        return isDirect() || !isPooled()
                ? Optional.empty()
                : Optional.of("a connection pooler in transaction mode stands before it");
    }

    /**
     * While a second connection has a transaction open, a pooler in transaction mode must give it the server's session that this one has
     * just had, or give this one another.
     */
    private boolean isPooled() throws SQLException {
        String own = "SELECT pg_catalog.pg_backend_pid()";
        String first = String.valueOf(value(own));
        boolean pooled = false;
        // Transactions of others may come between, so once is not enough.
        for (int i = 0; i < 3 && !pooled; i++) {
            try (Connection other = beside();
                    var statement = other.createStatement()) {
                statement.execute("BEGIN");
                try (var result = statement.executeQuery(own)) {
                    result.next();
                    pooled = result.getString(1).equals(first) || !first.equals(String.valueOf(value(own)));
                }
                statement.execute("ROLLBACK");
            }
        }
        shared = pooled;
        return pooled;
    }

    @Override
    public Optional<Lease> lease(OwnTables tables) {
        return Optional.of(new PostgresqlLease(dialect, tables, foreign.isEmpty()));
    }

    /** As long as nobody has found out that the session is this client's alone. */
    @Override
    public boolean isShared() {
        return shared;
    }

    /** PgBouncer sets them once, for what the client asked for as it connected. */
    @Override
    public List<String> restoreShared() {
        return List.of("application_name", "client_encoding", "DateStyle", "TimeZone").stream()
                .filter(asConnected::containsKey)
                .map(name -> "SET " + name + " = " + dialect.literal(String.valueOf(asConnected.get(name))))
                .toList();
    }

    private String sessionsOf(String runId) {
        return " FROM pg_catalog.pg_stat_activity WHERE datname = current_database() AND pid <>"
                + " pg_catalog.pg_backend_pid() AND pg_catalog.left(application_name, "
                + RunIdentity.mark(runId).length() + ") = " + dialect.literal(RunIdentity.mark(runId));
    }

    @Override
    public Optional<String> stillRunning(String runId) throws SQLException {
        List<List<@Nullable String>> rows =
                rows("SELECT 'server process ' || pid || ', running for ' || extract(epoch FROM clock_timestamp() -"
                        + " query_start)::bigint || ' s: ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 60)"
                        + sessionsOf(runId) + " AND state = 'active' ORDER BY query_start LIMIT 1");
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(String.valueOf(rows.get(0).get(0)));
    }

    @Override
    public void endIdle(String runId) throws SQLException {
        rows("SELECT pg_catalog.pg_terminate_backend(pid)" + sessionsOf(runId)
                + " AND state IN ('idle in transaction', 'idle in transaction (aborted)')");
    }

    @Override
    public void verifyLock() throws SQLException {
        if (value("SELECT 1 " + HELD_BY_ME) == null) {
            throw Diagnostic.error(
                            "lock/pooler",
                            "the run's lock is not held by this session: something that shares out server sessions"
                                    + " stands before the database of \"" + settings.name() + "\"")
                    .note("url: " + settings.url())
                    .help("point \"url\" at the database itself, or let the lock be a lease: lock = \"lease\"")
                    .toException();
        }
    }

    @Override
    public void unlock() throws SQLException {
        value("SELECT pg_catalog.pg_advisory_unlock(" + PostgresqlDialect.LOCK_KEY + ")");
    }

    @Override
    public String assertLocked() {
        // Division by zero where the lock is not there: cheaper than a DO block, and needs no language.
        return "SELECT 1 / pg_catalog.count(*) " + HELD_BY_ME;
    }

    /** Behind a pooler the session has no process of its own, but its name goes with it. */
    @Override
    public Lookout lookout() {
        return new PostgresqlLookout(
                this::beside,
                isDirect() ? "pid = " + serverProcess : "application_name = " + dialect.literal(application));
    }

    /** Servers that speak PostgreSQL's protocol, and have its advisory locks only by name, or have come to them late. */
    static String foreign(String version) {
        return version.startsWith("CockroachDB") ? "CockroachDB" : version.contains("-YB-") ? "YugabyteDB" : "";
    }

    /** PgBouncer and its like answer a client with a process number of their own. */
    private boolean isDirect() {
        return serverProcess == driver.getBackendPID();
    }

    @Override
    public boolean pipelines() {
        return driver.getPreferQueryMode() != PreferQueryMode.SIMPLE;
    }

    @Override
    public void batch(List<String> statements, IntConsumer done) throws StatementFailure {
        if (!pipelines()) {
            oneByOne(statements, done);
            return;
        }
        List<String> part = new ArrayList<>();
        int sent = 0;
        for (String statement : statements) {
            if (mayReturnMuch(statement)) {
                pipeline(part, sent, done);
                sent += part.size();
                part.clear();
                discardingRows(statement, sent, done);
                sent++;
            } else {
                part.add(statement);
            }
        }
        pipeline(part, sent, done);
    }

    private static boolean mayReturnMuch(String statement) {
        return MAY_RETURN_MUCH.matcher(statement).matches()
                && !statement.startsWith("SELECT pg_catalog.")
                && !statement.startsWith("SELECT 1 / pg_catalog.")
                && (statement.length() > 200
                        || statement.toLowerCase(Locale.ROOT).contains("from"));
    }

    private void pipeline(List<String> part, int offset, IntConsumer done) throws StatementFailure {
        if (part.isEmpty()) {
            return;
        }
        try {
            Pipeline.send(driver, part, i -> done.accept(offset + i));
        } catch (Pipeline.Refused e) {
            throw failure(offset + e.index, e.reason);
        }
    }

    /** Runs a query to its end but keeps no row: the simple protocol sends all rows, and a fetch size keeps few of them at a time. */
    private void discardingRows(String statement, int index, IntConsumer done) throws StatementFailure {
        try {
            Discard.run(driver, statement);
            done.accept(index);
        } catch (SQLException e) {
            throw failure(index, e);
        }
    }

    private void oneByOne(List<String> statements, IntConsumer done) throws StatementFailure {
        for (int i = 0; i < statements.size(); i++) {
            try (var jdbc = connection().createStatement()) {
                jdbc.setEscapeProcessing(false);
                jdbc.execute(statements.get(i));
                done.accept(i);
            } catch (SQLException e) {
                throw failure(i, e);
            }
        }
    }

    private StatementFailure failure(int index, SQLException e) {
        int position = 0;
        if (e instanceof PSQLException p) {
            ServerErrorMessage message = p.getServerErrorMessage();
            position = message == null ? 0 : message.getPosition();
        }
        return new StatementFailure(index, position, classify(e), e);
    }

    @Override
    public void copyIn(String statement, Reader data) throws StatementFailure {
        try {
            driver.getCopyAPI().copyIn(statement, data);
        } catch (SQLException e) {
            throw failure(0, e);
        } catch (IOException e) {
            throw failure(0, new SQLException("the script's data could not be read: " + e.getMessage(), e));
        }
    }

    @Override
    public Tracer tracer(OwnTables own) {
        return new PostgresqlTracer(this, own);
    }

    /** Whether a transaction is open. */
    boolean inTransaction() {
        return driver.getTransactionState() != TransactionState.IDLE;
    }

    @Override
    public FailureKind classify(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "55P03", "40P01", "40001" -> FailureKind.LOCK_TIMEOUT;
            case "57014" -> FailureKind.STATEMENT_TIMEOUT;
            case "25006" -> FailureKind.READ_ONLY;
            case "42501" -> FailureKind.PERMISSION;
            case "25001" -> FailureKind.NEEDS_NO_TRANSACTION;
            case "53100" -> FailureKind.DISK_FULL;
            case "57P01", "57P02", "57P03" -> FailureKind.CONNECTION_LOST;
            default -> state.startsWith("08") ? FailureKind.CONNECTION_LOST : FailureKind.OTHER;
        };
    }

    /** CREATE INDEX CONCURRENTLY leaves an invalid index when it fails or its session ends (PostgreSQL 18 documentation, CREATE INDEX). */
    @Override
    public Optional<String> removeLeftover(dev.migrate.sql.Statement statement) throws SQLException {
        Matcher index = INDEX_CONCURRENTLY.matcher(statement.text());
        if (!index.find()) {
            return Optional.empty();
        }
        String name = index.group("name");
        String plain = name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                value("SELECT pg_catalog.format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname) FROM"
                        + " pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN"
                        + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid AND c.relname = "
                        + dialect.literal(plain) + " AND i.indrelid = pg_catalog.to_regclass("
                        + dialect.literal(index.group("table").replaceAll("\\s*\\.\\s*", ".")) + ")"
                        // somebody may be building it at this moment
                        + " AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p"
                        + " WHERE p.index_relid = i.indexrelid)"));
    }

    @Override
    public Optional<Boolean> wasCarriedOut(dev.migrate.sql.Statement statement) throws SQLException {
        Optional<CatalogProbe> probe = CatalogProbe.of(statement);
        if (probe.isEmpty()) {
            return Optional.empty();
        }
        CatalogProbe p = probe.get();
        String schema = p.schema() == null ? defaultSchema : p.schema();
        String in = schema == null ? "" : " AND lower(n.nspname) = lower(" + dialect.literal(schema) + ")";
        String query =
                switch (p.object()) {
                    case COLUMN ->
                        "SELECT 1 FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT a.attisdropped"
                                + " AND lower(c.relname) = lower(" + dialect.literal(p.table())
                                + ") AND lower(a.attname) = lower("
                                + dialect.literal(String.valueOf(p.column())) + ")" + in;
                    // An index that CREATE INDEX CONCURRENTLY left invalid was not carried out.
                    case INDEX ->
                        "SELECT 1 FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN"
                                + " pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE lower(c.relname) = lower("
                                + dialect.literal(p.table()) + ")" + in + (p.present() ? " AND i.indisvalid" : "");
                    case TABLE, VIEW ->
                        "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                                + " ON n.oid = c.relnamespace WHERE lower(c.relname) = lower("
                                + dialect.literal(p.table()) + ")"
                                + in;
                };
        return Optional.of((value(query) != null) == p.present());
    }
}
