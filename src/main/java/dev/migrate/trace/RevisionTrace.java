package dev.migrate.trace;

import java.util.List;

/**
 * One way of a revision, statement by statement.
 *
 * @param revision its id
 * @param title its title
 * @param file its script, relative to the project
 * @param checksum the script's checksum, {@code sha256:…}, so that a reader sees whether it is still the same
 * @param direction {@code upgrade} or {@code downgrade}
 * @param statements the statements, in the order in which they ran
 */
public record RevisionTrace(
        String revision,
        String title,
        String file,
        String checksum,
        String direction,
        List<StatementTrace> statements) {

    /** Copies the list. */
    public RevisionTrace {
        statements = List.copyOf(statements);
    }
}
