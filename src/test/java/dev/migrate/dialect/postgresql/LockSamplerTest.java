package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Whoever watches a session's locks")
class LockSamplerTest {

    /** CREATE INDEX CONCURRENTLY waits for a transaction that may write to the table, and is seen with its lock meanwhile. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void seesThoseOfAStatementThatIsItsOwnTransaction(TestDatabase database) throws Exception {
        database.execute("CREATE TABLE users (id INTEGER)", "INSERT INTO users VALUES (1)");
        try (Connection writer = database.connect();
                Connection runner = database.connect();
                Connection watching = database.connect();
                Statement running = runner.createStatement()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("UPDATE users SET id = 2");
            String pid = value(running, "SELECT pg_backend_pid()");
            String watcher = value(watching.createStatement(), "SELECT pg_backend_pid()");
            try (var sampler = new LockSampler(watching, pid)) {
                CompletableFuture<Void> release = CompletableFuture.runAsync(() -> {
                    awaitTwoLooks(database, pid, watcher);
                    try {
                        writer.rollback();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
                Map<String, LockMode> seen = sampler.<SQLException>watch(
                        () -> running.execute("CREATE INDEX CONCURRENTLY ix ON users (id)"));
                release.get();
                assertThat(seen)
                        .containsEntry(
                                value(running, "SELECT 'users'::regclass::oid"), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        }
    }

    /** Until the runner waits with its lock, and has been looked at once from beginning to end since. */
    private static void awaitTwoLooks(TestDatabase database, String pid, String watcher) {
        String looks = "SELECT query_start FROM pg_stat_activity WHERE pid = " + watcher;
        until(database, "SELECT wait_event_type FROM pg_stat_activity WHERE pid = " + pid, "Lock");
        for (int look = 0; look < 2; look++) {
            String last = database.value(looks);
            while (last.equals(database.value(looks))) {
                Thread.onSpinWait();
            }
        }
    }

    private static void until(TestDatabase database, String query, String value) {
        while (!database.rows(query).equals(List.of(value))) {
            Thread.onSpinWait();
        }
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
