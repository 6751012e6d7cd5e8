package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Each test waits as long as a person would have to, since that is when something is said. */
@DisplayName("A statement that another session holds up")
class BlockedStatementTest {

    @TempDir
    Path folder;

    /** Holds a row lock, or a lock on the table, until what is wanted has been told. */
    private static void whileHeld(Scratch s, List<String> hold, String until, Runnable run) throws Exception {
        try (Connection connection = s.database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : hold) {
                statement.execute(sql);
            }
            Thread release = new Thread(() -> {
                try {
                    while (s.told.stream().noneMatch(t -> t.contains(until))) {
                        Thread.sleep(10);
                    }
                    connection.rollback();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            release.start();
            try {
                run.run();
            } finally {
                s.told.add(until);
                release.join();
            }
        }
    }

    private Scratch scratch(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE mark (n INTEGER);\nINSERT INTO mark VALUES (1);", "DROP TABLE mark;");
        s.upgrade("head");
        return s;
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void tellsWhoDoesWhileItWaits(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.lockTimeout = Duration.ofSeconds(60);
        s.revision("bbbb2", "UPDATE mark SET n = n + 1;", "");
        s.revision("cccc3", "ALTER TABLE mark ADD COLUMN extra INTEGER;", "");
        whileHeld(s, List.of("UPDATE mark SET n = 7"), "held by", () -> s.upgrade("bbbb2"));
        assertThat(s.told).anySatisfy(t -> assertThat(t)
                .matches("still running after \\d+ s: UPDATE mark SET n = n \\+ 1; waits for .*; held by .*")
                .contains("to end it: ")
                .contains("transaction open for "));
        s.told.clear();
        whileHeld(s, List.of("SELECT * FROM mark"), "held by", () -> s.upgrade("cccc3"));
        assertThat(s.told).anySatisfy(t -> assertThat(t)
                .matches("still running after \\d+ s: ALTER TABLE mark .*; waits for .*; held by .*"));
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void tellsWhoDidWhenItGivesUp(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.lockTimeout = Duration.ofSeconds(2);
        s.retries = 1;
        s.revision("bbbb2", "UPDATE mark SET n = n + 1;", "");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE mark SET n = 7");
            Diagnostic d = catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                    .diagnostics()
                    .get(0);
            connection.rollback();
            String holder = database.kind() == DatabaseKind.POSTGRESQL ? "server process " : "connection ";
            assertThat(d.code()).isEqualTo("run/lock-timeout");
            assertThat(d.notes()).anyMatch(n -> n.contains(" was held by " + holder));
            assertThat(s.told).anyMatch(t -> t.contains("was held by " + holder) && t.contains("trying again in "));
        }
        s.upgrade("head");
        assertThat(s.value("SELECT n FROM mark")).isEqualTo("2");
    }

    /** SQLite's locks are of processes, so another one holds it. */
    @OnDatabases(TestServer.SQLITE)
    void ofSqliteTellsTheProcess(TestDatabase database) throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "only Linux tells who holds the lock on a file");
        Scratch s = scratch(database);
        Process holder = LockMain.start(database.url());
        try {
            s.lockTimeout = Duration.ofSeconds(1);
            s.revision("bbbb2", "UPDATE mark SET n = n + 1;", "");
            Diagnostic d = catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"))
                    .diagnostics()
                    .get(0);
            assertThat(d.code()).isEqualTo("run/lock-timeout");
            assertThat(d.notes()).anyMatch(n -> n.contains("held by process " + holder.pid() + " "));
        } finally {
            holder.destroyForcibly().onExit().join();
        }
        s.upgrade("head");
        assertThat(s.value("SELECT n FROM mark")).isEqualTo("2");
    }

    /** Another transaction, which the build of the index waits for (PostgreSQL 18 documentation, CREATE INDEX). */
    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void tellsHowFarTheBuildOfAnIndexIs(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.lockTimeout = Duration.ofSeconds(60);
        s.nonTransactional("bbbb2", "CREATE INDEX CONCURRENTLY ix ON mark (n);", "");
        whileHeld(s, List.of("UPDATE mark SET n = 7"), "index build: ", () -> s.upgrade("head"));
        assertThat(s.told).anySatisfy(t -> assertThat(t)
                .contains(
                        "CREATE INDEX CONCURRENTLY ix ON mark (n); index build: waiting for writers before" + " build")
                .contains("; waits for the end of another transaction; held by server process "));
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isNotDisturbedWhereNoOtherConnectionIsToBeHad(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.revision("bbbb2", "SELECT pg_sleep(3);\nINSERT INTO mark VALUES (2);", "");
        Login some = database.ordinaryUser();
        s.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + some.user());
        s.execute("ALTER ROLE " + some.user() + " CONNECTION LIMIT 1");
        s.login = new Login(s.login.url(), some.user(), some.password());
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo("2");
    }
}
