package dev.migrate.dialect;

import dev.migrate.sql.Statement;
import dev.migrate.trace.Effects;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Watches what single statements really do, on a scratch database. It asks before and after; what is sent, and in which transaction, is
 * as it is without it.
 */
public interface Tracer extends AutoCloseable {

    /** A revision begins: what stands there now was there before it. */
    void begin() throws SQLException;

    /**
     * Sends a statement, or the very same with the way named in which the server is to do it, and tells what it did.
     *
     * @param statement the statement
     * @param sending sends it
     * @throws StatementFailure as the statement fails by itself
     */
    Effects trace(Statement statement, Sending sending) throws SQLException, StatementFailure;

    @Override
    void close();

    /** Sends the text of a statement as a session does. */
    @FunctionalInterface
    interface Sending {

        /**
         * Sends it.
         *
         * @param behind a query that travels with it, and sees what it has done before that is committed; not with the data of a COPY
         */
        void send(String text, @Nullable String behind) throws StatementFailure;

        /** Sends it alone. */
        default void send(String text) throws StatementFailure {
            send(text, null);
        }
    }
}
