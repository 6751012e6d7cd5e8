package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A fresh database for one test. Closing it ends the connections that are left, and drops it. */
public final class TestDatabase implements AutoCloseable {
    private final TestServer server;
    private final String name;
    private final Login login;
    private final @Nullable ServerAddress address;
    private final @Nullable Path folder;
    private final List<String> ordinaryUsers = new ArrayList<>();

    private TestDatabase(
            TestServer server, String name, Login login, @Nullable ServerAddress address, @Nullable Path folder) {
        this.server = server;
        this.name = name;
        this.login = login;
        this.address = address;
        this.folder = folder;
    }

    static TestDatabase on(TestServer server, ServerAddress address) {
        String name = freshName();
        run(address.admin(), "CREATE DATABASE " + name);
        return new TestDatabase(server, name, address.login(name), address, null);
    }

    static TestDatabase file(TestServer server) {
        try {
            Path folder = ServerCache.forFiles();
            Path file = folder.resolve("test.sqlite");
            return new TestDatabase(server, file.toString(), new Login("jdbc:sqlite:" + file, "", ""), null, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Random, so that two builds may share a server.
    private static String freshName() {
        return "migrate_" + UUID.randomUUID().toString().substring(24);
    }

    /** The server that it stands on. */
    public TestServer server() {
        return server;
    }

    /** What kind of database it is. */
    public DatabaseKind kind() {
        return server.kind();
    }

    /** The database's name; for SQLite the path of its file. */
    public String name() {
        return name;
    }

    /** The JDBC URL, without user and password. MariaDB's is by Connector/J: {@code jdbc:mysql:}. */
    public String url() {
        return login.url();
    }

    /** The URL as a user of the plugin writes it: as {@link #url()}, but {@code jdbc:mariadb:} for MariaDB. */
    public String settingsUrl() {
        return kind() == DatabaseKind.MARIADB ? url().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:") : url();
    }

    /** A user who may do everything; empty for SQLite. */
    public String user() {
        return login.user();
    }

    /** That user's password; empty for SQLite. */
    public String password() {
        return login.password();
    }

    /** URL, user and password together. */
    public Login login() {
        return login;
    }

    /** A new connection of the user who may do everything. */
    public Connection connect() throws SQLException {
        return login.connect();
    }

    /**
     * A new user who may connect to this database and read its tables, and do nothing else until granted more. Not for
     * SQLite, which has no users.
     */
    public Login ordinaryUser() {
        if (address == null) {
            throw new UnsupportedOperationException("SQLite has no users");
        }
        String user = freshName();
        ordinaryUsers.add(user);
        if (kind() == DatabaseKind.POSTGRESQL) {
            execute(
                    "CREATE ROLE " + user + " LOGIN PASSWORD '" + user + "'",
                    // until PostgreSQL 15 everyone may create tables in public
                    "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + user,
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + user);
        } else {
            execute(
                    "CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + user + "'",
                    "GRANT SELECT ON " + name + ".* TO '" + user + "'@'%'");
        }
        return new Login(login.url(), user, user);
    }

    /** Runs statements, each committed. */
    public void execute(String... statements) {
        run(login, statements);
    }

    /** A query's rows, each as its values joined by {@code |}; NULL is written {@code NULL}. */
    public List<String> rows(String query) {
        return rows(login, query);
    }

    /** What several queries over one connection give. */
    public <T> T reading(Function<TestQueries, T> work) {
        try (Connection connection = connect()) {
            return work.apply(new TestQueries(kind(), connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " (" + login + ")", e);
        }
    }

    /** The one value of a query of one row and one column. */
    public String value(String query) {
        List<String> rows = rows(query);
        if (rows.size() != 1) {
            throw new AssertionError("one row expected, but " + rows.size() + " found: " + query);
        }
        return rows.get(0);
    }

    @Override
    public void close() {
        if (folder != null) {
            deleteTree(folder);
        } else if (address != null) {
            drop(address.admin());
        }
    }

    private void drop(Login admin) {
        if (kind() == DatabaseKind.POSTGRESQL) {
            run(admin, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            ordinaryUsers.forEach(user -> run(admin, "DROP ROLE IF EXISTS " + user));
            return;
        }
        // DROP DATABASE would wait for the metadata locks of connections that a test left open
        for (String id : rows(admin, "SELECT id FROM information_schema.processlist WHERE db = '" + name + "'")) {
            try {
                run(admin, "KILL " + id);
            } catch (IllegalStateException alreadyGone) {
                continue;
            }
        }
        run(admin, "DROP DATABASE IF EXISTS " + name);
        ordinaryUsers.forEach(user -> run(admin, "DROP USER IF EXISTS '" + user + "'@'%'"));
    }

    private static void run(Login login, String... statements) {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " (" + login + ")", e);
        }
    }

    private List<String> rows(Login from, String query) {
        try (Connection connection = from.connect()) {
            return new TestQueries(kind(), connection).rows(query);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + " (" + login + ")", e);
        }
    }

    private static void deleteTree(Path folder) {
        try {
            ServerCache.deleteTree(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server and the name. */
    @Override
    public String toString() {
        return server + " " + name;
    }
}
