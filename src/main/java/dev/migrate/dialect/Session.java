package dev.migrate.dialect;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Naming;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.io.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One session on a database: lock, DDL, version rows and history rows all go through it, so that none of them can outlive the others.
 * JDBC's auto-commit stays on; transactions are opened and ended by statements.
 */
public abstract class Session implements AutoCloseable {

    private final Connection connection;

    /** A session over an open connection, which it closes. */
    protected Session(Connection connection) {
        this.connection = connection;
    }

    /** The connection, for hooks. */
    public final Connection connection() {
        return connection;
    }

    /** What the server really is. */
    public abstract DatabaseKind kind();

    /** The dialect that fits {@link #kind()}. */
    public abstract Dialect dialect();

    /** The tables that are there, for operations that must know them. */
    public abstract LiveCatalog catalog();

    /** The server's version as it says it. */
    public abstract String serverVersion();

    /** The schema (MySQL: database) in which the plugin's tables stand unless another is configured; null where there is none. */
    public abstract @Nullable String defaultSchema();

    /**
     * Reads what stands in the database: one moment of it, and the same text whatever the session's settings, which are left as they
     * are. No transaction may be open.
     */
    public abstract Schema schema(SchemaScope scope) throws SQLException;

    /**
     * The paths of the tables of every schema that this session can see.
     *
     * @param own the plugin's tables, which are left out
     */
    public Set<List<String>> tablePaths(OwnTables own) throws SQLException {
        Set<List<String>> paths = new HashSet<>();
        for (SchemaObject object : schema(SchemaScope.all(own)).objects()) {
            if (object.kind() == ObjectKind.TABLE) {
                paths.add(object.path());
            }
        }
        return paths;
    }

    /**
     * A schema that was read from here, with what the drafting of statements must know besides.
     *
     * @param schema the schema
     * @param wanted tells the objects whose definitions are wanted, so that a database of a thousand tables need not be asked for each
     */
    public Blueprint blueprint(Schema schema, Predicate<SchemaObject> wanted) throws SQLException {
        return Blueprint.of(schema);
    }

    /**
     * Objects whose texts the server words otherwise once it has read its own wording: PostgreSQL's checks, predicates, views and defaults. Each
     * is read once more in this database, which must be a scratch database that holds their tables, and nothing is left of it.
     *
     * @param objects the objects
     * @return each that could be read, in its last wording
     */
    public Map<SchemaObject, SchemaObject> restate(Collection<SchemaObject> objects) throws SQLException {
        return Map.of();
    }

    /** How scripts for this database name what stands in it. */
    public Naming naming() throws SQLException {
        return Naming.WHOLE;
    }

    /** Whether a table exists. */
    public abstract boolean tableExists(@Nullable String schema, String table) throws SQLException;

    /** About how many rows a table has, as far as that is known without counting many; empty where there is no such table. */
    public abstract OptionalLong estimatedRows(@Nullable String schema, String table) throws SQLException;

    /** The length of the version table's column in characters; {@link Integer#MAX_VALUE} where it is not limited. */
    public abstract int versionColumnLength(OwnTables tables) throws SQLException;

    /** Whether the version table's column takes upper case for lower, so that it cannot hold two ids that differ in that alone. */
    public abstract boolean versionColumnFoldsCase(OwnTables tables) throws SQLException;

    /** Why a lock of this session would keep nobody apart; empty where it does. To be asked before one is taken. */
    public Optional<String> whyNoLock() throws SQLException {
        return Optional.empty();
    }

    /** The lock as a row, beside these tables; empty where nothing can come between a session and its lock. */
    public Optional<Lease> lease(OwnTables tables) {
        return Optional.empty();
    }

    /**
     * Whether what is set outside a transaction is set for somebody else's work, since a pooler shares out the server's sessions.
     */
    public boolean isShared() {
        return false;
    }

    /** Statements that give a shared session back what a pooler has set for this client, and RESET ALL takes away. */
    public List<String> restoreShared() {
        return List.of();
    }

    /** What a run whose process may be gone still does in the server; empty where it does nothing, or that cannot be told. */
    public Optional<String> stillRunning(String runId) throws SQLException {
        return Optional.empty();
    }

