package dev.migrate.dialect.postgresql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;

/**
 * Sends many statements in one round trip: each in the extended protocol, one Sync behind the last (PostgreSQL documentation,
 * "Pipelining"). The server skips everything behind a failing statement up to the Sync, and this counts those that were carried out,
 * which JDBC's own batches do not tell reliably.
 */
final class Pipeline {

    private static final int FLAGS =
            QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN | QueryExecutor.QUERY_NO_BINARY_TRANSFER;

    private Pipeline() {}

    /** Sends the statements; {@code failedAt} in the thrown {@link Refused} is the index of the one that was not carried out. */
    static void send(BaseConnection connection, List<String> statements, IntConsumer done) throws Refused {
        List<NativeQuery> queries = statements.stream()
                .map(s -> new NativeQuery(s, null, false, SqlCommand.BLANK))
                .toList();
        Counter counter = new Counter(done);
        Query query = connection.getQueryExecutor().wrap(queries);
        try {
            connection.getQueryExecutor().execute(query, null, counter, 0, 0, FLAGS);
        } catch (SQLException e) {
            throw new Refused(counter.carriedOut, e);
        } finally {
            query.close();
        }
        if (counter.carriedOut < statements.size()) {
            // The protocol promises an answer to each; a driver that swallowed one must not pass for success.
            throw new Refused(
                    counter.carriedOut,
                    new SQLException("the server answered fewer statements than were sent", "08P01"));
        }
    }

    /** A statement of a pipeline that was not carried out. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        final int index;
        final transient SQLException reason;

        Refused(int index, SQLException reason) {
            super(reason);
            this.index = index;
            this.reason = reason;
        }
    }

    private static final class Counter extends ResultHandlerBase {
        private final IntConsumer done;
        private int carriedOut;

        Counter(IntConsumer done) {
            this.done = done;
        }

        @Override
        public void handleResultRows(
                Query fromQuery, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            done.accept(carriedOut++);
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            done.accept(carriedOut++);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // Notices such as "relation exists, skipping" are the script's own wish.
        }
    }
}
