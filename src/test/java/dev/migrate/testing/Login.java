package dev.migrate.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One user's way into a test database.
 *
 * @param url the JDBC URL, without user and password
 * @param user empty for SQLite
 * @param password empty for SQLite
 */
public record Login(String url, String user, String password) {

    /** A new connection, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return user.isEmpty() ? url : user + "@" + url;
    }
}
