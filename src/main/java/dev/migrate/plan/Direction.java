package dev.migrate.plan;

/** Which way a step goes. */
public enum Direction {
    /** The upgrade section runs. */
    UPGRADE,
    /** The downgrade section runs. */
    DOWNGRADE;

    /** {@code upgrade} or {@code downgrade}: the goal, the section, and the word in the history. */
    public String word() {
        return this == UPGRADE ? "upgrade" : "downgrade";
    }
}