    /** Ends the sessions of a run that has lost its lease which do nothing but keep a transaction open: it cannot be committed. */
    public void endIdle(String runId) throws SQLException {
        // Where the server does not tell them, they end by themselves.
    }

    /** Takes the run's lock, or says no at once. */
    public abstract boolean tryLock() throws SQLException;

    /** Who holds the lock, since when and from where, as far as this session may see it. */
    public abstract Optional<String> lockHolder() throws SQLException;

    /** Who is at work with the lock at this moment; empty where nobody is. For a session that wants no lock itself. */
    public Optional<String> atWork() throws SQLException {
        return lockHolder();
    }

    /**
     * Makes sure that the lock is held by this very session and not by one that a pooler shares out.
     *
     * @throws dev.migrate.diagnostic.MigrateException when it is not
     */
    public abstract void verifyLock() throws SQLException;

    /** Gives the lock back. */
    public abstract void unlock() throws SQLException;

    /** A statement that fails unless the lock is held by this session; null where no pooler can come between. */
    public abstract @Nullable String assertLocked();

    /**
     * How often columns can still be added and dropped at once, for each table where that is not often: MySQL counts such changes.
     * Tables are named by schema and name, in lower case.
     */
    public Map<String, Integer> instantChangesLeft() throws SQLException {
        return Map.of();
    }

    /** Looks at this session from another connection, which is not open yet. */
    public abstract Lookout lookout();

    /**
     * Sends statements, in as few round trips as the database allows, and waits for all.
     *
     * @param statements the statements
     * @param done told the index of each statement that was carried out, in order
     * @throws StatementFailure at the first that was not
     */
    public abstract void batch(List<String> statements, IntConsumer done) throws StatementFailure;

    /** Whether a batch needs no more round trips than one statement does. */
    public abstract boolean pipelines();

    /**
     * Sends one statement and throws its rows away.
     *
     * @throws StatementFailure when it was not carried out
     */
    public final void run(String statement) throws StatementFailure {
        batch(List.of(statement), i -> {});
    }

    /**
     * What stands around the transaction of a step that may rebuild a table.
     *
     * @param before statements before it opens
     * @param after statements behind its end, whatever that was
     */
    public record Frame(List<String> before, List<String> after) {

        /** Nothing. */
        public static final Frame NONE = new Frame(List.of(), List.of());

        /** Copies the lists. */
        public Frame {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** What this session needs around such a transaction. */
    public Frame rebuildFrame() throws SQLException {
        return Frame.NONE;
    }

    /**
     * Sends data for {@code COPY … FROM stdin}.
     *
     * @throws StatementFailure when it was not carried out
     */
    public abstract void copyIn(String statement, Reader data) throws StatementFailure;

    /** Classifies an error. */
    public abstract FailureKind classify(SQLException e);

    /** Whether a statement's outcome can be found in the catalog after a crash: true done, false not done, empty unknown. */
    public abstract Optional<Boolean> wasCarriedOut(dev.migrate.sql.Statement statement) throws SQLException;

    /**
     * What removes the half-made object that an interrupted or failed try of a statement left behind; empty where there is none. Only
     * for statements that are known to have been tried.
     */
    public Optional<String> removeLeftover(dev.migrate.sql.Statement statement) throws SQLException {
        return Optional.empty();
    }

    /**
     * Watches what statements do that this session sends; for scratch databases, where nobody else is.
     *
     * @param own the plugin's tables, of which nothing is told
     */
    public abstract Tracer tracer(OwnTables own);

    /** Runs a statement outside of any run, as it is written: braces are not JDBC's. */
    public final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The rows of a small query, each value as text. */
    public final List<List<@Nullable String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The first value of the first row as text; null where there is none. */
    public final @Nullable String value(String sql) throws SQLException {
        List<List<@Nullable String>> rows = rows(sql);
        return rows.isEmpty() ? null : rows.get(0).get(0);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException ignored) {
            // Nothing to save: every transaction has been ended by a statement, and the server frees the lock with the
            // session.
        }
    }
}
