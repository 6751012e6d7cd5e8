package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Queries over one connection, for who asks many: to connect takes longer than most of them.
 *
 * @param kind what kind of database it is
 * @param connection the connection
 */
public record TestQueries(DatabaseKind kind, Connection connection) {

    /** A query's rows, each as its values joined by {@code |}; NULL is written {@code NULL}. */
    public List<String> rows(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= columns; i++) {
                    String value = result.getString(i);
                    row.add(value == null ? "NULL" : value);
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + query, e);
        }
    }
}
