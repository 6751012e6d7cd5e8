package dev.migrate.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lookout that asks the server. */
public abstract class ConnectedLookout implements Lookout {

    /** Who does not answer for so long is not asked again. */
    private static final int MOST_MILLIS = 10_000;

    private final Opening opening;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    /** Opens the connection. */
    public interface Opening {
        /** Connects, as the session did. */
        Connection open() throws SQLException;
    }

    /** A lookout that is not connected yet. */
    protected ConnectedLookout(Opening opening) {
        this.opening = opening;
    }

    /** The rows of a query, each value as text. */
    protected final List<List<@Nullable String>> rows(String sql) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = opening.open();
            connection = open;
            open.setNetworkTimeout(Runnable::run, MOST_MILLIS);
            if (closed) {
                close();
            }
        }
        try (Statement statement = open.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException ignored) {
                // It has only looked.
            }
        }
    }
}
