package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
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
                var look = s.repair(new RepairCommand.Request(false, null, false, false, null));
                assertThat(look.atWork()).as("who only looks is told too").containsIgnoringCase("insert into mark");
                assertThat(e.diagnostics().get(0).notes().get(0))
                        .contains("running: ")
                        .containsIgnoringCase("insert into mark");
                unlockMark(database, statement);
            }
            s.lockWait = Duration.ofSeconds(30);
            Marks.converge(s, "" + mode);
            assertThat(s.repair(new RepairCommand.Request(false, null, false, false, null))
                            .atWork())
                    .isNull();
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

    /** PostgreSQL ends every session and recovers when one of its processes dies; all that was not committed is gone. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void togetherWithItsServerIsBroughtToItsEnd(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = Marks.project(folder.resolve(String.valueOf(mode)), database);
            s.mode = mode;
            s.upgrade("r2");
            String pid;
            Thread run;
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                lockMark(database, statement);
                run = new Thread(() -> {
                    try {
                        s.upgrade("head");
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                });
                run.start();
                awaitBlocked(database);
                pid = database.value("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname ="
                        + " current_database()");
                ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
                assumeTrue(server != null, "the server is another machine's");
                assertThat(server.destroyForcibly()).isTrue();
                run.join();
            }
            assertThat(failures).hasSize(1);
            assertThat(((MigrateException) failures.get(0)).diagnostics().get(0).code())
                    .isEqualTo("run/connection-lost");
            awaitUp(database);
            Marks.converge(s, "" + mode);
            Marks.check(s, "" + mode);
            Marks.cleanUp(s, s.login);
        }
    }

    private static void awaitUp(TestDatabase database) throws InterruptedException {
        for (int i = 0; ; i++) {
            try {
                database.connect().close();
                return;
            } catch (SQLException recovering) {
                assertThat(i).as("%s", recovering.getMessage()).isLessThan(1000);
                Thread.sleep(50);
            }
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
