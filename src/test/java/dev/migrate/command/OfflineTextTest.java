package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The text of an offline script")
class OfflineTextTest {

    @TempDir
    Path folder;

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    @OnEveryDatabase
    void isTheSameEverywhere(TestDatabase database) throws IOException {
        Scratch s = OfflineProject.on(folder, database);
        byte[] first = Files.readAllBytes(OfflineScriptTest.written(s, Direction.UPGRADE, "head", null));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String user = System.getProperty("user.name");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            System.setProperty("user.name", "somebody else");
            assertThat(Files.readAllBytes(OfflineScriptTest.written(s, Direction.UPGRADE, "head", null)))
                    .isEqualTo(first);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
            System.setProperty("user.name", user);
        }
        assertThat(Files.readString(OfflineScriptTest.written(s, Direction.UPGRADE, "head", null)))
                .doesNotContain("\r", folder.toString(), "tester", database.settingsUrl())
                .endsWith("\n");
    }

    @OnEveryDatabase
    void hasLineFeedsWhereTheScriptsHaveCarriageReturns(TestDatabase database) throws IOException {
        Scratch s = OfflineProject.on(folder, database);
        Path unix = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        try (var files = Files.list(folder.resolve("src/main/migrations"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
            }
        }
        Path windows = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        assertThat(Files.readString(windows)).isEqualTo(Files.readString(unix));
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.SQLITE})
    void placesTransactionsAroundASectionThatHasNone(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "")
                .nonTransactional("bbbb2", "CREATE TABLE two (n INTEGER);", "")
                .revision("cccc3", "CREATE TABLE three (n INTEGER);", "")
                .revision("dddd4", "CREATE TABLE four (n INTEGER);", "");
        assertThat(frame(s))
                .isEqualTo("BEGIN one UPDATE COMMIT two BEGIN UPDATE COMMIT BEGIN three UPDATE four UPDATE COMMIT");
        s.mode = TransactionMode.PER_REVISION;
        assertThat(frame(s))
                .isEqualTo("BEGIN one UPDATE COMMIT two BEGIN UPDATE COMMIT BEGIN three UPDATE COMMIT BEGIN four UPDATE"
                        + " COMMIT");
        s.mode = TransactionMode.NONE;
        assertThat(frame(s))
                .isEqualTo("BEGIN COMMIT one BEGIN UPDATE COMMIT two BEGIN UPDATE COMMIT three BEGIN UPDATE COMMIT four"
                        + " BEGIN UPDATE COMMIT");
    }

    private static String frame(Scratch s) throws IOException {
        StringBuilder frame = new StringBuilder();
        for (String line : Files.readAllLines(OfflineScriptTest.written(s, Direction.UPGRADE, "head", null))) {
            String word = line.startsWith("BEGIN") && line.endsWith(";")
                    ? "BEGIN"
                    : line.equals("COMMIT;")
                            ? "COMMIT"
                            : line.startsWith("UPDATE ") || line.startsWith("INSERT INTO \"migrate_version\"")
                                    ? "UPDATE"
                                    : line.startsWith("CREATE TABLE ") && !line.contains("EXISTS")
                                            ? line.split(" ")[2]
                                            : "";
            frame.append(word.isEmpty() ? "" : (frame.isEmpty() ? "" : " ") + word);
        }
        return frame.toString();
    }

    @OnEveryDatabase
    void coversTheRangeAskedFor(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;")
                .revision("cccc3", "CREATE TABLE three (n INTEGER);", null);
        String text = Files.readString(OfflineScriptTest.written(s, Direction.UPGRADE, "aaaa1:bbbb2", null));
        assertThat(text).contains("CREATE TABLE two").doesNotContain("TABLE one (", "TABLE three (");
        text = Files.readString(OfflineScriptTest.written(s, Direction.DOWNGRADE, "bbbb2:aaaa1", null));
        assertThat(text).contains("DROP TABLE two").doesNotContain("DROP TABLE one");
        Path nothing = OfflineScriptTest.written(s, Direction.UPGRADE, "bbbb2", "bbbb2");
        assertThat(nothing).content().contains("nothing to do");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            List<String> before = Snapshot.of(database);
            assertThat(client.run(database, nothing).status()).isZero();
            assertThat(Snapshot.of(database)).isEqualTo(before);
        }
        Path file = folder.resolve("target/migrate/test-upgrade.sql");
        Path back = folder.resolve("target/migrate/test-downgrade.sql");
        Files.delete(file);
        Files.delete(back);
        assertThat(failure(() -> s.move(Direction.UPGRADE, "bbbb2:aaaa1", MoveCommand.Mode.SQL, null))
                        .help())
                .isNotEmpty();
        assertThat(failure(() -> s.move(Direction.DOWNGRADE, "base", MoveCommand.Mode.SQL, "cccc3"))
                        .code())
                .isEqualTo("script/no-downgrade");
        assertThat(failure(() -> s.move(Direction.DOWNGRADE, "base", MoveCommand.Mode.SQL, null))
                        .help())
                .isNotEmpty();
        assertThat(file).doesNotExist();
        assertThat(back).doesNotExist();
        try (var left = Files.list(folder.resolve("target/migrate"))) {
            assertThat(left).isEmpty();
        }
    }

    @OnEveryDatabase
    void refusesToBeginWhatIsRequiredAndFails(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision(
                        "bbbb2",
                        "-- migrate:require SELECT COUNT(*) > 0 FROM one WHERE n >= 0 -- it's so\n"
                                + "CREATE TABLE two (n INTEGER);",
                        "DROP TABLE two;");
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "aaaa1");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Scratch there = new Scratch(folder, fresh);
                there.upgrade("aaaa1");
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isNotZero();
                assertThat(ran.output()).contains("what revision bbbb2 requires does not hold");
                assertThat(there.hasTable("two")).isFalse();
                fresh.execute("INSERT INTO one VALUES (1)");
                ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(there.rows()).containsExactly("bbbb2");
            }
        }
    }

    @OnEveryDatabase
    void stopsWhereARevisionDidNotDoItsWork(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .sections(
                        "aaaa1",
                        null,
                        "-- migrate:upgrade\n"
                                + "CREATE TABLE one (n INTEGER);\n"
                                + "-- migrate:verify\n"
                                + "SELECT n, n FROM one WHERE 1 = 0;\n"
                                + "SELECT n FROM one WHERE n = 'x;' AND 1 = 0;\n"
                                + "SELECT COUNT(*) = 1 FROM one;\n"
                                + "-- migrate:downgrade\n"
                                + "DROP TABLE one;");
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        Path good = folder.resolve("good.sql");
        Files.writeString(
                good,
                Files.readString(script)
                        .replace("n = 'x;' AND", "")
                        .replace("n = ''x;'' AND", "")
                        .replace(
                                "CREATE TABLE one (n INTEGER);",
                                "CREATE TABLE one (n INTEGER);\nINSERT INTO one VALUES (1);"));
        Files.writeString(
                script, Files.readString(script).replace("n = 'x;' AND", "").replace("n = ''x;'' AND", ""));
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isNotZero();
                assertThat(ran.output()).contains("revision aaaa1 did not do its work");
                assertThat(new Scratch(folder, fresh).rows()).isEmpty();
            }
            try (TestDatabase fresh = database.server().create()) {
                ScriptClient.Result ran = client.run(fresh, good);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
            }
        }
    }

    @OnEveryDatabase
    void leavesWordOfWhereItStopped(TestDatabase database) throws IOException {
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Scratch s = new Scratch(folder, fresh)
                        .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                        .nonTransactional(
                                "bbbb2",
                                "CREATE TABLE two (n INTEGER);\n"
                                        + "INSERT INTO one VALUES (1);\n"
                                        + "CREATE TABLE three (n INTEGER);\n"
                                        + "INSERT INTO one VALUES (2);",
                                "");
                Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
                fresh.execute("CREATE TABLE three (n INTEGER)");
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).isNotZero();
                assertThat(s.rows()).containsExactly("aaaa1");
                Diagnostic d = failure(() -> s.upgrade("head"));
                assertThat(d.code()).isEqualTo("repair/unfinished");
                fresh.execute("DROP TABLE three");
                var repaired = new RepairCommand()
                        .run(s.workspace(), new RepairCommand.Request(true, null, false, false, null));
                assertThat(repaired.resumed()).isTrue();
                assertThat(s.rows()).containsExactly("bbbb2");
                assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("2");
            }
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void keepsChangesOfDataTogetherAndSaysWhereItStopped(TestDatabase database) throws IOException {
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Scratch s = new Scratch(folder, fresh)
                        .revision(
                                "aaaa1",
                                "CREATE TABLE one (n INTEGER);\nCREATE TABLE log (n INTEGER);",
                                "DROP TABLE one;")
                        .revision(
                                "bbbb2",
                                "INSERT INTO log VALUES (1);\n"
                                        + "CREATE TABLE two (n INTEGER);\n"
                                        + "INSERT INTO log VALUES (2);\n"
                                        + "INSERT INTO nowhere VALUES (3);",
                                "");
                ScriptClient.Result ran =
                        client.run(fresh, OfflineScriptTest.written(s, Direction.UPGRADE, "head", null));
                assertThat(ran.status()).isNotZero();
                // the second insertion goes back with the failed one
                assertThat(s.value("SELECT COUNT(*) FROM log")).isEqualTo("1");
                fresh.execute("CREATE TABLE nowhere (n INTEGER)");
                var repaired = new RepairCommand()
                        .run(s.workspace(), new RepairCommand.Request(true, null, false, false, null));
                assertThat(repaired.resumed()).isTrue();
                assertThat(s.value("SELECT COUNT(*) FROM log")).isEqualTo("2");
                assertThat(s.value("SELECT COUNT(*) FROM nowhere")).isEqualTo("1");
            }
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void refusesToLoseSightOfItsTables(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "USE " + database.name() + ";\nCREATE TABLE one (n INTEGER);", "");
        Diagnostic d = failure(() -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null));
        assertThat(d.code()).isEqualTo("script/use");
        assertThat(d.span().line()).isEqualTo(7);
        assertThat(folder.resolve("target/migrate/test-upgrade.sql")).doesNotExist();
        s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null);
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("aaaa1");
    }

    @OnEveryDatabase
    void takesOverWhatAlembicLeft(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;");
        s.versionTable = "alembic_version";
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "aaaa1");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                fresh.execute(
                        "CREATE TABLE one (n INTEGER)",
                        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT"
                                + " alembic_version_pkc PRIMARY KEY (version_num))",
                        "INSERT INTO alembic_version VALUES ('aaaa1')");
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(fresh.value("SELECT version_num FROM alembic_version"))
                        .isEqualTo("bbbb2");
            }
        }
    }

    @OnEveryDatabase
    void fitsADryRunToWhereTheDatabaseStands(TestDatabase database) throws IOException {
        Scratch s = OfflineProject.on(folder, database);
        s.upgrade("dddd4");
        List<String> before = Snapshot.of(database);
        Path dry = s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null)
                .file();
        assertThat(Snapshot.of(database)).isEqualTo(before);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            ScriptClient.Result ran = client.run(database, dry);
            assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
            assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
            s.downgrade("dddd4");
        }
    }

    /** 60 million characters go through; that a heap of 256 MB takes 200 MB follows from there being no more than one statement at a time. */
    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.SQLITE})
    void holdsNoMoreThanAStatementInMemory(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER, t TEXT);", "DROP TABLE one;");
        Path file = folder.resolve("src/main/migrations/bbbb2.sql");
        String text = "it''s a line; of some length ".repeat(20);
        boolean copy = database.kind() == DatabaseKind.POSTGRESQL;
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("-- big\n--\n-- revision: bbbb2\n-- revises: aaaa1\n\n-- migrate:upgrade\n");
            out.write(copy ? "COPY one (n, t) FROM stdin;\n" : "");
            for (int i = 0; i < 100_000; i++) {
                out.write(copy ? i + "\t" + text + "\n" : "INSERT INTO one VALUES (" + i + ", '" + text + "');\n");
            }
            out.write(copy ? "\\.\n" : "");
            out.write("-- migrate:downgrade\nDELETE FROM one;\n");
        }
        Path script =
                s.move(Direction.UPGRADE, "head", MoveCommand.Mode.SQL, null).file();
        assertThat(Files.size(script)).isGreaterThan(Files.size(file));
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            if (client.isNative()) {
                ScriptClient.Result ran = client.run(database, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(s.value("SELECT COUNT(*) FROM one")).isEqualTo("100000");
            }
        }
    }
}
