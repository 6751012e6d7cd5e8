package dev.migrate.engine;

import dev.migrate.dialect.StatementFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What keeps runs apart, and the statements by which the database makes sure of it. */
interface RunLock {

    /** Takes it, or says no at once. */
    boolean tryTake() throws SQLException, StatementFailure;

    /** Who holds it, as far as that can be told. */
    Optional<String> holder() throws SQLException;

    /** Statements behind the opening of a transaction, which fail unless the lock is still held. */
    List<String> check();

    /** Statements right before a commit, which fail so too, and let nobody else take the lock before it. */
    List<String> fence();

    /** Whether it can be lost without the session; then nothing is written outside a transaction that ends with {@link #fence}. */
    boolean expires();

    /** Whether nobody else can have taken it by now, as this machine's clock has it. */
    boolean isFresh();

    /** Gives it back. */
    void release() throws SQLException;
}
