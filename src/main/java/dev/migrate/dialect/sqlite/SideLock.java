package dev.migrate.dialect.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/**
 * The run's lock on a SQLite database: a write transaction on a tiny database beside it, which ends with the process that holds it.
 * A lock of the operating system on a file would do between processes, but closing any other descriptor of that file drops it
 * (POSIX; sqlite.org/howtocorrupt.html, 2.2), so two runs in one process could not be kept apart; SQLite takes care of that.
 */
final class SideLock {

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int CORRUPT = 11;
    private static final int NO_DATABASE = 26;

    /** How a file is opened: sqlite.org/c3ref/c_open_autoproxy.html. */
    private static final int READ = 1;

    private static final int WRITE = 2;
    private static final int MAKE = WRITE | 4;

    private final Path path;
    private final String owner;
    private @Nullable Connection held;

    /** The lock beside a database; {@code owner} is unique for each run and tells others who holds it. */
    SideLock(Path database, String owner) {
        this.path = database.resolveSibling(database.getFileName() + "-migrate-lock");
        this.owner = owner;
    }

    boolean tryLock() throws SQLException {
        Connection connection = open(path, MAKE);
        boolean taken = false;
        try (Statement statement = connection.createStatement()) {
            // No journal file: one left by a crash would be played into the next lock of this name.
            statement.execute("PRAGMA journal_mode = MEMORY");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE IF NOT EXISTS holder (who TEXT)");
            statement.execute("DELETE FROM holder");
            statement.execute("INSERT INTO holder VALUES ('" + owner.replace("'", "''") + "')");
            statement.execute("COMMIT");
            // RESERVED from here on: others can read who holds it, but not take it.
            statement.execute("BEGIN IMMEDIATE");
            taken = holder(connection).equals(Optional.of(owner)) && holder().equals(Optional.of(owner));
        } catch (SQLException e) {
            int code = e.getErrorCode() & 0xff;
            if (code == CORRUPT || code == NO_DATABASE) {
                // Without a journal, a process that dies while it writes may tear the file; nobody can hold such a one.
                deleteQuietly();
            } else if (code != BUSY && code != LOCKED) {
                throw e;
            }
        } finally {
            if (taken) {
                held = connection;
            } else {
                connection.close();
            }
        }
        return taken;
    }

    /** Who holds it, read through the path: the one who released it has removed the file, and a lock on a removed file is none. */
    Optional<String> holder() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (Connection connection = open(path, READ)) {
            return holder(connection);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    /** Whether somebody holds it: a file that a crash left tells of a holder and has none. */
    boolean isTaken() {
        if (!Files.exists(path)) {
            return false;
        }
        try (Connection connection = open(path, WRITE);
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            int code = e.getErrorCode() & 0xff;
            return code == BUSY || code == LOCKED;
        }
    }

    private static Optional<String> holder(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT who FROM holder")) {
            return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
        }
    }

    boolean isHeld() {
        return held != null;
    }

    void unlock() throws SQLException {
        Connection connection = held;
        held = null;
        if (connection != null) {
            deleteQuietly();
            connection.close();
        }
    }

    private void deleteQuietly() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException ignored) {
            // Windows keeps an open file; one left behind without a holder harms nobody.
        }
    }

    private static Connection open(Path path, int mode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "0");
        properties.setProperty("open_mode", Integer.toString(mode));
        return JDBC.createConnection(JDBC.PREFIX + path, properties);
    }
}
