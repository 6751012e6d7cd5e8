package dev.migrate;

/**
 * A revision written in Java: one class of any name, in a file that opens with the revision's header. What it says is recorded first and run afterwards.
 */
public interface Migration {

    /** What the revision does. */
    void upgrade(Operations op);

    /**
     * Whether the run may put the revision into a transaction. {@code CREATE INDEX CONCURRENTLY} and its like need {@code false}, best in a revision of their own:
     * then each statement stands for itself, and a run that fails in the middle goes on behind the last one.
     */
    default boolean transactional() {
        return true;
    }

    /**
     * What takes the revision back. Without an own form it is the reverse of {@link #upgrade}, last operation first; where an operation has no reverse, the
     * downgrade is refused before anything runs.
     */
    default void downgrade(Operations op) {
        op.reverse(this::upgrade);
    }
}
