package dev.migrate.model;

import dev.migrate.sql.DatabaseKind;

/**
 * The database that a model is said for.
 *
 * @param kind its kind
 * @param version what it says of its version, such as {@code 8.0.31} or {@code 10.11.6-MariaDB}
 */
public record Server(DatabaseKind kind, String version) {}
