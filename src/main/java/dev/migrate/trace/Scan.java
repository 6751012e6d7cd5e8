package dev.migrate.trace;

/**
 * A table that a statement read from its first row to its last.
 *
 * @param table the table, as scripts name it
 * @param rows how many rows it read
 */
public record Scan(String table, long rows) {}
