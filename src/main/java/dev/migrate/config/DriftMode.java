package dev.migrate.config;

/** What an upgrade does about a database that other hands than its revisions' have changed. */
public enum DriftMode {
    /** It does not look. */
    OFF,
    /** It tells, and goes on. */
    WARN,
    /** It tells, and changes nothing. */
    REFUSE
}
