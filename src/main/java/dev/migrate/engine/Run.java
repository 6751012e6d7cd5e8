package dev.migrate.engine;

import dev.migrate.config.LockSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Lease;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Naming;
import dev.migrate.plan.Position;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One session on a database, with or without the run's lock: what every goal that connects works with. Closing it gives the lock
 * back, and so does the server when this process dies.
 */
public final class Run implements AutoCloseable {

    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration LAST_POLL = Duration.ofMillis(500);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private final RunContext context;
    private final Session session;
    private final OwnTables tables;
    private final Watch watch;
    private @Nullable RunLock lock;
    private boolean locked;

    private Run(RunContext context, Session session) {
        this.context = context;
        this.session = session;
        this.watch = new Watch(context, session);
        String schema = context.settings().versionTableSchema();
        this.tables = OwnTables.of(
                schema == null ? session.defaultSchema() : schema,
                context.settings().versionTable());
    }

    /**
     * Connects.
     *
     * @throws MigrateException when that cannot be
     */
    public static Run open(RunContext context) {
        Dialects dialects = context.dialects();
        Session session =
                dialects.of(context.settings().kind()).open(context.settings(), context.identity(), context.writes());
        return new Run(context, session);
    }

    /**
     * Takes the run's lock, waiting as long as {@code lock_wait} allows. It is taken before anything is read.
     *
     * @throws MigrateException when another run holds it for longer
     */
    public void lock() {
        Duration wait = context.settings().lockWait();
        long start = System.nanoTime();
        long told = Long.MIN_VALUE;
        Duration poll = FIRST_POLL;
        try {
            RunLock taking = chosenLock();
            lock = taking;
            while (!taking.tryTake()) {
                Duration waited = Duration.ofNanos(System.nanoTime() - start);
                String holder = taking.holder().orElse("a run that has just ended");
                if (waited.compareTo(wait) >= 0) {
                    throw Diagnostic.error(
                                    "lock/wait",
                                    "another run holds the lock on the database of \""
                                            + context.settings().name() + "\" for longer than " + wait.toSeconds()
                                            + " s")
                            .note("held by " + holder)
                            .note("nothing has been changed")
                            .help("wait for it to end and try again, or wait longer: -Dmigrate.lockWait=10m")
                            .toException();
                }
                if (told == Long.MIN_VALUE || waited.toNanos() - told >= TELL_EVERY.toNanos()) {
                    told = waited.toNanos();
                    context.listener().waiting(holder, waited);
                }
                Thread.sleep(poll.toMillis());
                poll = poll.multipliedBy(2).compareTo(LAST_POLL) > 0 ? LAST_POLL : poll.multipliedBy(2);
            }
            locked = true;
            if (!session.isShared()) {
                session.batch(session.dialect().openSession(limits()), i -> {});
            }
        } catch (SQLException e) {
            throw unexpected("the run's lock could not be taken", e);
        } catch (StatementFailure e) {
            throw unexpected("the lock could not be taken, or the session's settings were refused", e.sqlException());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.error("lock/interrupted", "the run was interrupted while it waited for another one to end")
                    .toException(e);
        }
    }

    /** Who is at work on the database at this moment, with either form of the lock; this run has taken none. */
    public Optional<String> atWork() {
        try {
            Optional<String> holder = session.atWork();
            Optional<Lease> lease = session.lease(tables);
            return holder.isEmpty() && lease.isPresent() && session.tableExists(tables.schema(), OwnTables.LEASE)
                    ? LeaseRow.read(session, lease.get()).busy(session)
                    : holder;
        } catch (SQLException e) {
            throw unexpected("the holder of the lock could not be read", e);
        }
    }

