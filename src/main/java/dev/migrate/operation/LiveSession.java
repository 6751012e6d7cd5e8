package dev.migrate.operation;

import dev.migrate.Row;
import java.sql.Connection;
import java.util.List;

/** The database, for a migration that reads while it is recorded. */
public interface LiveSession {

    /** Runs what was recorded since the last call. */
    void run(List<Recorded> operations);

    /** The rows of a query. */
    List<Row> query(Recorded query);

    /** The run's connection. */
    Connection connection();
}
