package dev.migrate;

import dev.migrate.sql.DatabaseKind;
import java.util.List;

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
     * Queries that must each give one true, or non-zero, value, or the upgrade does not begin: {@code -- migrate:require} of a script in
     * SQL. They stand in offline scripts too.
     *
     * @param database which database it is
     */
    default List<String> require(DatabaseKind database) {
        return List.of();
    }

    /**
     * Queries that tell whether the upgrade did its work, as the verify section of a script in SQL: one that fails, or whose first value
     * is null, false or zero, fails the revision. They stand in offline scripts too.
     *
     * @param database which database it is
     */
    default List<String> verify(DatabaseKind database) {
        return List.of();
    }

    /**
     * What takes the revision back. Without an own form it is the reverse of {@link #upgrade}, last operation first; where an operation has no reverse, the
     * downgrade is refused before anything runs.
     */
    default void downgrade(Operations op) {
        op.reverse(this::upgrade);
    }
}
