package dev.migrate;

/**
 * A revision written in Java: one class of any name, in a file that opens with the revision's header. What it says is recorded first and run afterwards.
 */
public interface Migration {

    /** What the revision does. */
    void upgrade(Operations op);

    /**
     * What takes the revision back. Without an own form it is the reverse of {@link #upgrade}, last operation first; where an operation has no reverse, the
     * downgrade is refused before anything runs.
     */
    default void downgrade(Operations op) {
        op.reverse(this::upgrade);
    }
}
