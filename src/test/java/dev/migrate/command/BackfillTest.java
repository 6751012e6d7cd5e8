package dev.migrate.command;

import static dev.migrate.command.Scratch.javaUpgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A backfill")
class BackfillTest {

    @TempDir
    Path folder;

    private static String rows(int count, IntFunction<String> row) {
        return "INSERT INTO big VALUES "
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "(" + row.apply(i) + ")")
                        .collect(Collectors.joining(", "))
                + ";\n";
    }

    private static String marked(String key, int size, String statement) {
        return "-- migrate:backfill table=big key=" + key + " size=" + size + "\n" + statement + ";";
    }

    private static Diagnostic failure(ThrowingCallable call) {
        MigrateException e = catchThrowableOfType(MigrateException.class, call);
        assertThat(e).as("a failure").isNotNull();
        return e.diagnostics().get(0);
    }

    private static long batches(Scratch s) {
        return s.told.stream().filter(line -> line.startsWith("batch behind")).count();
    }

    /** Every row once: one that is done twice, or never, shows. */
    private static void onceEach(Scratch s, int count) {
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 1")).isEqualTo("" + count);
        assertThat(s.value("SELECT COUNT(*) FROM big")).isEqualTo("" + count);
    }

    @OnEveryDatabase
    void goesThroughKeysOfAnyType(TestDatabase database) {
        boolean mysql = database.kind().isMysqlFamily();
        String[][] keys = {
            {"id INTEGER PRIMARY KEY", "id", "%1$d"},
            {"id BIGINT PRIMARY KEY", "id", "%1$d - 9007199254740993"},
            {"id VARCHAR(40) PRIMARY KEY", "id", "'k''\u00e9, %1$d'"},
            {"id TIMESTAMP" + (mysql ? "(3)" : "") + " PRIMARY KEY", "id", "'2024-01-01 00:00:00.%1$03d'"},
            {"a INTEGER, b VARCHAR(9), PRIMARY KEY (a, b)", "a,b", "%2$d, 'x%1$d'"},
            {"id DECIMAL(12, 3) PRIMARY KEY", "id", "%1$d.125"},
            {
                "id " + (mysql ? "BINARY(2)" : database.kind() == DatabaseKind.POSTGRESQL ? "UUID" : "BLOB")
                        + " PRIMARY KEY",
                "id",
                database.kind() == DatabaseKind.POSTGRESQL ? "'00000000-0000-0000-0000-00000000%1$04x'" : "X'%1$04x'"
            },
        };
        Scratch s = new Scratch(folder, database);
        for (int i = 0; i < keys.length; i++) {
            String[] key = keys[i];
            String range =
                    key[1].equals("a,b") ? "(a, b) > (:from) AND (big.a, b) <= (:to)" : "id > :from AND id <= :to";
            s.revision(
                    "k" + i,
                    (i == 0 ? "" : "DROP TABLE big;\n") + "CREATE TABLE big ("
                            + key[0].replace(", PRIMARY", ", n INTEGER DEFAULT 0, PRIMARY")
                            + (key[1].equals("a,b") ? "" : ", n INTEGER DEFAULT 0") + ");\n"
                            + rows(137, n -> String.format(java.util.Locale.ROOT, key[2], n, n / 50) + ", 0")
                            + marked(key[1], 10, "UPDATE big SET n = n + 1 WHERE " + range)
                            + "\nUPDATE big SET n = n + 0;",
                    null);
            s.told.clear();
            s.upgrade("head");
            onceEach(s, 137);
            assertThat(batches(s)).as(key[0]).isEqualTo(14);
            assertThat(s.told).contains("batch behind 137 of 137");
        }
    }

    @OnEveryDatabase
    void ofAnEmptyTableDoesNothing(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a1",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER);\n"
                                + marked("id", 10, "DELETE FROM big WHERE id > :from AND id <= :to"),
                        null);
        s.upgrade("head");
        assertThat(batches(s)).isZero();
        assertThat(s.rows()).containsExactly("a1");
    }

    @OnEveryDatabase
    void thatFailsKeepsItsBatchesAndGoesOnBehindThem(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER CHECK (n < 5));\n"
                                + rows(50, i -> i + ", " + (i == 33 ? 4 : 0)),
                        null)
                .revision("a1", marked("id", 10, "UPDATE big SET n = n + 1 WHERE id > :from AND id <= :to"), null);
        Diagnostic failed = failure(() -> s.upgrade("head"));
        assertThat(failed.code()).isEqualTo("run/statement-failed");
        assertThat(failed.notes()).anyMatch(note -> note.contains("30 rows in all"));
        assertThat(failed.help()).contains("migrate:repair -Dmigrate.resume");
        assertThat(s.value("SELECT SUM(n) FROM big")).isEqualTo("34");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("repair/unfinished");
        s.execute("UPDATE big SET n = 0 WHERE id = 33");
        s.told.clear();
        s.resume();
        onceEach(s, 50);
        assertThat(batches(s)).isEqualTo(2);
        assertThat(s.outcomes()).last().isEqualTo("a1 upgrade resumed");
    }

    @OnEveryDatabase
    void thatIsKilledNeitherLosesNorRepeatsABatch(TestDatabase database) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER);\n" + rows(600, i -> i + ", 0"),
                        null)
                .revision(
                        "a1",
                        "CREATE TABLE side (n INTEGER);\n"
                                + marked("id", 7, "UPDATE big SET n = n + 1 WHERE id > :from AND id <= :to")
                                        .replace("size=7", "size=7 pause=3ms")
                                + "\nCREATE TABLE other (n INTEGER);",
                        null);
        Process process = UpgradeMain.start(s);
        UpgradeMain.await(process, "batch behind");
        Thread.sleep(random.nextInt(150));
        UpgradeMain.kill(process);
        Marks.converge(s, "seed " + seed);
        onceEach(s, 600);
        assertThat(s.hasTable("other")).isTrue();
    }

    @OnEveryDatabase
    void holdsNoRowLongerThanABatch(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER);\n" + rows(60, i -> i + ", 0"),
                        null)
                .revision("a1", marked("id", 10, "UPDATE big SET n = n + 1 WHERE id > :from AND id <= :to"), null);
        s.told = new java.util.ArrayList<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean add(String text) {
                if (text.startsWith("batch behind")) {
                    // Another session, while the run goes on: a row that is done, and one that is not.
                    s.execute("UPDATE big SET n = n + 100 WHERE id IN (1, 60)");
                }
                return super.add(text);
            }
        };
        s.upgrade("head");
        assertThat(s.value("SELECT SUM(n) FROM big")).isEqualTo("" + (60 + 6 * 2 * 100));
    }

    @OnEveryDatabase
    void inJavaStandsBehindOtherOperations(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, m VARCHAR(9));\n" + rows(55, i -> i + ", 'x'"),
                        null)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.batchAlterTable(\"big\", t -> { t.dropColumn(\"m\"); t.addColumn(column(\"n\","
                                        + " integer())); });",
                                "op.backfill(\"big\").key(\"id\").set(\"n = 1\").where(\"n = 2 OR n IS"
                                        + " NULL\").batchSize(10);",
                                "op.createTable(\"later\", column(\"id\", integer()));"));
        s.upgrade("head");
        onceEach(s, 55);
        assertThat(batches(s)).isEqualTo(6);
        assertThat(s.hasTable("later")).isTrue();
    }

    /** The rebuild before it drops the old table: with foreign keys on that would delete the children. */
    @OnDatabases({TestServer.SQLITE})
    void behindARebuildLosesNoChild(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, m VARCHAR(9));\n" + rows(25, i -> i + ", 'x'")
                                + "CREATE TABLE child (id INTEGER REFERENCES big (id) ON DELETE CASCADE);\n"
                                + "INSERT INTO child SELECT id FROM big;",
                        null)
                .java(
                        "a1",
                        javaUpgrade(
                                "op.batchAlterTable(\"big\", t -> { t.alterColumn(\"m\").type(varchar(20));"
                                        + " t.addColumn(column(\"n\", integer())); });",
                                "op.backfill(\"big\").key(\"id\").set(\"n = 1\").batchSize(10);"));
        s.login = new Login(s.login.url() + "?foreign_keys=true", s.login.user(), s.login.password());
        s.upgrade("head");
        onceEach(s, 25);
        assertThat(batches(s)).isEqualTo(3);
        assertThat(s.value("SELECT COUNT(*) FROM child")).isEqualTo("25");
    }

    @OnEveryDatabase
    void withoutADatabaseIsOneStatement(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("a1", marked("id", 10, "UPDATE big SET n = 1 WHERE id > :from AND id <= :to"), null);
        s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null);
        try (var files = Files.walk(folder.resolve("target"))) {
            Path sql = files.filter(f -> f.toString().endsWith("upgrade.sql"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(sql))
                    .contains("UPDATE big SET n = 1 WHERE 1 = 1 AND 1 = 1;")
                    .contains("-- a backfill: one statement here");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @OnEveryDatabase
    void whoseKeyMayBeNullIsRefused(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("a0", "CREATE TABLE big (id INTEGER, n INTEGER);\nINSERT INTO big VALUES (NULL, 0);", null)
                .revision("a1", marked("id", 10, "UPDATE big SET n = 1 WHERE id > :from AND id <= :to"), null);
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("run/backfill-null-key");
    }

    @OnEveryDatabase
    void mayHaveAnOrInParentheses(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER);\n" + rows(25, i -> i + ", " + i % 3),
                        null)
                .revision(
                        "a1",
                        marked(
                                "id",
                                10,
                                "UPDATE big SET n = CASE WHEN id = 1 OR id = 2 THEN 7 ELSE n + id - id + 7 END WHERE (n = 1"
                                        + " OR n = 2) AND id IN (SELECT b.id FROM (SELECT id FROM big WHERE id > :from AND"
                                        + " id <= :to) b WHERE b.id = 0 OR b.id > 0)"),
                        null);
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n > 2")).isEqualTo("17");
        assertThat(s.value("SELECT COUNT(*) FROM big WHERE n = 0")).isEqualTo("8");
    }

    @OnEveryDatabase
    void withoutAnIndexOnItsKeySaysSo(TestDatabase database) {
        String id = database.kind().isMysqlFamily() ? "`iD`" : "\"iD\"";
        Scratch s = new Scratch(folder, database)
                .revision(
                        "a0",
                        "CREATE TABLE big (" + id + " INTEGER, n INTEGER);\n" + rows(25, i -> i + ", 0")
                                + "CREATE INDEX other ON big (n, " + id + ");",
                        null)
                .revision("a1", marked(id, 10, "UPDATE big SET n = n + 1 WHERE " + id + " > :from AND " + id + " <= :to"), null);
        s.upgrade("head");
        onceEach(s, 25);
        assertThat(s.told).filteredOn(line -> line.startsWith("no index of big begins with")).hasSize(1);
        s.told.clear();
        s.revision("a2", "CREATE INDEX own ON big (" + id + ", n);", null)
                .revision("a3", marked(id, 10, "UPDATE big SET n = n + 0 WHERE " + id + " > :from AND " + id + " <= :to"), null);
        s.upgrade("head");
        assertThat(s.told).noneMatch(line -> line.startsWith("no index"));
    }

    @OnEveryDatabase
    void thatIsWrittenWrongChangesNothing(TestDatabase database) {
        String good = "UPDATE big SET n = 1 WHERE id > :from AND id <= :to";
        String[][] cases = {
            {"table=big kee=id", good, "script/backfill-option"},
            {"table=big", good, "script/backfill-option"},
            {"key=id", good, "script/backfill-option"},
            {"table=big key=id size=0", good, "script/backfill-option"},
            {"table=big key=id size=5 size=6", good, "script/backfill-option"},
            {"table=big key=id pause=soon", good, "script/backfill-option"},
            {"table=big key=id", "INSERT INTO big VALUES (1, 1)", "script/backfill-statement"},
            {"table=big key=id", "UPDATE big SET n = 1", "script/backfill-range"},
            {"table=big key=id", good.replace("<=", "<"), "script/backfill-range"},
            {"table=big key=id", good.replace("> ", ">= "), "script/backfill-range"},
            {"table=big key=id", good.replace("AND", "OR"), "script/backfill-range"},
            {"table=big key=id", good.replace("id > ", "n + id > "), "script/backfill-range"},
            {"table=big key=n", good, "script/backfill-range"},
            {"table=big key=id", "UPDATE big SET n = 1 WHERE id BETWEEN :from AND :to", "script/backfill-range"},
            {"table=big key=id", "UPDATE big SET n = ':from :to'", "script/backfill-range"},
            {"table=big key=big.id", good, "script/backfill-option"},
            {"table=big key=id+0", good, "script/backfill-option"},
            // Each of these would change rows in every batch, or leave some out.
            {"table=big key=id", good + " AND n = 1 OR n = 2", "script/backfill-range"},
            {"table=big key=id", good.replace("WHERE ", "WHERE (").concat(") OR n = 2"), "script/backfill-range"},
            {"table=big key=id", good.replace("WHERE ", "WHERE n = 2 OR n = 3 AND "), "script/backfill-range"},
            {"table=big key=id", good + " AND n IS NULL LIMIT 5", "script/backfill-range"},
            {"table=big key=id", good.replace("n = 1", "n = 1, id = id + 10"), "script/backfill-range"},
            {"table=big key=id", good.replace("n = 1", "big.ID = n"), "script/backfill-range"},
            {"table=big key=id", good.replace("n = 1", "(n, id) = (1, 2)"), "script/backfill-range"},
        };
        for (int i = 0; i < cases.length; i++) {
            Scratch s = new Scratch(folder.resolve("case" + i), database)
                    .revision("a0", "CREATE TABLE big (id INTEGER, n INTEGER);", null)
                    .revision("a1", "-- migrate:backfill " + cases[i][0] + "\n" + cases[i][1] + ";", null);
            Diagnostic refused = failure(() -> s.upgrade("head"));
            assertThat(refused.code()).as(String.join(" | ", cases[i])).isEqualTo(cases[i][2]);
            assertThat(String.valueOf(refused.span())).contains("a1.sql");
        }
        assertThat(new Scratch(folder, database).hasTable("big")).isFalse();
    }
}
