package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.Lease;
import dev.migrate.dialect.OwnTables;
import java.util.List;

/** The lease on PostgreSQL. */
final class PostgresqlLease extends Lease {

    private final boolean hasAdvisoryLocks;

    /**
     * A lease.
     *
     * @param hasAdvisoryLocks whether the server has locks of a session, which a run that is not behind a pooler may hold
     */
    PostgresqlLease(PostgresqlDialect dialect, OwnTables tables, boolean hasAdvisoryLocks) {
        super(dialect, tables);
        this.hasAdvisoryLocks = hasAdvisoryLocks;
    }

    @Override
    protected String now() {
        return "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";
    }

    @Override
    public List<String> create() {
        return List.of(createTable(), "INSERT INTO " + table + " VALUES (1, '', '', 0, 0) ON CONFLICT DO NOTHING");
    }

    /**
     * In one statement, which is a transaction of its own: the advisory lock is given back when it commits, and whoever takes that of the
     * session afterwards sees the row.
     */
    @Override
    public List<String> take(String token, String holder, long expiryMillis) {
        String free =
                hasAdvisoryLocks ? "pg_catalog.pg_try_advisory_xact_lock(" + PostgresqlDialect.LOCK_KEY + ")" : "true";
        return List.of("WITH free AS MATERIALIZED (SELECT " + free + " AS it) UPDATE " + table + " SET "
                + taking(token, holder, expiryMillis) + " FROM free WHERE free.it AND id = 1 AND expires <= " + now());
    }

    @Override
    public String check(String token) {
        return "SELECT 1 / pg_catalog.count(*) FROM " + table + " WHERE " + isOf(token);
    }

    @Override
    public String fence(String token, long expiryMillis) {
        return "WITH mine AS (" + beat(token, expiryMillis) + " RETURNING 1) SELECT 1 / pg_catalog.count(*) FROM mine";
    }
}
