package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.HookSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Upgrade and downgrade, on every database,")
class MoveCommandTest {

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        return new Scratch(folder, database)
                .revision(
                        "aaaa1",
                        "CREATE TABLE one (n INTEGER PRIMARY KEY);\nINSERT INTO one VALUES (1);",
                        "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;")
                .revision("cccc3", "INSERT INTO one VALUES (3);", "DELETE FROM one WHERE n = 3;");
    }

    private static Diagnostic failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    @OnEveryDatabase
    void runWhatIsPendingAndGoBack(TestDatabase database) {
        Scratch s = scratch(database);
        var up = s.upgrade("head");
        assertThat(up.plan().steps()).hasSize(3);
        assertThat(up.took()).hasSize(3);
        assertThat(up.pending()).isZero();
        assertThat(s.rows()).containsExactly("cccc3");
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("2");
        assertThat(s.told).contains("finished aaaa1", "finished bbbb2", "finished cccc3");
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
        assertThat(s.downgrade("-1").pending()).isEqualTo(1);
        assertThat(s.rows()).containsExactly("bbbb2");
        s.downgrade("base");
        assertThat(s.rows()).isEmpty();
        assertThat(s.hasTable("one")).isFalse();
        s.upgrade("bbbb2");
        assertThat(s.rows()).containsExactly("bbbb2");
        assertThat(s.outcomes())
                .containsExactly(
                        "aaaa1 upgrade success",
                        "bbbb2 upgrade success",
                        "cccc3 upgrade success",
                        "cccc3 downgrade success",
                        "bbbb2 downgrade success",
                        "aaaa1 downgrade success",
                        "aaaa1 upgrade success",
                        "bbbb2 upgrade success");
    }

    @OnEveryDatabase
    void sayWhichStatementFailedAndKeepWhatCanBeKept(TestDatabase database) {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            Scratch s = scratch(database);
            s.mode = mode;
            String bad = "INSERT INTO two VALUES (1);\nCREATE TABLE three (n INTEGER);\nINSERT INTO two VALUES (2);\n\n"
                    + "  INSERT INTO nowhere VALUES (1);\nCREATE TABLE four (n INTEGER);";
            s.revision("dddd4", bad, "DROP TABLE three;");
            Diagnostic d = failure(() -> s.upgrade("head"));
            assertThat(d.code()).isEqualTo("run/statement-failed");
            assertThat(d.span().line()).isEqualTo(11);
            assertThat(d.notes()).anyMatch(n -> n.contains("statement 4 of 5"));
            boolean journaled = database.kind().isMysqlFamily() || mode == TransactionMode.NONE;
            if (journaled) {
                boolean grouped = mode != TransactionMode.NONE;
                assertThat(s.rows()).containsExactly("cccc3");
                assertThat(s.hasTable("three")).isTrue();
                assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo(grouped ? "1" : "2");
                assertThat(d.help()).contains("migrate:repair");
                assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
                s.write(
                        "src/main/migrations/dddd4.sql",
                        read("dddd4").replace("INSERT INTO nowhere", "INSERT INTO two"));
                var repaired = new RepairCommand()
                        .run(s.workspace(), new RepairCommand.Request(true, null, false, false, null));
                assertThat(repaired.resumed()).isTrue();
                assertThat(s.rows()).containsExactly("dddd4");
                assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("3");
                assertThat(s.outcomes()).endsWith("dddd4 upgrade failed", "dddd4 upgrade resumed");
                s.downgrade("cccc3");
                s.execute("DROP TABLE four");
                s.execute("DELETE FROM two");
            } else if (mode == null) {
                assertThat(s.rows()).isEmpty();
                assertThat(s.hasTable("one")).isFalse();
                assertThat(s.outcomes()).endsWith("dddd4 upgrade failed");
            } else {
                assertThat(s.rows()).containsExactly("cccc3");
                assertThat(s.hasTable("three")).isFalse();
                assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("0");
            }
            if (!s.rows().isEmpty()) {
                s.write(
                        "src/main/migrations/dddd4.sql",
                        "-- t\n--\n-- revision: dddd4\n-- revises: cccc3\n\n-- migrate:upgrade\n");
                s.downgrade("base");
            }
        }
    }

    private String read(String id) {
        try {
            return Files.readString(folder.resolve("src/main/migrations/" + id + ".sql"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void quoteTheScriptAlone(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "aaaa1",
                        "CREATE TABLE a (n INTEGER);\nCREATE TABEL b (n INTEGER);\nCREATE TABLE c (n INTEGER);",
                        "");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.message()).contains("near 'TABEL b (n INTEGER)' at line");
        assertThat(d.span()).isNotNull();
        assertThat(d.span().line()).isEqualTo(8);
    }

    @OnEveryDatabase
    void goOnAfterAFirstStatementThatFailed(TestDatabase database) {
        Scratch s = scratch(database).revision("dddd4", "INSERT INTO nowhere VALUES (1);", "");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.notes()).anyMatch(n -> n.contains("statement 1 of 1"));
        s.write("src/main/migrations/dddd4.sql", read("dddd4").replace("nowhere", "two"));
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("dddd4");
        assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
    }

    @OnEveryDatabase
    void applyOnceWhenSixRunAtOnce(TestDatabase database) throws Exception {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision(
                        "bbbb2",
                        "INSERT INTO one VALUES (1);\nCREATE TABLE two (n INTEGER);\nINSERT INTO one VALUES (2);",
                        "");
        var pool = Executors.newFixedThreadPool(6);
        List<Callable<MoveCommand.Result>> runs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            runs.add(() -> s.upgrade("head"));
        }
        int steps = 0;
        for (Future<MoveCommand.Result> run : pool.invokeAll(runs)) {
            steps += run.get().plan().steps().size();
        }
        pool.shutdown();
        assertThat(steps).isEqualTo(2);
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("2");
    }

    @OnEveryDatabase
    void refuseAnEditedScript(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("head");
        s.write("src/main/migrations/bbbb2.sql", read("bbbb2").replace("n INTEGER", "n BIGINT"));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("validate/edited");
        var recorded =
                new RepairCommand().run(s.workspace(), new RepairCommand.Request(false, null, false, true, null));
        assertThat(recorded.recorded()).containsExactly("bbbb2");
        s.upgrade("head");
    }

    @OnEveryDatabase
    void goBackWithTheStoredTextWhenTheScriptIsGone(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        s.upgrade("head");
        Files.delete(folder.resolve("src/main/migrations/cccc3.sql"));
        Files.delete(folder.resolve("src/main/migrations/bbbb2.sql"));
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("plan/unknown-row");
        s.downgrade("aaaa1");
        assertThat(s.told).anyMatch(t -> t.contains("stored"));
        assertThat(s.rows()).containsExactly("aaaa1");
        assertThat(s.hasTable("two")).isFalse();
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("1");
    }

    @OnEveryDatabase
    void runHooksAroundEverything(TestDatabase database) {
        Scratch s = scratch(database);
        s.execute("CREATE TABLE log (what VARCHAR(50))");
        s.write("hooks/after.sql", "INSERT INTO log VALUES ('after run');");
        s.hooks = new HookSettings(
                List.of("INSERT INTO log VALUES ('before run')"),
                List.of("hooks/after.sql"),
                List.of("INSERT INTO log VALUES ('before')"),
                List.of("INSERT INTO log VALUES ('after')"),
                List.of("INSERT INTO log VALUES ('failed')"),
                List.of());
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM log WHERE what = 'before run'"))
                .isEqualTo("1");
        assertThat(s.value("SELECT COUNT(*) FROM log WHERE what = 'after run'")).isEqualTo("1");
        assertThat(s.value("SELECT COUNT(*) FROM log WHERE what = 'before'")).isEqualTo("3");
        assertThat(s.value("SELECT COUNT(*) FROM log WHERE what = 'after'")).isEqualTo("3");
        s.revision("dddd4", "INSERT INTO nowhere VALUES (1);", "");
        failure(() -> s.upgrade("head"));
        assertThat(s.value("SELECT COUNT(*) FROM log WHERE what = 'failed'")).isEqualTo("1");
    }

    @OnEveryDatabase
    void lookWithoutChangingAnything(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        var dry = s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null);
        assertThat(dry.file()).content().contains("CREATE TABLE one");
        assertThat(s.rows()).isEmpty();
        assertThat(s.hasTable("migrate_version")).isFalse();
        s.upgrade("bbbb2");
        dry = s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null);
        assertThat(dry.file()).content().doesNotContain("CREATE TABLE one").contains("INSERT INTO one VALUES (3)");
        var offline = s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null);
        String first = Files.readString(offline.file());
        s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null);
        assertThat(offline.file()).hasContent(first);
    }

    @OnEveryDatabase
    void askForConfirmationWhereAnEnvironmentIsProtected(TestDatabase database) {
        Scratch s = scratch(database);
        s.isProtected = true;
        s.upgrade("head");
        assertThat(failure(() -> s.downgrade("base")).code()).isEqualTo("confirm/needed");
        s.revision("dddd4", "DROP TABLE two;", "CREATE TABLE two (n INTEGER);");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("confirm/needed");
        assertThat(s.rows()).containsExactly("cccc3");
        new MoveCommand(Direction.UPGRADE)
                .run(s.workspace(), new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, "test", false));
        assertThat(s.rows()).containsExactly("dddd4");
    }

    @OnEveryDatabase
    void runAScriptThatIsNotTransactional(TestDatabase database) {
        Scratch s = scratch(database)
                .nonTransactional(
                        "dddd4", "CREATE TABLE three (n INTEGER);\nINSERT INTO three VALUES (1);", "DROP TABLE three;")
                .revision("eeee5", "INSERT INTO three VALUES (2);", "");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("eeee5");
        assertThat(s.value("SELECT COUNT(*) FROM three")).isEqualTo("2");
        s.downgrade("cccc3");
        assertThat(s.hasTable("three")).isFalse();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void buildAnIndexConcurrently(TestDatabase database) {
        Scratch s = scratch(database)
                .nonTransactional(
                        "dddd4", "CREATE INDEX CONCURRENTLY ix_one ON one (n);", "DROP INDEX CONCURRENTLY ix_one;");
        s.upgrade("head");
        assertThat(s.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_one'::regclass"))
                .isEqualTo("t");
        s.downgrade("-1");
        assertThat(s.rows()).containsExactly("cccc3");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void copyData(TestDatabase database) {
        Scratch s = scratch(database)
                .revision(
                        "dddd4",
                        "COPY one (n) FROM stdin;\n10\n11\n\\.\nINSERT INTO one VALUES (12);",
                        "DELETE FROM one WHERE n >= 10;");
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM one WHERE n >= 10")).isEqualTo("3");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void runADumpThatLocksTables(TestDatabase database) {
        Scratch s = scratch(database)
                .revision(
                        "dddd4",
                        "SET FOREIGN_KEY_CHECKS = 0;\n"
                                + "LOCK TABLES `one` WRITE;\n"
                                + "/*!40000 ALTER TABLE `one` DISABLE KEYS */;\n"
                                + "INSERT INTO `one` VALUES (20),(21);\n"
                                + "/*!40000 ALTER TABLE `one` ENABLE KEYS */;\n"
                                + "UNLOCK TABLES;\n"
                                + "INSERT INTO two VALUES (5);",
                        "");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("dddd4");
        assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("4");
        assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void comeBackFromAnotherDatabase(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("dddd4", "USE information_schema;", "")
                .revision("eeee5", "INSERT INTO two VALUES (7);", "");
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
        assertThat(failure(() -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null))
                        .code())
                .isEqualTo("script/use");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void putBackWhatADumpChanged(TestDatabase database) {
        Scratch s = scratch(database)
                .revision(
                        "dddd4",
                        "SET statement_timeout = 0;\n"
                                + "SET client_encoding = 'UTF8';\n"
                                + "SELECT pg_catalog.set_config('search_path', '', false);\n"
                                + "CREATE TABLE public.three (n integer);",
                        "DROP TABLE three;")
                .revision("eeee5", "INSERT INTO three VALUES (1);", "");
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM three")).isEqualTo("1");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void comeBackFromAnotherRole(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("dddd4", "SET ROLE pg_monitor;\nSELECT 1;", "")
                .nonTransactional("eeee5", "SET ROLE pg_monitor;\nSELECT 1;", "SELECT 1;")
                .revision("ffff6", "CREATE TABLE three (n INTEGER);", "");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("ffff6");
        assertThat(s.value("SELECT tableowner FROM pg_tables WHERE tablename = 'three'"))
                .isNotEqualTo("pg_monitor");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void keepTheRoleThatAHookSetForTheWholeRun(TestDatabase database) {
        String role = "owner_" + Long.toString(System.nanoTime(), 36);
        Scratch s = new Scratch(folder, database);
        s.execute("CREATE ROLE " + role);
        s.execute("GRANT ALL ON SCHEMA public TO " + role);
        s.hooks = new HookSettings(List.of("SET ROLE " + role), List.of(), List.of(), List.of(), List.of(), List.of());
        s.revision("aaaa1", "SELECT 1;\nCREATE TABLE one (n INTEGER);", "")
                .nonTransactional(
                        "bbbb2", "CREATE TABLE two (n INTEGER);\nSELECT 1;\nCREATE TABLE three (n INTEGER);", "")
                .revision("cccc3", "CREATE TABLE four (n INTEGER);", "");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("cccc3");
        assertThat(s.value("SELECT COUNT(*) FROM pg_tables WHERE tableowner = '" + role + "'"))
                .isEqualTo("4");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void checkWhatAScriptDeferredInThatScript(TestDatabase database) {
        Scratch s = scratch(database)
                .revision(
                        "dddd4",
                        "CREATE TABLE p (id integer PRIMARY KEY);\n"
                                + "CREATE TABLE c (p integer REFERENCES p DEFERRABLE);\n"
                                + "CREATE TABLE d (p integer REFERENCES p DEFERRABLE INITIALLY DEFERRED);",
                        "")
                .revision(
                        "eeee5",
                        "SET CONSTRAINTS ALL DEFERRED;\nINSERT INTO c VALUES (1);\nINSERT INTO p VALUES (1);",
                        "")
                .revision("ffff6", "INSERT INTO d VALUES (2);\nINSERT INTO p VALUES (2);", "");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("ffff6");
        s.revision("gggg7", "SET CONSTRAINTS ALL DEFERRED;\nINSERT INTO c VALUES (9);", "");
        s.revision("hhhh8", "INSERT INTO p VALUES (3);", "");
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.notes()).anyMatch(n -> n.contains("gggg7"));
        assertThat(s.rows()).containsExactly("ffff6");
    }

    @OnDatabases({TestServer.POSTGRESQL_18})
    void refuseWhenTheLockIsTakenAwayInTheMiddle(TestDatabase database) {
        Scratch s = scratch(database)
                .revision("dddd4", "SELECT pg_advisory_unlock_all();", "")
                .revision("eeee5", "INSERT INTO one VALUES (9);", "");
        s.mode = TransactionMode.PER_REVISION;
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("lock/lost");
        assertThat(s.rows()).containsExactly("dddd4");
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("eeee5");
    }
}
