package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.LockSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A lease")
class LeaseTest {

    static final Duration EXPIRY = Duration.ofSeconds(2);

    private static final LockSettings LEASE = new LockSettings(LockSettings.Form.LEASE, EXPIRY);

    @TempDir
    Path folder;

    static String pause(DatabaseKind kind) {
        return kind == DatabaseKind.POSTGRESQL ? "SELECT pg_sleep(0.05);\n" : "DO SLEEP(0.05);\n";
    }

    private static Diagnostic failure(ThrowingCallable call) {
        MigrateException e = catchThrowableOfType(MigrateException.class, call);
        assertThat(e).as("a failure").isNotNull();
        return e.diagnostics().get(0);
    }

    /** A run that is killed is followed by another once its lease has expired. */
    static void killed(Scratch s, String where) throws Exception {
        Process process = UpgradeMain.start(s);
        UpgradeMain.await(process, "started r3");
        UpgradeMain.kill(process);
        Marks.converge(s, where);
        Marks.check(s, where);
    }

    /** A run that stands still loses its lease to another, and when it wakes up it writes nothing. */
    static void stopped(Scratch s, String where) throws Exception {
        s.upgrade("r2");
        Process process;
        try (Connection connection = s.database.connect();
                Statement statement = connection.createStatement()) {
            // In the first statement of r3, which the server ends while the process stands still.
            KilledRunTest.lockMark(s.database, statement);
            process = UpgradeMain.start(s);
            UpgradeMain.await(process, "started r3");
            KilledRunTest.awaitBlocked(s.database);
            signal(process, "STOP");
            KilledRunTest.unlockMark(s.database, statement);
        }
        Marks.converge(s, where);
        Marks.check(s, where);
        signal(process, "CONT");
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said)
                .as(where)
                .containsAnyOf("has expired, and may be another run's now", "the connection to PostgreSQL is gone");
        assertThat(process.waitFor()).as(where + said).isNotZero();
        Marks.check(s, where + ", woken");
    }

    private static void signal(Process process, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Several at once run one behind the other. */
    static void several(Scratch s, String where) throws Exception {
        var pool = Executors.newFixedThreadPool(3);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(pool.submit(() -> Marks.converge(s, where)));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        pool.shutdown();
        Marks.check(s, where);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void keepsRunsApartAndOutlivesNoneForLong(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = Marks.project(folder.resolve(String.valueOf(mode)), database, pause(database.kind()));
            s.mode = mode;
            s.lock = LEASE;
            several(s, "several, " + mode);
            Marks.cleanUp(s, s.login);
            killed(s, "killed, " + mode);
            Marks.cleanUp(s, s.login);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL})
    void isLostByARunThatStandsStill(TestDatabase database) throws Exception {
        Scratch s = Marks.project(folder, database, pause(database.kind()));
        s.mode = TransactionMode.PER_REVISION;
        s.lock = LEASE;
        stopped(s, "stopped");
    }

    /** The script does what another run would have done meanwhile. */
    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void thatIsAnothersNowLetsNothingBeCommitted(TestDatabase database) {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = new Scratch(folder.resolve(String.valueOf(mode)), database);
            s.mode = mode;
            s.lock = LEASE;
            s.revision("aaaa1", "CREATE TABLE mark (n INTEGER);", "DROP TABLE mark;");
            s.upgrade("head");
            s.revision(
                    "bbbb2",
                    "INSERT INTO mark VALUES (1);\nUPDATE migrate_lease SET token = 'another';\n"
                            + "INSERT INTO mark VALUES (2);",
                    "");
            Diagnostic d = failure(() -> s.upgrade("head"));
            assertThat(d.code()).as("%s", mode).isEqualTo("lock/expired");
            assertThat(s.rows()).containsExactly("aaaa1");
            assertThat(s.value("SELECT COUNT(*) FROM mark")).as("%s", mode).isEqualTo(mode == null ? "0" : "1");
            assertThat(s.value("SELECT COUNT(*) FROM migrate_history WHERE outcome = 'failed'"))
                    .isEqualTo("0");
            s.execute("UPDATE migrate_lease SET token = '', expires = 0");
            s.execute("DROP TABLE mark");
            s.execute("DROP TABLE migrate_history");
            s.execute("DROP TABLE migrate_version");
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void andTheLockOfASessionKeepEachOtherOut(TestDatabase database) throws Exception {
        Scratch leased = Marks.project(folder, database);
        leased.lock = LEASE;
        leased.upgrade("r1");
        assertThat(leased.value("SELECT token FROM migrate_lease")).isEmpty();
        try (var run = leased.workspace().look()) {
            assertThat(run.schema().objects())
                    .as("the plugin's own tables are no part of the schema")
                    .noneMatch(object -> object.path().contains("migrate_lease"));
        }
        Scratch session = new Scratch(folder, database);
        session.lockWait = Duration.ofMillis(100);
        // Far in the future, for the clock is the server's.
        leased.execute("UPDATE migrate_lease SET token = 'x', holder = 'somebody', expires = 9999999999999");
        Diagnostic d = failure(() -> session.upgrade("head"));
        assertThat(d.code()).isEqualTo("lock/wait");
        assertThat(d.notes().get(0)).contains("a lease of \"somebody\"");
        leased.execute("UPDATE migrate_lease SET expires = 1");
        session.upgrade("r2");
        assertThat(leased.value("SELECT token FROM migrate_lease"))
                .as("revoked")
                .isEmpty();

        leased.lockWait = Duration.ofMillis(100);
        try (var run = session.workspace().locked()) {
            assertThat(run.state().position().rows()).containsExactly("r2");
            Diagnostic other = failure(() -> leased.upgrade("head"));
            assertThat(other.code()).isEqualTo("lock/wait");
            assertThat(other.notes().get(0)).startsWith("held by ");
        }
        leased.upgrade("head");
        Marks.check(leased, "after all");
    }

    /** What a dead client has sent goes on in the server; its lease has expired by then. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void isNotTakenWhileAStatementOfItsOwnerGoesOn(TestDatabase database) throws Exception {
        Scratch s = Marks.project(folder, database);
        s.upgrade("head");
        s.mode = TransactionMode.NONE;
        s.lock = LEASE;
        s.revision("r6", "SELECT pg_sleep(600);", "");
        Process process = UpgradeMain.start(s);
        UpgradeMain.await(process, "started r6");
        String active =
                "SELECT COUNT(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' AND state = 'active'";
        while (database.value(active).equals("0")) {
            Thread.sleep(20);
        }
        UpgradeMain.kill(process);
        s.lockWait = EXPIRY.plusSeconds(1);
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("lock/wait");
        assertThat(d.notes().get(0))
                .contains("has left behind whose lease has expired")
                .contains("pg_sleep(600)");
        s.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)'");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
    }
}
