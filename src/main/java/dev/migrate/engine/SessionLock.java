package dev.migrate.engine;

import dev.migrate.dialect.Lease;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The lock that the server gives back with the session. It respects a lease that another run has, and the other way round. */
final class SessionLock implements RunLock {

    private final Session session;
    private final OwnTables tables;
    private Optional<String> leased = Optional.empty();

    SessionLock(Session session, OwnTables tables) {
        this.session = session;
        this.tables = tables;
    }

    @Override
    public boolean tryTake() throws SQLException {
        leased = Optional.empty();
        if (!session.tryLock()) {
            return false;
        }
        session.verifyLock();
        Optional<Lease> lease = session.lease(tables);
        if (lease.isPresent() && session.tableExists(tables.schema(), OwnTables.LEASE)) {
            leased = LeaseRow.inTheWay(session, lease.get());
            if (leased.isPresent()) {
                session.unlock();
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<String> holder() throws SQLException {
        return leased.isPresent() ? leased : session.lockHolder();
    }

    @Override
    public List<String> check() {
        String assertion = session.assertLocked();
        return assertion == null ? List.of() : List.of(assertion);
    }

    @Override
    public List<String> fence() {
        return List.of();
    }

    @Override
    public boolean expires() {
        return false;
    }

    @Override
    public boolean isFresh() {
        return true;
    }

    @Override
    public void release() throws SQLException {
        session.unlock();
    }
}
