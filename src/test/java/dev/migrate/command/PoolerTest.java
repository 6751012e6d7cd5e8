package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.config.LockSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Where {@code pgbouncer} is installed. */
@DisplayName("Behind PgBouncer")
class PoolerTest {

    private static Path folder() throws Exception {
        assumeTrue(Pooler.isThere(), "no pgbouncer");
        Path folder = Files.createTempDirectory("migrate-pgbouncer");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void theLockFitsThePooler(TestDatabase database) throws Exception {
        Path folder = folder();
        for (String mode : List.of("transaction", "session")) {
            for (TransactionMode transaction : new TransactionMode[] {null, TransactionMode.NONE}) {
                try (Pooler pooler = new Pooler(folder, database, mode)) {
                    Scratch s = Marks.project(folder.resolve("project"), database);
                    s.mode = transaction;
                    Login direct = s.login;
                    s.login = pooler.login(direct);
                    s.upgrade("head");
                    Marks.check(s, mode);
                    assertThat(s.told.stream().anyMatch(t -> t.contains("a lease, for a connection pooler")))
                            .isEqualTo(mode.equals("transaction"));
                    assertThat(s.value("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory'"))
                            .as("left with a server session that the pooler keeps")
                            .isEqualTo("0");
                    Marks.cleanUp(s, direct);
                }
            }
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void whoInsistsOnTheSessionsLockIsRefused(TestDatabase database) throws Exception {
        Path folder = folder();
        try (Pooler pooler = new Pooler(folder, database, "transaction")) {
            Scratch s = Marks.project(folder.resolve("project"), database);
            s.lock = new LockSettings(LockSettings.Form.SESSION, Duration.ofSeconds(30));
            Login direct = s.login;
            s.login = pooler.login(direct);
            var e = catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"));
            assertThat(e.diagnostics().get(0).code()).isEqualTo("lock/pooler");
            assertThat(s.hasTable("migrate_version")).isFalse();
            // Nothing stays with a server session that the pooler keeps.
            s.login = direct;
            s.lockWait = Duration.ofSeconds(2);
            s.upgrade("head");
            Marks.check(s, "direct");
        }
    }

    /** Others use the pooler at the same time, and come between any two statements. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void whatIsSetForARunStaysInIt(TestDatabase database) throws Exception {
        Path folder = folder();
        try (Pooler pooler = new Pooler(folder, database, "transaction")) {
            Scratch s = Marks.project(folder.resolve("project"), database);
            s.revision("r6", "SET search_path = pg_catalog;\nSET lock_timeout = 77;", "");
            s.revision(
                    "r7",
                    "DO $$ BEGIN IF current_setting('lock_timeout') <> '5s' THEN RAISE 'not set'; END IF; END $$;",
                    "");
            Login direct = s.login;
            s.login = pooler.login(direct);
            s.upgrade("head");
            try (var connection =
                            java.sql.DriverManager.getConnection(s.login.url(), s.login.user(), s.login.password());
                    var statement = connection.createStatement();
                    var result = statement.executeQuery(
                            "SELECT current_setting('lock_timeout'), current_setting('search_path')")) {
                result.next();
                assertThat(result.getString(1)).isEqualTo("0");
                assertThat(result.getString(2)).contains("public");
            }
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void runsThatAreKilledOrStoppedAreFollowedByOthers(TestDatabase database) throws Exception {
        Path folder = folder();
        try (Pooler pooler = new Pooler(folder, database, "transaction")) {
            Scratch s = Marks.project(folder.resolve("project"), database, LeaseTest.pause(database.kind()));
            Login direct = s.login;
            s.login = pooler.login(direct);
            s.lock = new LockSettings(LockSettings.Form.AUTO, LeaseTest.EXPIRY);
            for (TransactionMode mode : new TransactionMode[] {TransactionMode.PER_REVISION, TransactionMode.NONE}) {
                s.mode = mode;
                LeaseTest.killed(s, "killed, " + mode);
                Marks.cleanUp(s, direct);
                s.login = pooler.login(direct);
                LeaseTest.stopped(s, "stopped, " + mode);
                Marks.cleanUp(s, direct);
                s.login = pooler.login(direct);
                LeaseTest.several(s, "several, " + mode);
                Marks.cleanUp(s, direct);
                s.login = pooler.login(direct);
            }
        }
    }
}
