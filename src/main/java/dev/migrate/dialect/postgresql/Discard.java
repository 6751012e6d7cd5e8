package dev.migrate.dialect.postgresql;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
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
 * Runs a query to its last row and keeps none: by the simple protocol, since the extended one with results switched off asks for a
 * single row and would leave a function in the select list uncalled for all others.
 */
final class Discard {

    private static final int FLAGS =
            QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_NO_RESULTS | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private Discard() {}

    static void run(BaseConnection connection, String statement) throws SQLException {
        Query query = connection.getQueryExecutor().wrap(List.of(new NativeQuery(statement, SqlCommand.BLANK)));
        try {
            connection.getQueryExecutor().execute(query, null, new Nothing(), 0, 0, FLAGS);
        } finally {
            query.close();
        }
    }

    private static final class Nothing extends ResultHandlerBase {
        @Override
        public void handleResultRows(
                Query fromQuery, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
            // Not wanted.
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            // An error is thrown by handleCompletion.
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // The script's own wish.
        }
    }
}