    private RunLock chosenLock() throws SQLException {
        LockSettings.Form form = context.settings().lock().form();
        Optional<Lease> lease = session.lease(tables);
        if (lease.isEmpty()) {
            return new SessionLock(session, tables);
        }
        Optional<String> why = form == LockSettings.Form.LEASE ? Optional.empty() : session.whyNoLock();
        if (why.isPresent() && form == LockSettings.Form.SESSION) {
            throw Diagnostic.error(
                            "lock/pooler",
                            "no lock of a session would keep two runs apart on the database of \""
                                    + context.settings().name() + "\": " + why.get())
                    .note("url: " + context.settings().url())
                    .note("nothing has been changed")
                    .help("point \"url\" at the database itself, or let the lock be a row that expires: lock ="
                            + " \"lease\"")
                    .toException();
        }
        if (form == LockSettings.Form.LEASE || why.isPresent()) {
            why.ifPresent(reason -> context.listener().note("the lock is a lease, for " + reason));
            return new LeaseLock(context, session, tables, lease.get());
        }
        return new SessionLock(session, tables);
    }

    private Dialect.Limits limits() {
        return Dialect.Limits.of(context.settings());
    }

    /** The lock; only for what runs with it. */
    RunLock lockHeld() {
        if (lock == null) {
            throw new IllegalStateException("no lock has been taken");
        }
        return lock;
    }

    /** Takes statements on their way, with what they are for. */
    interface Way<E extends Exception> {
        void add(String statement, Place.Role role) throws E;
    }

    /** Opens a transaction in which the lock is held. */
    <E extends Exception> void begin(Way<E> way) throws E {
        Dialect dialect = session.dialect();
        way.add(lockHeld().expires() ? dialect.beginLeased() : dialect.begin(), Place.Role.FRAME);
        for (String check : lockHeld().check()) {
            way.add(check, Place.Role.LOCK);
        }
        if (session.isShared()) {
            for (String limit : dialect.limitTransaction(limits())) {
                way.add(limit, Place.Role.FRAME);
            }
        }
    }

    /** What stands right before a commit. */
    <E extends Exception> void fence(Way<E> way) throws E {
        for (String fence : lockHeld().fence()) {
            way.add(fence, Place.Role.LOCK);
        }
    }

    /** Statements that put the session back as it was, in an open transaction or outside. */
    List<String> resetSession(boolean open) {
        Dialect dialect = session.dialect();
        if (!session.isShared()) {
            return dialect.resetSession(limits());
        }
        List<String> statements = new ArrayList<>(dialect.resetSession(Dialect.Limits.NONE));
        statements.addAll(session.restoreShared());
        if (open) {
            statements.addAll(dialect.limitTransaction(limits()));
        }
        return statements;
    }

    /** Where the database stands. */
    public DatabaseState state() {
        try {
            return DatabaseState.read(session, tables);
        } catch (SQLException e) {
            throw unexpected("the version table could not be read", e);
        }
    }

    /** The version table's rows now. */
    Position position() {
        try {
            return DatabaseState.position(session, tables);
        } catch (SQLException e) {
            throw unexpected("the version table could not be read", e);
        }
    }

    /** Makes the version and history table where they are missing. */
    public void ensureTables() {
        try {
            DatabaseState state = state();
            if (!state.hasVersionTable() || !state.hasHistory()) {
                for (String statement : session.dialect().createTables(tables)) {
                    session.run(statement);
                }
            }
        } catch (StatementFailure e) {
            throw RunFailure.ownTables(context, session, e);
        }
    }

    /** Whether the version table, where it is there, takes ids for the same that differ in upper and lower case alone. */
    public boolean foldsCase() {
        try {
            return session.tableExists(tables.schema(), tables.version()) && session.versionColumnFoldsCase(tables);
        } catch (SQLException e) {
            throw unexpected("the version table could not be read", e);
        }
    }

    /** About how many rows a table has; empty where that is not known. */
    public OptionalLong estimatedRows(@Nullable String schema, String table) {
        try {
            return session.estimatedRows(schema, table);
        } catch (SQLException e) {
            throw unexpected("the size of \"" + table + "\" could not be read", e);
        }
    }

    /** What stands in the database, the plugin's own tables aside. */
    public Schema schema() {
        try {
            return session.schema(SchemaScope.all(tables));
        } catch (SQLException e) {
            throw unexpected("the schema could not be read", e);
        }
    }

