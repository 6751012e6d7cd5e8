package dev.migrate.plan;

import dev.migrate.revision.RevisionGraph;

/** Works out the steps; needs no database, only the rows of its version table. */
public final class Planner {

    /** A planner over a graph. */
    public Planner(RevisionGraph graph) {}

    /** The steps from {@code from} up to the target, such as {@code head}. */
    public Plan upgrade(Position from, String target) {
        throw new UnsupportedOperationException();
    }

    /** The steps from {@code from} back to the target, such as {@code -1} or {@code base}. */
    public Plan downgrade(Position from, String target) {
        throw new UnsupportedOperationException();
    }
}
