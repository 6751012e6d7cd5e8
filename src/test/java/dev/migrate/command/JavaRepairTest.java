package dev.migrate.command;

import static dev.migrate.command.Scratch.javaDowngrade;
import static dev.migrate.command.Scratch.javaUpgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A revision in Java that stopped in the middle")
class JavaRepairTest {

    private static final String FILE = "src/main/migrations/a1.java";

    @TempDir
    Path folder;

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private void replace(Scratch s, String old, String text) {
        try {
            String before = Files.readString(folder.resolve(FILE));
            assertThat(before).contains(old);
            s.write(FILE, before.replace(old, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The column is written as it stands then, and is another one by the time of the resume. */
    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void goesOnBehindWhatWasWrittenFromTheTablesAsTheyStood(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"n\", integer()).notNull().comment(\"kept\"));",
                                "op.alterColumn(\"one\", \"n\").type(bigint());",
                                "op.alterColumn(\"one\", \"n\").rename(\"m\");",
                                "op.execute(\"INSERT INTO one VALUES (1)\");",
                                "op.createTable(\"nowhere.two\", column(\"n\", integer()));",
                                "op.execute(\"INSERT INTO one VALUES (2)\");"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.span().line()).isEqualTo(16);
        assertThat(d.help()).contains("migrate:repair -Dmigrate.resume");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        replace(s, "integer()).notNull()", "smallint()).notNull()");
        assertThat(failure(s::resume).code()).isEqualTo("repair/edited");
        replace(s, "smallint()).notNull()", "integer()).notNull()");
        replace(s, "nowhere.two", "two");
        s.resume();
        assertThat(s.value("SELECT SUM(m) FROM one")).isEqualTo("3");
        assertThat(s.value("SELECT CONCAT(data_type, is_nullable, column_comment) FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name = 'one'"))
                .isEqualTo("bigintNOkept");
        assertThat(s.outcomes()).containsExactly("a1 upgrade failed", "a1 upgrade resumed");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB, TestServer.POSTGRESQL_18, TestServer.SQLITE})
    void goesOnWhereItWasKilled(TestDatabase database) throws Exception {
        String pause =
                switch (database.kind()) {
                    case POSTGRESQL -> "SELECT pg_sleep(3)";
                    case MYSQL, MARIADB -> "DO SLEEP(3)";
                    case SQLITE ->
                        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 9000000) SELECT"
                                + " COUNT(*) FROM c";
                };
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"n\", integer()).primaryKey());",
                                "op.execute(\"INSERT INTO one VALUES (?)\", 1);",
                                "op.createTable(\"two\", column(\"n\", integer()));",
                                "op.execute(\"" + pause + "\");",
                                "op.execute(\"INSERT INTO one VALUES (?)\", 2);",
                                "op.createTable(\"three\", column(\"n\", integer()));"));
        s.mode = TransactionMode.NONE;
        Process process = UpgradeMain.start(s);
        UpgradeMain.await(process, "started a1");
        Thread.sleep(700);
        UpgradeMain.kill(process);
        for (int i = 0; i < 5 && s.rows().isEmpty(); i++) {
            try {
                s.upgrade("head");
            } catch (MigrateException e) {
                assertThat(e.diagnostics().get(0).code()).isEqualTo("repair/unfinished");
                resume(s);
            }
        }
        assertThat(s.rows()).containsExactly("a1");
        assertThat(s.value("SELECT SUM(n) FROM one")).isEqualTo("3");
        assertThat(s.hasTable("three")).isTrue();
    }

    /** Nobody can tell whether a pause was carried out; here it does not matter. */
    private static void resume(Scratch s) {
        try {
            s.resume();
        } catch (MigrateException e) {
            assertThat(e.diagnostics().get(0).code()).isEqualTo("repair/unknown");
            int at = new RepairCommand()
                    .run(s.workspace(), new RepairCommand.Request(false, null, false, false, null))
                    .finding()
                    .statement();
            s.resume(at);
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void goesOnThoughItReadsWhereThatLeadsToTheSame(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE one (n INTEGER PRIMARY KEY);\nINSERT INTO one VALUES (1), (2);",
                        "DROP TABLE one;")
                .java(
                        "a1",
                        javaUpgrade(
                                        "op.createTable(\"two\", column(\"n\", integer()));",
                                        "for (Row row : op.query(\"SELECT n FROM one ORDER BY n\")) {",
                                        "    op.execute(\"INSERT INTO two VALUES (?)\", row.number(\"n\"));",
                                        "}",
                                        "op.createTable(\"three\", column(\"n\", integer()));",
                                        "op.execute(\"INSERT INTO nowhere VALUES (1)\");")
                                + javaDowngrade("op.dropTable(\"three\");", "op.dropTable(\"two\");"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("run/statement-failed");
        assertThat(d.span().line()).isEqualTo(17);
        replace(s, "nowhere", "three");
        s.execute("INSERT INTO one VALUES (0)");
        assertThat(failure(s::resume).code()).isEqualTo("repair/reads-differ");
        assertThat(s.value("SELECT COUNT(*) FROM three")).isEqualTo("0");
        s.execute("DELETE FROM one WHERE n = 0");
        s.resume();
        assertThat(s.value("SELECT SUM(n) FROM two")).isEqualTo("3");
        assertThat(s.value("SELECT COUNT(*) FROM three")).isEqualTo("1");
        assertThat(s.rows()).containsExactly("a1");
        s.downgrade("base");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB, TestServer.SQLITE, TestServer.POSTGRESQL_14})
    void keepsTheRunsConnectionForTheRun(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.createTable(\"one\", column(\"n\", integer()));",
                                "try { op.connection().commit(); }",
                                "catch (java.sql.SQLException e) { throw new IllegalStateException(e); }"));
        Diagnostic d = failure(() -> s.upgrade("head"));
        assertThat(d.code()).isEqualTo("java/exception");
        assertThat(d.message()).contains("the connection is the run's");
        assertThat(d.span().line()).isEqualTo(14);
        boolean journaled = database.kind().isMysqlFamily();
        assertThat(s.hasTable("one")).isEqualTo(journaled);
        if (journaled) {
            assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
            replace(s, "op.connection().commit();", "op.connection().createStatement().close();");
            s.resume();
            assertThat(s.rows()).containsExactly("a1");
        }
    }
}
