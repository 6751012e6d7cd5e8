package dev.migrate.plan;

import java.util.List;
import java.util.Map;

/**
 * A change of the version table that runs no revision.
 *
 * @param from where the database stands before
 * @param to where it stands after
 * @param changes what becomes of the version table, in order; none when there is nothing to do
 * @param otherNames for rows of {@code from}, the other names under which a database may hold them
 */
public record Stamp(Position from, Position to, List<VersionChange> changes, Map<String, List<String>> otherNames) {

    /** Copies the changes and the names. */
    public Stamp {
        changes = List.copyOf(changes);
        otherNames = Map.copyOf(otherNames);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
