package dev.migrate.plan;

/** One change of the version table, which holds a row for each current revision, as Alembic's does. */
public sealed interface VersionChange {

    /** A row more. */
    record Insert(String id) implements VersionChange {}

    /** A row that moves on. */
    record Update(String from, String to) implements VersionChange {}

    /** A row less. */
    record Delete(String id) implements VersionChange {}
}
