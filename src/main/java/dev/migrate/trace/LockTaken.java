package dev.migrate.trace;

/**
 * A lock that a statement took, or found taken by an earlier statement of its transaction.
 *
 * @param relation the table, view or index, as scripts name it
 * @param mode the lock as the database calls it: {@code ACCESS EXCLUSIVE}, {@code LOCK=SHARED}
 * @param blocks whom it keeps waiting
 * @param made whether the revision itself made the relation, so that nobody else uses it yet
 * @param held whether an earlier statement of the transaction took it, and it is still there
 */
public record LockTaken(String relation, String mode, Blocks blocks, boolean made, boolean held) {

    /** Whom it keeps waiting that was there before. */
    public Blocks felt() {
        return made ? Blocks.NOTHING : blocks;
    }
}
