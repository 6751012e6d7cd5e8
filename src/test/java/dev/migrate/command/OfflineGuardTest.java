package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.TransactionMode;
import dev.migrate.plan.Direction;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The guard of an offline script")
class OfflineGuardTest {

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        return new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER PRIMARY KEY);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;")
                .revision("cccc3", "CREATE TABLE three (n INTEGER);", "DROP TABLE three;");
    }

    private static void refuses(ScriptClient client, TestDatabase database, Path script, String... words) {
        List<String> before = Snapshot.of(database);
        ScriptClient.Result ran = client.run(database, script);
        assertThat(ran.status()).as("%s: %s", client, ran.output()).isNotZero();
        assertThat(ran.output()).as("%s", client).contains(words);
        assertThat(Snapshot.of(database)).as("%s", client).isEqualTo(before);
    }

    @OnEveryDatabase
    void stopsOnADatabaseThatStandsElsewhere(TestDatabase database) throws IOException {
        for (TransactionMode mode : new TransactionMode[] {null, TransactionMode.PER_REVISION, TransactionMode.NONE}) {
            Scratch s = scratch(database);
            s.mode = mode;
            Path fromBase = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
            Path fromTwo = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "bbbb2");
            Path back = OfflineScriptTest.written(s, Direction.DOWNGRADE, "base", "bbbb2");
            for (ScriptClient client : ScriptClient.of(database.kind())) {
                try (TestDatabase fresh = database.server().create()) {
                    // from X on a database without any table
                    refuses(client, fresh, fromTwo, "begins at bbbb2", "stands at base");
                    refuses(client, fresh, back, "begins at bbbb2", "stands at base");
                    Scratch there = scratch(fresh);
                    there.upgrade("aaaa1");
                    refuses(client, fresh, fromBase, "begins at base", "stands at aaaa1");
                    refuses(client, fresh, fromTwo, "begins at bbbb2", "stands at aaaa1");
                    there.downgrade("base");
                    assertThat(client.run(fresh, fromBase).status()).isZero();
                    refuses(client, fresh, fromBase, "begins at base", "stands at cccc3");
                    there.downgrade("bbbb2");
                    assertThat(client.run(fresh, fromTwo).status()).isZero();
                    assertThat(there.rows()).containsExactly("cccc3");
                }
            }
        }
    }

    @OnEachKind
    void tellsUpperCaseFromLower(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .revision("AAAA1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;");
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "AAAA1");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                // as Alembic makes it: the column has the database's own collation
                fresh.execute(
                        "CREATE TABLE migrate_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)",
                        "INSERT INTO migrate_version VALUES ('aaaa1')");
                refuses(client, fresh, script, "begins at AAAA1", "stands at aaaa1");
            }
        }
    }

    @OnEachKind
    void takesSeveralRowsInAnyOrder(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database)
                .sections(
                        "root",
                        null,
                        "-- migrate:upgrade\nCREATE TABLE one (n INTEGER);\n-- migrate:downgrade\nDROP TABLE one;")
                .sections("b_x", "root", "-- migrate:upgrade\n-- migrate:downgrade")
                .sections("B.y", "root", "-- migrate:upgrade\n-- migrate:downgrade")
                .sections("a_z", "root", "-- migrate:upgrade\n-- migrate:downgrade")
                .sections(
                        "join",
                        "b_x, B.y, a_z",
                        "-- migrate:upgrade\nINSERT INTO one VALUES (1);\n-- migrate:downgrade");
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "b_x,B.y,a_z");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Scratch there = new Scratch(folder, fresh);
                there.upgrade("b_x");
                refuses(client, fresh, script, "begins at B.y,a_z,b_x", "stands at b_x");
                there.upgrade("b_x,B.y,a_z");
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(there.rows()).containsExactly("join");
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void stopsWhileAnotherRunHoldsTheLock(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Scratch there = scratch(fresh);
                try (var run = there.workspace().locked()) {
                    assertThat(run.session().connection().isClosed()).isFalse();
                    refuses(client, fresh, script, "another run is in progress");
                }
                assertThat(client.run(fresh, script).status()).isZero();
                assertThat(there.upgrade("head").plan().isEmpty()).isTrue();
            }
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void holdsWhereAClientGoesOnBehindAnError(TestDatabase database) throws IOException {
        for (TransactionMode mode : new TransactionMode[] {TransactionMode.PER_RUN, TransactionMode.PER_REVISION}) {
            Scratch s = scratch(database);
            s.mode = mode;
            Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
            try (TestDatabase fresh = database.server().create()) {
                Scratch there = scratch(fresh);
                there.upgrade("bbbb2");
                fresh.execute("DROP TABLE two");
                refuses(ScriptClient.thatGoesOn(), fresh, script, "begins at base");
                there.execute("CREATE TABLE two (n INTEGER)");
                there.downgrade("base");
                // the second of three fails
                fresh.execute("CREATE TABLE two (n INTEGER)");
                assertThat(ScriptClient.thatGoesOn().run(fresh, script).status())
                        .isNotZero();
                assertThat(there.rows()).isEqualTo(mode == TransactionMode.PER_RUN ? List.of() : List.of("aaaa1"));
                assertThat(there.hasTable("three")).isFalse();
            }
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void worksInEverySqlMode(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.versionTable = "it's a \\ \"table\" of `versions`";
        s.revision("dddd4", "INSERT INTO one VALUES (4);", "DELETE FROM one WHERE 'a\\\\b' <> '';");
        String mode = s.value("SELECT @@GLOBAL.sql_mode");
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        for (String modes :
                List.of("ANSI_QUOTES", "NO_BACKSLASH_ESCAPES", "ANSI,TRADITIONAL,NO_BACKSLASH_ESCAPES", "")) {
            for (ScriptClient client : ScriptClient.of(database.kind())) {
                try (TestDatabase fresh = database.server().create()) {
                    Path own = Files.createTempFile(folder, "mode", ".sql");
                    Files.writeString(own, "SET SESSION sql_mode = '" + modes + "';\n" + Files.readString(script));
                    ScriptClient.Result ran = client.run(fresh, own);
                    assertThat(ran.status())
                            .as("%s, %s: %s", modes, client, ran.output())
                            .isZero();
                    Scratch there = new Scratch(folder, fresh);
                    there.versionTable = s.versionTable;
                    assertThat(there.rows()).containsExactly("dddd4");
                    assertThat(there.value("SELECT downgrade_script FROM migrate_history WHERE revision = 'dddd4'"))
                            .contains("'a\\\\b'");
                    refuses(client, fresh, own, "stands at dddd4");
                }
            }
        }
        assertThat(s.value("SELECT @@GLOBAL.sql_mode")).isEqualTo(mode);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void needsNoMoreRightsThanTheRevisions(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                Login login = fresh.ordinaryUser();
                fresh.execute(
                        database.kind() == DatabaseKind.POSTGRESQL
                                ? "GRANT CREATE, USAGE ON SCHEMA public TO " + login.user()
                                : "GRANT CREATE, DROP, INSERT, UPDATE, DELETE ON " + fresh.name() + ".* TO '"
                                        + login.user() + "'@'%'");
                ScriptClient.Result ran = client.run(fresh, login, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(client.run(fresh, login, script).output()).contains("stands at cccc3");
                if (database.kind() == DatabaseKind.POSTGRESQL) {
                    fresh.execute(
                            "REASSIGN OWNED BY " + login.user() + " TO CURRENT_USER", "DROP OWNED BY " + login.user());
                }
            }
        }
    }

    @OnEachKind
    void looksWhereTheTablesAreQuotedOddly(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.versionTable = "o'dd $migrate$ \"ver;sion\" \\ `\u00e9`";
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        Path back = OfflineScriptTest.written(s, Direction.DOWNGRADE, "base", "head");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create()) {
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                Scratch there = scratch(fresh);
                there.versionTable = s.versionTable;
                assertThat(there.rows()).containsExactly("cccc3");
                refuses(client, fresh, script, "stands at cccc3");
                assertThat(client.run(fresh, back).status()).isZero();
                assertThat(there.rows()).isEmpty();
            }
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void looksInTheSchemaInWhichARunOnlineLooks(TestDatabase database) throws Exception {
        Scratch s = scratch(database);
        Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
        s.upgrade("head");
        s.execute("CREATE SCHEMA first");
        s.execute("ALTER DATABASE " + database.name() + " SET search_path = first, public");
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            ScriptClient.Result ran = client.run(database, script);
            assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
            assertThat(s.rows()).containsExactly("cccc3");
            try (Connection connection = database.connect();
                    var statement = connection.createStatement()) {
                statement.execute("DROP SCHEMA first CASCADE");
                statement.execute("CREATE SCHEMA first");
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void looksInTheSchemaOfTheVersionTable(TestDatabase database) throws IOException {
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            try (TestDatabase fresh = database.server().create();
                    TestDatabase other = database.server().create()) {
                boolean postgresql = database.kind() == DatabaseKind.POSTGRESQL;
                Scratch s = scratch(fresh);
                // a USE is harmless where the tables are named with their database
                s.revision(
                        "dddd4",
                        postgresql
                                ? "SELECT pg_catalog.set_config('search_path', '', false);"
                                : "USE `" + other.name() + "`;\nCREATE TABLE elsewhere (n INTEGER);",
                        "");
                s.mode = TransactionMode.NONE;
                s.versionTableSchema = postgresql ? "its \"own\"" : other.name();
                if (postgresql) {
                    fresh.execute("CREATE SCHEMA \"its \"\"own\"\"\"");
                }
                Path script = OfflineScriptTest.written(s, Direction.UPGRADE, "head", null);
                ScriptClient.Result ran = client.run(fresh, script);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(s.rows()).containsExactly("dddd4");
                assertThat(Snapshot.of(fresh)).noneMatch(line -> line.startsWith("migrate_version:"));
                refuses(client, fresh, script, "stands at dddd4");
                Path back = OfflineScriptTest.written(s, Direction.DOWNGRADE, "aaaa1", "head");
                ran = client.run(fresh, back);
                assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
                assertThat(s.rows()).containsExactly("aaaa1");
            }
        }
    }
}
