package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.HookSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After a failure in the middle, on every database,")
class RecoveryTest {

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        return new Scratch(folder, database).revision("aaaa1", "CREATE TABLE mark (n INTEGER);", "DROP TABLE mark;");
    }

    private static Diagnostic failure(ThrowingCallable call) {
        MigrateException e = catchThrowableOfType(MigrateException.class, call);
        assertThat(e).as("a failure").isNotNull();
        return e.diagnostics().get(0);
    }

    private void edit(Scratch s, String id, String from, String to) throws Exception {
        Path file = folder.resolve("src/main/migrations/" + id + ".sql");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        s.write("src/main/migrations/" + id + ".sql", text.replace(from, to));
    }

    /** Upgrades, or resumes where that is what the diagnostic says. */
    private static void goOn(Scratch s) {
        try {
            s.upgrade("head");
        } catch (MigrateException e) {
            assertThat(e.diagnostics().get(0).code()).isEqualTo("repair/unfinished");
            s.resume();
            s.upgrade("head");
        }
    }

    private static String marks(Scratch s) {
        return s.value("SELECT COUNT(*) FROM mark") + "/" + s.value("SELECT COUNT(DISTINCT n) FROM mark");
    }

    @OnEveryDatabase
    void aVerifySectionThatFailsLosesNoProgress(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            for (String upgrade : List.of(
                    "INSERT INTO mark VALUES (1);\nCREATE TABLE b (n INTEGER);\nINSERT INTO mark VALUES (2);",
                    "INSERT INTO mark VALUES (1);\nCREATE TABLE b (n INTEGER);")) {
                Scratch s = new Scratch(folder, database);
                s.mode = mode;
                s.revision("aaaa1", "CREATE TABLE mark (n INTEGER);", "DROP TABLE mark;");
                s.sections(
                        "bbbb2",
                        "aaaa1",
                        "-- migrate:upgrade\n" + upgrade + "\n-- migrate:downgrade\nDROP TABLE b;\n"
                                + "-- migrate:verify\nSELECT 0;");
                Diagnostic d = failure(() -> s.upgrade("head"));
                assertThat(d.code()).isEqualTo("run/verify");
                assertThat(d.span().line()).isEqualTo(upgrade.lines().count() + 10);
                edit(s, "bbbb2", "SELECT 0", "SELECT 1");
                goOn(s);
                assertThat(s.rows()).containsExactly("bbbb2");
                assertThat(marks(s)).isEqualTo(upgrade.lines().count() == 3 ? "2/2" : "1/1");
                s.downgrade("base");
                s.execute("DROP TABLE migrate_history");
            }
        }
    }

    @OnEveryDatabase
    void aHookThatFailsLosesNoProgress(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            for (int hook = 0; hook < 4; hook++) {
                Scratch s = scratch(database);
                s.mode = mode;
                s.upgrade("aaaa1");
                s.revision("bbbb2", "INSERT INTO mark VALUES (1);\nCREATE TABLE b (n INTEGER);", "DROP TABLE b;");
                s.revision(
                        "cccc3",
                        "INSERT INTO mark VALUES (2);\nCREATE TABLE c (n INTEGER);\nINSERT INTO mark VALUES (3);",
                        "DROP TABLE c;");
                List<String> bad = List.of("INSERT INTO nowhere VALUES (1)");
                List<String> none = List.of();
                s.hooks = new HookSettings(
                        hook == 0 ? bad : none,
                        hook == 1 ? bad : none,
                        hook == 2 ? bad : none,
                        hook == 3 ? bad : none,
                        none,
                        none);
                Diagnostic d = failure(() -> s.upgrade("head"));
                assertThat(d.code()).isEqualTo("run/statement-failed");
                assertThat(d.notes()).anyMatch(n -> n.contains("hook"));
                s.hooks = HookSettings.NONE;
                goOn(s);
                assertThat(s.rows()).as("hook %s, mode %s", hook, mode).containsExactly("cccc3");
                assertThat(marks(s)).as("hook %s, mode %s", hook, mode).isEqualTo("3/3");
                s.downgrade("base");
                s.execute("DROP TABLE migrate_history");
            }
        }
    }

    @OnEveryDatabase
    void aLockTimeOutInAHookRepeatsNothing(TestDatabase database) throws Exception {
        TransactionMode[] modes = {TransactionMode.PER_REVISION, null, null, TransactionMode.PER_REVISION};
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.NONE}) {
            for (int hook = mode == null ? 0 : 1; hook < 4; hook += mode == null ? 1 : 2) {
                Scratch s = scratch(database);
                s.mode = mode == null ? modes[hook] : mode;
                s.upgrade("aaaa1");
                s.execute("CREATE TABLE held (n INTEGER)");
                s.execute("INSERT INTO held VALUES (0)");
                s.revision("bbbb2", "INSERT INTO mark VALUES (1);\nCREATE TABLE b (n INTEGER);", "DROP TABLE b;");
                s.revision(
                        "cccc3",
                        "INSERT INTO mark VALUES (2);\nCREATE TABLE c (n INTEGER);\nINSERT INTO mark VALUES (3);",
                        "DROP TABLE c;");
                List<String> slow = List.of("UPDATE held SET n = n + 1");
                List<String> none = List.of();
                s.hooks = new HookSettings(
                        hook == 0 ? slow : none,
                        hook == 1 ? slow : none,
                        hook == 2 ? slow : none,
                        hook == 3 ? slow : none,
                        none,
                        none);
                s.lockTimeout = database.kind().isMysqlFamily() ? Duration.ofSeconds(1) : Duration.ofMillis(100);
                s.retries = 20;
                whileHeld(s, "UPDATE held SET n = 0", () -> s.upgrade("head"));
                assertThat(s.rows()).as("hook %s, mode %s", hook, mode).containsExactly("cccc3");
                assertThat(marks(s)).as("hook %s, mode %s", hook, mode).isEqualTo("3/3");
                assertThat(s.value("SELECT n FROM held"))
                        .as("hook %s, mode %s", hook, mode)
                        .isEqualTo(hook < 2 ? "1" : "2");
                s.hooks = HookSettings.NONE;
                s.downgrade("base");
                s.execute("DROP TABLE migrate_history");
                s.execute("DROP TABLE held");
            }
        }
    }

    /** Runs while another session holds a lock, which it lets go after the first time-out. */
    private static void whileHeld(Scratch s, String lock, Runnable run) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            try (Connection connection = s.database.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute(lock);
                held.countDown();
                while (done.getCount() > 0 && s.told.stream().noneMatch(t -> t.contains("trying again"))) {
                    Thread.sleep(10);
                }
                connection.rollback();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        holder.start();
        held.await();
        try {
            run.run();
        } finally {
            done.countDown();
            holder.join();
        }
        assertThat(s.told).as("the lock was met").anyMatch(t -> t.contains("trying again"));
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void recordedChecksumsDoNotHideAnUnfinishedRevision(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.revision(
                "bbbb2",
                "CREATE TABLE b (n INTEGER);\n"
                        + "INSERT INTO mark VALUES (1);\n"
                        + "CREATE TABLE c (n INTEGER);\n"
                        + "INSERT INTO nowhere VALUES (1);",
                "");
        failure(() -> s.upgrade("head"));
        edit(s, "aaaa1", "n INTEGER", "n  INTEGER");
        Diagnostic d = failure(() -> s.repair(new RepairCommand.Request(false, null, false, true, null)));
        assertThat(d.code()).isEqualTo("repair/unfinished");
        edit(s, "bbbb2", "INSERT INTO nowhere", "INSERT INTO mark");
        s.resume();
        assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo("2");
    }

    @OnEveryDatabase
    void aVersionTableThatAnotherProgramChangedStopsTheRevision(TestDatabase database) throws Exception {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            Scratch s = scratch(database);
            s.mode = mode;
            s.upgrade("aaaa1");
            s.revision(
                    "bbbb2",
                    "CREATE TABLE b (n INTEGER);\n"
                            + "UPDATE migrate_version SET version_num = 'zzzz9';\n"
                            + "INSERT INTO mark VALUES (1);",
                    "DROP TABLE b;");
            s.revision("cccc3", "INSERT INTO mark VALUES (2);", "DELETE FROM mark;");
            Diagnostic d = failure(() -> s.upgrade("head"));
            assertThat(d.code()).isEqualTo("run/version-changed");
            assertThat(d.notes()).anyMatch(n -> n.contains("bbbb2"));
            assertThat(s.value("SELECT COUNT(*) FROM mark WHERE n = 2")).isEqualTo("0");
            assertThat(s.rows()).containsExactly(mode == TransactionMode.NONE ? "zzzz9" : "aaaa1");
            if (mode == TransactionMode.NONE) {
                s.execute("UPDATE migrate_version SET version_num = 'aaaa1'");
            } else {
                edit(s, "bbbb2", "UPDATE migrate_version SET version_num = 'zzzz9';\n", "");
            }
            goOn(s);
            assertThat(s.rows()).containsExactly("cccc3");
            assertThat(marks(s)).isEqualTo("2/2");
            s.downgrade("base");
            s.execute("DROP TABLE migrate_history");
        }
    }

    @OnEveryDatabase
    void settingsOfTheScriptAreMadeAgainBeforeItGoesOn(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.mode = TransactionMode.NONE;
        String set =
                switch (database.kind()) {
                    case POSTGRESQL -> "CREATE SCHEMA other;\nSET search_path = other, public";
                    case MYSQL, MARIADB -> "SET @OLD_MODE = @@sql_mode, sql_mode = 'ANSI_QUOTES';\nSET @n = 7";
                    case SQLITE -> "CREATE TEMP TABLE unused (n INTEGER);\nPRAGMA recursive_triggers = 1";
                };
        String probe =
                switch (database.kind()) {
                    case POSTGRESQL -> "CASE WHEN current_schema() = 'other' THEN 7 END";
                    case MYSQL, MARIADB -> "CASE WHEN @@sql_mode LIKE '%ANSI_QUOTES%' THEN @n END";
                    case SQLITE -> "(SELECT 7 * recursive_triggers FROM pragma_recursive_triggers)";
                };
        s.revision(
                "bbbb2",
                set + ";\nCREATE TABLE b (n INTEGER);\nINSERT INTO nowhere VALUES (1);\nINSERT INTO mark VALUES ("
                        + probe + ");",
                "");
        failure(() -> s.upgrade("head"));
        edit(s, "bbbb2", "INSERT INTO nowhere VALUES (1)", "INSERT INTO mark VALUES (1)");
        s.resume();
        assertThat(s.value("SELECT SUM(n) FROM mark")).isEqualTo("8");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void aVariableThatIsGoneWithItsSessionIsNotGuessed(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.revision(
                "bbbb2",
                "INSERT INTO mark VALUES (1);\n"
                        + "SET @had = (SELECT COUNT(*) FROM mark);\n"
                        + "INSERT INTO mark VALUES (2);\n"
                        + "CREATE TABLE b (n INTEGER);\n"
                        + "INSERT INTO nowhere VALUES (1);\n"
                        + "INSERT INTO mark VALUES (@had);",
                "");
        failure(() -> s.upgrade("head"));
        edit(s, "bbbb2", "INSERT INTO nowhere VALUES (1)", "INSERT INTO mark VALUES (5)");
        Diagnostic d = failure(s::resume);
        assertThat(d.code()).isEqualTo("repair/session-variable");
        assertThat(d.message()).contains("@had");
        assertThat(marks(s)).isEqualTo("2/2");
    }

    @OnEveryDatabase
    void aTransactionOfTheScriptsOwnCountsAsAWhole(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.nonTransactional(
                "bbbb2",
                "CREATE TABLE b (n INTEGER);\n"
                        + "BEGIN;\n"
                        + "INSERT INTO mark VALUES (1);\n"
                        + "INSERT INTO mark VALUES (2);\n"
                        + "INSERT INTO nowhere VALUES (1);\n"
                        + "COMMIT;\n"
                        + "INSERT INTO mark VALUES (3);",
                "DROP TABLE b;");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.notes()).anyMatch(n -> n.contains("statement 5 of 7"));
        assertThat(marks(s)).isEqualTo("0/0");
        edit(s, "bbbb2", "INTO nowhere VALUES (1)", "INTO mark VALUES (4)");
        s.resume();
        assertThat(marks(s)).isEqualTo("4/4");
        assertThat(s.rows()).containsExactly("bbbb2");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void ddlInATransactionOfTheScriptsOwnCommitsIt(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.nonTransactional(
                "bbbb2",
                "START TRANSACTION;\n"
                        + "INSERT INTO mark VALUES (1);\n"
                        + "CREATE TABLE mark (n INTEGER);\n"
                        + "INSERT INTO mark VALUES (2);\n"
                        + "COMMIT;",
                "");
        failure(() -> s.upgrade("head"));
        edit(s, "bbbb2", "CREATE TABLE mark", "CREATE TABLE b");
        s.resume();
        assertThat(marks(s)).isEqualTo("2/2");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void withoutAutocommitOnlyWhatIsCommittedCounts(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.nonTransactional(
                "bbbb2",
                "SET autocommit = 0;\n"
                        + "INSERT INTO mark VALUES (1);\n"
                        + "COMMIT;\n"
                        + "INSERT INTO mark VALUES (2);\n"
                        + "INSERT INTO nowhere VALUES (1);\n"
                        + "COMMIT;",
                "");
        failure(() -> s.upgrade("head"));
        assertThat(marks(s)).isEqualTo("1/1");
        edit(s, "bbbb2", "INTO nowhere VALUES (1)", "INTO mark VALUES (3)");
        s.resume();
        assertThat(marks(s)).isEqualTo("3/3");
        assertThat(s.rows()).containsExactly("bbbb2");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void anInvalidIndexIsRemovedBeforeItIsBuiltAnew(TestDatabase database) throws Exception {
        for (String ifNotExists : List.of("", "IF NOT EXISTS ")) {
            for (String before : List.of("", "INSERT INTO mark VALUES (9);\n")) {
                Scratch s = scratch(database);
                s.upgrade("aaaa1");
                s.execute("INSERT INTO mark VALUES (1), (1)");
                s.nonTransactional(
                        "bbbb2",
                        before + "CREATE UNIQUE INDEX CONCURRENTLY " + ifNotExists + "ux ON mark (n);",
                        "DROP INDEX CONCURRENTLY ux;");
                Diagnostic d = failure(() -> s.upgrade("head"));
                assertThat(d.notes()).anyMatch(n -> n.contains("ux") && n.contains("invalid"));
                assertThat(s.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux'::regclass"))
                        .isEqualTo("f");
                s.execute("DELETE FROM mark WHERE n = 1");
                goOn(s);
                assertThat(s.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux'::regclass"))
                        .isEqualTo("t");
                assertThat(s.rows()).containsExactly("bbbb2");
                assertThat(s.value("SELECT COUNT(*) FROM mark")).isEqualTo(before.isEmpty() ? "0" : "1");
                s.downgrade("base");
                s.execute("DROP TABLE migrate_history");
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void anInvalidIndexOfSomebodyElseStays(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("head");
        s.execute("INSERT INTO mark VALUES (1), (1)");
        try {
            s.execute("CREATE UNIQUE INDEX CONCURRENTLY ux ON mark (n)");
        } catch (IllegalStateException duplicate) {
            assertThat(duplicate.getCause()).hasMessageContaining("ux");
        }
        s.nonTransactional("bbbb2", "CREATE UNIQUE INDEX CONCURRENTLY ux ON mark (n);", "");
        assertThat(failure(() -> s.upgrade("head")).message()).contains("already exists");
        assertThat(s.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux'::regclass"))
                .isEqualTo("f");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void anIndexThatMetALockIsTriedAgain(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.upgrade("head");
        s.nonTransactional("bbbb2", "CREATE INDEX CONCURRENTLY ux ON mark (n);", "");
        s.lockTimeout = Duration.ofMillis(200);
        s.retries = 10;
        whileHeld(s, "INSERT INTO mark VALUES (1)", () -> s.upgrade("head"));
        assertThat(s.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ux'::regclass"))
                .isEqualTo("t");
    }

    @OnEveryDatabase
    void aFailureBetweenStatementsSkipsNone(TestDatabase database) throws Exception {
        if (database.kind() == dev.migrate.sql.DatabaseKind.SQLITE) {
            return; // a lock there is on the whole file
        }
        Scratch s = scratch(database);
        s.mode = TransactionMode.NONE;
        s.upgrade("head");
        s.revision(
                "bbbb2",
                "CREATE TABLE b (n INTEGER);\n"
                        + "DROP TABLE migrate_history;\n"
                        + "INSERT INTO mark VALUES (1);\n"
                        + "INSERT INTO mark VALUES (2);",
                "");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/statement-failed");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        s.repair(new RepairCommand.Request(true, null, true, false, null));
        assertThat(marks(s)).isEqualTo("2/2");
    }
}
