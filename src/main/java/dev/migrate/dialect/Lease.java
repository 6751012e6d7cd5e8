package dev.migrate.dialect;

import java.util.List;

/**
 * The run's lock as a row that says whose it is and until when: for servers whose sessions hold no lock, and behind poolers that give a
 * session's transactions to many. Every moment is of the server's clock, in milliseconds since 1970. Each owner has a token
 * that no other run ever has.
 */
public abstract class Lease {

    /** The table, as SQL. */
    protected final String table;

    private final Dialect dialect;

    /** A lease beside these tables. */
    protected Lease(Dialect dialect, OwnTables tables) {
        this.dialect = dialect;
        this.table = tables.leaseSql(dialect);
    }

    /** The present moment, in milliseconds. */
    protected abstract String now();

    /** Makes the table and its row where they are missing. */
    public abstract List<String> create();

    /** Makes the table where it is missing; options of a database go behind it. */
    protected final String createTable() {
        return "CREATE TABLE IF NOT EXISTS " + table + " (\n"
                + "    id INTEGER NOT NULL PRIMARY KEY,\n"
                + "    token VARCHAR(64) NOT NULL,\n"
                + "    holder VARCHAR(255) NOT NULL,\n"
                + "    since BIGINT NOT NULL,\n"
                + "    expires BIGINT NOT NULL\n"
                + ")";
    }

    /** Takes the lease where it is free, and no session holds the lock. */
    public abstract List<String> take(String token, String holder, long expiryMillis);

    /** The owner's token, who it is, for how many seconds it has had it, and for how many milliseconds it still has. */
    public final String look() {
        return "SELECT token, holder, (" + now() + " - since) / 1000, expires - " + now() + " FROM " + table
                + " WHERE id = 1";
    }

    /** What changes when somebody takes it. */
    protected final String taking(String token, String holder, long expiryMillis) {
        return "token = " + dialect.literal(token) + ", holder = " + dialect.literal(holder) + ", since = " + now()
                + ", expires = " + now() + " + " + expiryMillis;
    }

    /** Puts off its end. */
    public final String beat(String token, long expiryMillis) {
        return "UPDATE " + table + " SET expires = " + now() + " + " + expiryMillis + " WHERE " + isOf(token);
    }

    /** Gives it back. */
    public final String release(String token) {
        return "UPDATE " + table + " SET token = '', expires = 0 WHERE " + isOf(token);
    }

    /** Takes an expired one from its owner, for a run that holds the lock of the session. */
    public final String revoke(String token) {
        return "UPDATE " + table + " SET token = '', expires = 0 WHERE " + isOf(token) + " AND expires <= " + now();
    }

    /** The condition that the row is of this owner. */
    protected final String isOf(String token) {
        return "id = 1 AND token = " + dialect.literal(token);
    }

    /** A statement that fails where the lease is not this owner's. */
    public abstract String check(String token);

    /** A statement that fails so too, and else lets nobody take the lease before the transaction ends. */
    public abstract String fence(String token, long expiryMillis);
}
