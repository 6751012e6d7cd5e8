package dev.migrate.config;

import java.time.Duration;

/**
 * How one run at a time is enforced.
 *
 * @param form what holds the lock
 * @param expiry after how long without a sign of its owner a lease is free
 */
public record LockSettings(Form form, Duration expiry) {

    /** What holds where nobody says otherwise. */
    public static final LockSettings DEFAULT = new LockSettings(Form.AUTO, Duration.ofSeconds(30));

    /** What holds the lock. */
    public enum Form {
        /** The session where it can, else a lease. */
        AUTO,
        /** The session, or the run is refused. */
        SESSION,
        /** A row with an owner, which expires. */
        LEASE
    }
}
