package dev.migrate.engine;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Lease;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock as a row that expires. A thread with a connection of its own puts off the end; the session fences: each of its transactions ends
 * with a statement that fails once somebody else has taken the lease, and else keeps it until the commit.
 */
final class LeaseLock implements RunLock {

    /** So many signs may be lost before the lease is. */
    private static final int BEATS = 4;

    private final RunContext context;
    private final Session session;
    private final OwnTables tables;
    private final Lease lease;
    private final String token;
    private final Duration expiry;

    private Optional<String> holder = Optional.empty();
    private @Nullable ScheduledExecutorService heart;
    private volatile @Nullable Session beside;
    private volatile long confirmed;
    private volatile boolean stopped;

    LeaseLock(RunContext context, Session session, OwnTables tables, Lease lease) {
        this.context = context;
        this.session = session;
        this.tables = tables;
        this.lease = lease;
        // A command may open several runs, one behind the other or beside it, each of which is an owner of its own.
        this.token = context.identity().runId();
        this.expiry = context.settings().lock().expiry();
    }

    @Override
    public boolean tryTake() throws SQLException, StatementFailure {
        if (!session.tableExists(tables.schema(), OwnTables.LEASE)) {
            create();
        }
        LeaseRow before = LeaseRow.read(session, lease);
        holder = before.busy(session);
        if (holder.isPresent()) {
            return false;
        }
        long asked = System.nanoTime();
        try {
            session.batch(lease.take(token, context.identity().display(), expiry.toMillis()), i -> {});
        } catch (StatementFailure e) {
            // Another run has taken it at the same moment, and the server keeps transactions apart more strictly.
            if (e.kind() != dev.migrate.dialect.FailureKind.LOCK_TIMEOUT) {
                throw e;
            }
        }
        if (!LeaseRow.read(session, lease).token().equals(token)) {
            holder = session.lockHolder();
            return false;
        }
        confirmed = asked;
        if (!before.token().isEmpty()) {
            session.endIdle(before.token());
        }
        long each = Math.max(50, expiry.toMillis() / BEATS);
        ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread named = new Thread(work, "migrate-lease");
            named.setDaemon(true);
            return named;
        });
        made.scheduleWithFixedDelay(this::beat, each / 2, each, TimeUnit.MILLISECONDS);
        heart = made;
        return true;
    }

    /** Several may do so at once, and IF NOT EXISTS does not keep PostgreSQL from an error then. */
    private void create() throws SQLException, StatementFailure {
        try {
            session.batch(lease.create(), i -> {});
        } catch (StatementFailure e) {
            if (!session.tableExists(tables.schema(), OwnTables.LEASE)) {
                throw e;
            }
            session.batch(lease.create(), i -> {});
        }
    }

    private void beat() {
        long asked = System.nanoTime();
        try {
            Session open = beside;
            if (open == null) {
                RunIdentity me = context.identity();
                RunIdentity heartbeat =
                        new RunIdentity("lease", me.osUser(), me.host(), me.pluginVersion(), me.gitCommit());
                open = context.dialects().of(context.settings().kind()).open(context.settings(), heartbeat, true);
                beside = open;
                // A connection that swallows everything must not cost the lease while a new one might get through.
                open.connection().setNetworkTimeout(Runnable::run, (int) Math.min(60_000, expiry.toMillis() / 2));
            }
            try (var statement = open.connection().createStatement()) {
                if (statement.executeUpdate(lease.beat(token, expiry.toMillis())) == 0) {
                    stopped = true;
                } else {
                    confirmed = asked;
                }
            }
        } catch (SQLException | MigrateException e) {
            // The next one connects anew. Should none get through, the lease expires, and the fence tells.
            closeBeside();
        }
        if (stopped) {
            closeBeside();
            ScheduledExecutorService running = heart;
            if (running != null) {
                running.shutdown();
            }
        }
    }

    private void closeBeside() {
        Session open = beside;
        beside = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public Optional<String> holder() {
        return holder;
    }

    @Override
    public List<String> check() {
        return List.of(lease.check(token));
    }

    @Override
    public List<String> fence() {
        return List.of(lease.fence(token, expiry.toMillis()));
    }

    @Override
    public boolean expires() {
        return true;
    }

    @Override
    public boolean isFresh() {
        return System.nanoTime() - confirmed < expiry.toNanos();
    }

    @Override
    public void release() throws SQLException {
        stopped = true;
        ScheduledExecutorService running = heart;
        if (running != null) {
            running.shutdownNow();
        }
        closeBeside();
        session.execute(lease.release(token));
    }
}
