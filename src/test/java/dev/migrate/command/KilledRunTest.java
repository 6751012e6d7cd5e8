package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.TransactionMode;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run that is killed")
class KilledRunTest {

    private static final int KILLS = 3;

    @TempDir
    Path folder;

    private static String pause(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> "SELECT pg_sleep(0.05);\n";
            case MYSQL, MARIADB -> "DO SLEEP(0.05);\n";
            case SQLITE ->
                "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 150000) SELECT COUNT(*) FROM"
                        + " c;\n";
        };
    }

    @OnEachKind
    void atAnyMomentIsBroughtToItsEndByTheNext(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = Marks.project(folder.resolve(String.valueOf(mode)), database, pause(database.kind()));
            s.mode = mode;
            for (int i = 0; i < KILLS; i++) {
                // From connecting on, or from a revision on: both by chance, that no moment is left out for good.
                String line = i == 0 ? "ready" : "started r" + random.nextInt(5);
                int delay = random.nextInt(i == 0 ? 800 : 200);
                String where = "seed " + seed + ", " + mode + ", killed " + delay + " ms after \"" + line + "\"";
                Process process = UpgradeMain.start(s);
                UpgradeMain.await(process, line);
                Thread.sleep(delay);
                UpgradeMain.kill(process);
                Marks.converge(s, where);
                Marks.check(s, where);
                Marks.cleanUp(s, s.login);
            }
        }
    }

    /** What the killed client sent goes on in the server; whoever comes next must wait for it and not run it a second time. */
    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void whileTheServerIsInAStatementIsNotOvertaken(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = Marks.project(folder.resolve(String.valueOf(mode)), database);
            s.mode = mode;
            s.upgrade("r2");
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                // The run waits for this lock in the server, in the first statement of r3.
                lockMark(database, statement);
                Process process = UpgradeMain.start(s);
                UpgradeMain.await(process, "started r3");
                awaitBlocked(database);
                UpgradeMain.kill(process);
                s.lockWait = Duration.ofMillis(300);
                var e = org.assertj.core.api.Assertions.catchThrowableOfType(
                        dev.migrate.diagnostic.MigrateException.class, () -> s.upgrade("head"));
                assertThat(e.diagnostics().get(0).code()).isEqualTo("lock/wait");
                assertThat(e.diagnostics().get(0).notes().get(0))
                        .contains("running: ")
                        .containsIgnoringCase("insert into mark");
                unlockMark(database, statement);
            }
            s.lockWait = Duration.ofSeconds(30);
            Marks.converge(s, "" + mode);
            Marks.check(s, "" + mode);
            Marks.cleanUp(s, s.login);
        }
    }

    static void lockMark(TestDatabase database, Statement statement) throws Exception {
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            statement.execute("BEGIN");
            statement.execute("LOCK TABLE mark IN SHARE MODE");
        } else {
            statement.execute("LOCK TABLES mark READ");
        }
    }

    static void unlockMark(TestDatabase database, Statement statement) throws Exception {
        statement.execute(database.kind() == DatabaseKind.POSTGRESQL ? "ROLLBACK" : "UNLOCK TABLES");
    }

    static void awaitBlocked(TestDatabase database) throws Exception {
        String query = database.kind() == DatabaseKind.POSTGRESQL
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname ="
                        + " current_database()"
                : "SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for table%' AND db ="
                        + " DATABASE()";
        for (int i = 0; database.value(query).equals("0"); i++) {
            assertThat(i).as("the run met the lock").isLessThan(1000);
            Thread.sleep(20);
        }
    }

    @OnEachKind
    void whileOthersWaitLetsOneOfThemGoOn(TestDatabase database) throws Exception {
        Scratch s = Marks.project(folder, database, pause(database.kind()));
        Process first = UpgradeMain.start(s);
        UpgradeMain.await(first, "started r0");
        var pool = java.util.concurrent.Executors.newFixedThreadPool(3);
        var runs = new java.util.ArrayList<java.util.concurrent.Future<?>>();
        for (int i = 0; i < 3; i++) {
            runs.add(pool.submit(() -> Marks.converge(s, "waiting")));
        }
        UpgradeMain.kill(first);
        for (var run : runs) {
            run.get();
        }
        pool.shutdown();
        Marks.check(s, "after all");
    }
}
