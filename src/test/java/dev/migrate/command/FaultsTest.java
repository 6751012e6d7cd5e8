package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrate.config.HookSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.DiagnosticFormatter;
import dev.migrate.report.Style;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fault of the database")
class FaultsTest {

    /** For people who want to read the texts. */
    private static final boolean PRINT = Boolean.getBoolean("migrate.test.print");

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        return new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE mark (n INTEGER);", "DROP TABLE mark;")
                .revision("bbbb2", "INSERT INTO mark VALUES (1);\nCREATE TABLE b (n INTEGER);", "DROP TABLE b;");
    }

    private static Diagnostic failure(ThrowingCallable call) {
        MigrateException e = catchThrowableOfType(MigrateException.class, call);
        assertThat(e).as("a failure").isNotNull();
        Diagnostic d = e.diagnostics().get(0);
        if (PRINT) {
            new DiagnosticFormatter(Path.of("/"), Style.PLAIN).format(d).forEach(System.out::println);
        }
        return d;
    }

    @OnEveryDatabase
    void thatIsARunWhichHangsIsNamedToThoseWhoWait(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.upgrade("aaaa1");
        s.lockTimeout = Duration.ofSeconds(60);
        Thread hanging = new Thread(() -> s.upgrade("head"));
        Scratch waiting = new Scratch(folder, database);
        waiting.lockWait = Duration.ofMillis(200);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    switch (database.kind()) {
                        case POSTGRESQL -> "BEGIN";
                        case SQLITE -> "BEGIN IMMEDIATE";
                        default -> "LOCK TABLES mark READ";
                    });
            if (database.kind() == DatabaseKind.POSTGRESQL) {
                statement.execute("LOCK TABLE mark IN SHARE MODE");
            }
            hanging.start();
            Diagnostic d = null;
            for (int i = 0; d == null; i++) {
                assertThat(i).isLessThan(1000);
                // The first run may not have its lock yet.
                if (s.told.contains("started bbbb2")) {
                    d = failure(() -> waiting.upgrade("head"));
                }
                Thread.sleep(10);
            }
            assertThat(d.code()).isEqualTo("lock/wait");
            assertThat(d.notes().get(0)).startsWith("held by ").matches(".*(since|for).*");
            var look = new RepairCommand.Request(false, null, false, false, null);
            assertThat(waiting.repair(look).atWork()).isNotNull();
            assertThat(d.help()).contains("lockWait");
            assertThat(waiting.told).anyMatch(t -> t.startsWith("waiting for "));
            statement.execute(database.kind().isMysqlFamily() ? "UNLOCK TABLES" : "ROLLBACK");
        }
        waiting.lockWait = Duration.ofSeconds(30);
        assertThat(waiting.upgrade("head").plan().isEmpty()).isTrue();
        hanging.join();
        assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo("1");
    }

    @OnEveryDatabase
    void aLockThatIsNotToBeHadEndsInWordsAndTheNextRunGoesOn(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            Scratch s = scratch(database);
            s.mode = mode;
            s.upgrade("aaaa1");
            s.lockTimeout = Duration.ofMillis(100);
            s.retries = 1;
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("UPDATE migrate_version SET version_num = version_num");
                statement.execute("INSERT INTO mark VALUES (7)");
                if (database.kind().isMysqlFamily()) {
                    statement.execute("LOCK TABLES mark READ");
                }
                Diagnostic d = failure(() -> s.upgrade("head"));
                assertThat(d.code()).isEqualTo("run/lock-timeout");
                assertThat(d.help()).contains("lockTimeout");
                assertThat(s.told).anyMatch(t -> t.contains("trying again") && t.contains("1 of 1"));
                if (database.kind().isMysqlFamily()) {
                    statement.execute("UNLOCK TABLES");
                }
                connection.rollback();
            }
            s.told.clear();
            Marks.converge(s, "" + mode);
            assertThat(s.value("SELECT COUNT(*) FROM mark WHERE n = 1")).isEqualTo("1");
            assertThat(s.rows()).containsExactly("bbbb2");
            s.downgrade("base");
            s.execute("DROP TABLE migrate_history");
        }
    }

    @OnEveryDatabase
    void aStatementThatTakesTooLongIsEndedAndTold(TestDatabase database) {
        String slow =
                switch (database.kind()) {
                    case POSTGRESQL -> "SELECT pg_sleep(60)";
                    case MYSQL, MARIADB ->
                        "SELECT SLEEP(60), COUNT(*) FROM information_schema.tables t1, information_schema.tables t2";
                    case SQLITE ->
                        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT COUNT(*) FROM c";
                };
        Scratch s = scratch(database).revision("cccc3", "INSERT INTO mark VALUES (2);\n" + slow + ";", "");
        s.statementTimeout = Duration.ofSeconds(1);
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/statement-timeout");
        assertThat(d.span().line()).isEqualTo(8);
        assertThat(d.notes()).anyMatch(n -> n.contains("statement 2 of 2"));
        assertThat(d.help()).contains("statementTimeout");
        assertThat(d.notes())
                .noneMatch(n -> n.contains("could not be written"))
                .anyMatch(n -> n.startsWith("the database stands at "));
        assertThat(s.outcomes()).endsWith("cccc3 upgrade failed");
        assertThat(s.rows()).isEqualTo(database.kind().isMysqlFamily() ? List.of("bbbb2") : List.of());
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void aConstraintThatIsCheckedAtCommit(TestDatabase database) {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION}) {
            Scratch s = scratch(database);
            s.mode = mode;
            s.revision(
                    "cccc3",
                    "CREATE TABLE p (n INTEGER PRIMARY KEY);\n"
                            + "CREATE TABLE c (n INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED);\n"
                            + "INSERT INTO c VALUES (1);",
                    "");
            Diagnostic d = failure(() -> s.upgrade("head"));
            assertThat(d.code()).isEqualTo("run/commit-failed");
            assertThat(d.notes()).anyMatch(n -> n.contains("cccc3")).anyMatch(n -> n.startsWith("rolled back: "));
            assertThat(s.rows()).isEqualTo(mode == null ? List.of() : List.of("bbbb2"));
            assertThat(s.hasTable("p")).isFalse();
            s.write(
                    "src/main/migrations/cccc3.sql",
                    "-- t\n--\n-- revision: cccc3\n-- revises: bbbb2\n\n-- migrate:upgrade\n-- migrate:downgrade\n");
            s.upgrade("head");
            s.downgrade("base");
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void aUserWithoutRightsIsToldWhich(TestDatabase database) {
        Scratch s = scratch(database);
        Login all = s.login;
        Login some = database.ordinaryUser();
        s.login = new Login(all.url(), some.user(), some.password());
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/permission");
        assertThat(d.message()).contains("migrate_version");
        assertThat(d.help()).contains("version_table_schema");
        s.login = all;
        s.upgrade("aaaa1");
        s.login = new Login(all.url(), some.user(), some.password());
        // The same user may look.
        assertThat(s.rows()).containsExactly("aaaa1");
        d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/permission");
        s.login = all;
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo("1");
    }

    @OnEveryDatabase
    void aDatabaseThatTakesNoWritesIsLeftAlone(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("aaaa1");
        Login all = s.login;
        switch (database.kind()) {
            case POSTGRESQL ->
                s.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
            case SQLITE -> s.login = new Login("jdbc:sqlite:file:" + database.name() + "?mode=ro", "", "");
            default -> {
                // SUPER, which the tests' user has, is let through read_only: so the session is made read-only.
                s.login = new Login(
                        all.url() + (all.url().contains("?") ? "&" : "?") + "sessionVariables=transaction_read_only=1",
                        all.user(),
                        all.password());
            }
        }
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/read-only");
        assertThat(d.help()).contains("primary");
        assertThat(s.rows()).containsExactly("aaaa1");
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET default_transaction_read_only = off");
                statement.execute("ALTER DATABASE " + database.name() + " RESET default_transaction_read_only");
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        s.login = all;
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo("1");
    }

    @OnDatabases(TestServer.SQLITE)
    void aFolderThatTakesNoFilesIsToldAsReadOnly(TestDatabase database) throws Exception {
        Path parent = Path.of(database.name()).getParent();
        scratch(database).upgrade("aaaa1");
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeTrue(!Files.isWritable(parent), "root writes everywhere");
            Diagnostic d = failure(() -> scratch(database).upgrade("head"));
            assertThat(d.code()).isEqualTo("run/read-only");
        } finally {
            Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @OnDatabases(TestServer.SQLITE)
    void aFullDiskIsToldAndNothingIsLeft(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("head");
        s.revision(
                "cccc3",
                "CREATE TABLE big (t TEXT);\n"
                    + "INSERT INTO big WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 500)"
                    + " SELECT printf('%.5000c', 'x') FROM c;",
                "DROP TABLE big;");
        s.hooks = new HookSettings(
                List.of("PRAGMA max_page_count = 60"), List.of(), List.of(), List.of(), List.of(), List.of());
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/disk-full");
        assertThat(d.span().line()).isEqualTo(8);
        assertThat(d.notes()).contains("the database stands at bbbb2");
        assertThat(s.hasTable("big")).isFalse();
        s.hooks = HookSettings.NONE;
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM big")).isEqualTo("500");
    }

    @OnEveryDatabase
    void anEditOfWhatIsDoneIsMetAtResume(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.mode = TransactionMode.NONE;
        s.revision(
                "cccc3",
                "INSERT INTO mark VALUES (2);\nCREATE TABLE c (n INTEGER);\nINSERT INTO nowhere VALUES (3);",
                "DROP TABLE c;");
        failure(() -> s.upgrade("head"));
        Path file = folder.resolve("src/main/migrations/cccc3.sql");
        String text = Files.readString(file);
        s.write(
                "src/main/migrations/cccc3.sql",
                text.replace("VALUES (2)", "VALUES (22)").replace("nowhere", "mark"));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        Diagnostic d = failure(s::resume);
        assertThat(d.code()).isEqualTo("repair/edited");
        assertThat(d.help()).contains("-Dmigrate.resume=3");
        s.write("src/main/migrations/cccc3.sql", text.replace("nowhere", "mark"));
        s.resume();
        assertThat(s.rows()).containsExactly("cccc3");
        assertThat(s.value("SELECT SUM(n) FROM mark")).isEqualTo("6");
    }

    /** 64 times, on a server before 9.1 (MySQL 8.0 Reference Manual, 17.12.1). */
    @OnDatabases(TestServer.MYSQL)
    void aTableThatMayBeChangedAtOnceNoMoreIsToldBeforeAndAfter(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("head");
        for (int i = 0; i < 63; i++) {
            s.execute("ALTER TABLE b ADD COLUMN c" + i + " INTEGER, ALGORITHM=INSTANT");
        }
        s.revision("cccc3", "ALTER TABLE mark ADD COLUMN d INTEGER;", "");
        s.upgrade("head");
        assertThat(s.told).noneMatch(t -> t.contains("at once"));
        s.revision(
                "dddd4",
                "ALTER TABLE b ADD COLUMN d INTEGER, ALGORITHM=INSTANT;\n"
                        + "ALTER TABLE `b` DROP COLUMN n, ALGORITHM=INSTANT;",
                "");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(s.told)
                .anyMatch(t -> t.contains(".b can be added and dropped at once only 1 time more, and this run does so 2"
                                + " times")
                        && t.contains("OPTIMIZE TABLE"));
        assertThat(d.message()).contains("ow versions");
        assertThat(d.help())
                .contains("leave ALGORITHM=INSTANT away")
                .contains("FORCE")
                .contains("-Dmigrate.resume");
    }

    @OnDatabases(TestServer.SQLITE)
    void aLockFileThatACrashLeftTornIsMadeAnew(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.upgrade("aaaa1");
        Files.writeString(
                Path.of(database.name() + "-migrate-lock"), "not a database, since the process died while it wrote");
        s.lockWait = Duration.ofSeconds(5);
        assertThat(s.repair(new RepairCommand.Request(false, null, false, false, null))
                        .atWork())
                .isNull();
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("bbbb2");
    }
}
