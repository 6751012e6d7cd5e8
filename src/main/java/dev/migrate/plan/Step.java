package dev.migrate.plan;

import dev.migrate.revision.Revision;
import java.util.List;

/**
 * One revision that runs, one way.
 *
 * @param revision the revision
 * @param direction which of its sections runs
 * @param changes what becomes of the version table with it, in order
 */
public record Step(Revision revision, Direction direction, List<VersionChange> changes) {

    /** Copies the changes. */
    public Step {
        changes = List.copyOf(changes);
    }
}