    /**
     * What stands in some of the database's schemas, the plugin's own tables aside.
     *
     * @param schemas the schemas; none for the connection's own
     */
    public Schema schema(List<String> schemas) {
        List<String> read =
                schemas.isEmpty() && session.kind() == DatabaseKind.POSTGRESQL && session.defaultSchema() != null
                        ? List.of(session.defaultSchema())
                        : schemas;
        try {
            return session.schema(new SchemaScope(read, tables));
        } catch (SQLException e) {
            throw unexpected("the schema could not be read", e);
        }
    }

    /** The paths of the tables of every schema, the plugin's own aside. */
    public Set<List<String>> tablePaths() {
        try {
            return session.tablePaths(tables);
        } catch (SQLException e) {
            throw unexpected("the tables could not be read", e);
        }
    }

    /**
     * A schema that was read here, with what the drafting of statements must know besides.
     *
     * @param wanted tells the objects whose definitions are wanted
     */
    public Blueprint blueprint(Schema schema, Predicate<SchemaObject> wanted) {
        try {
            return session.blueprint(schema, wanted);
        } catch (SQLException e) {
            throw unexpected("the definitions of the schema could not be read", e);
        }
    }

    /** Objects as the server words them once it has read its own wording; this must be a scratch database. */
    public Map<SchemaObject, SchemaObject> restate(Collection<SchemaObject> objects) {
        try {
            return objects.isEmpty() ? Map.of() : session.restate(objects);
        } catch (SQLException e) {
            throw unexpected("the schema could not be read again", e);
        }
    }

    /** How scripts for this database name what stands in it. */
    public Naming naming() {
        try {
            return session.naming();
        } catch (SQLException e) {
            throw unexpected("the names of the server's own could not be read", e);
        }
    }

    /** The stored script of a revision's downgrade, for a revision whose file is not in this checkout. */
    public Optional<String> storedDowngrade(String revision) {
        return storedHeader(revision).filter(StoredDowngrade::hasSection);
    }

    /** A script whose header is that of a revision when it ran here last. */
    public Optional<String> storedHeader(String revision) {
        try {
            return session.tableExists(tables.schema(), tables.history())
                    ? History.downgradeScript(session, tables, revision)
                    : Optional.empty();
        } catch (SQLException e) {
            throw unexpected("the history could not be read", e);
        }
    }

    /** Tells of statements that take long. */
    Watch watch() {
        return watch;
    }

    /** The session. */
    public Session session() {
        return session;
    }

    /** The plugin's own tables here. */
    public OwnTables tables() {
        return tables;
    }

    /** What this run works with. */
    public RunContext context() {
        return context;
    }

    MigrateException unexpected(String what, SQLException e) {
        FailureKind kind = session.classify(e);
        if (kind == FailureKind.CONNECTION_LOST) {
            return RunFailure.lost(session, e)
                    .note("environment: " + context.settings().name() + ", url: "
                            + context.settings().url())
                    .toException(e);
        }
        if (kind == FailureKind.READ_ONLY) {
            return Diagnostic.error(
                            "run/read-only",
                            session.kind().displayName() + " takes no writes here: " + what + ": "
                                    + RunFailure.firstLine(e))
                    .note("environment: " + context.settings().name() + ", url: "
                            + context.settings().url())
                    .note("nothing has been changed")
                    .help(String.valueOf(RunFailure.help(kind)))
                    .toException(e);
        }
        String code =
                switch (kind) {
                    case PERMISSION -> "run/permission";
                    case DISK_FULL -> "run/disk-full";
                    default -> "run/database";
                };
        Diagnostic diagnostic = Diagnostic.error(code, what + ": " + RunFailure.firstLine(e))
                .note("environment: " + context.settings().name() + ", url: "
                        + context.settings().url());
        String help = RunFailure.help(kind);
        return (help == null ? diagnostic : diagnostic.help(help)).toException(e);
    }

    @Override
    public void close() {
        watch.close();
        if (lock != null && locked) {
            try {
                lock.release();
            } catch (SQLException ignored) {
                // The server gives it back with the session, which ends on the next line.
            }
        }
        session.close();
    }
}
