package dev.migrate.operation;

import dev.migrate.diagnostic.SourceSpan;

/**
 * An operation and where it was asked for.
 *
 * @param operation the operation
 * @param place the line of the script
 */
public record Recorded(Operation operation, SourceSpan place) {}
