package dev.migrate.plan;

import java.util.List;

/**
 * A change of the version table that runs no revision.
 *
 * @param from where the database stands before
 * @param to where it stands after
 * @param changes what becomes of the version table, in order; none when there is nothing to do
 */
public record Stamp(Position from, Position to, List<VersionChange> changes) {

    /** Copies the changes. */
    public Stamp {
        changes = List.copyOf(changes);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
