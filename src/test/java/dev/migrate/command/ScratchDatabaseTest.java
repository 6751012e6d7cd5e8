package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A scratch database")
class ScratchDatabaseTest {

    @TempDir
    Path folder;

    private Scratch project(TestDatabase database) {
        return new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER PRIMARY KEY);", "DROP TABLE one;")
                .revision("bbbb2", "CREATE TABLE two (n INTEGER);", "DROP TABLE two;");
    }

    private static void upgrade(ScratchDatabase scratch) {
        new MoveCommand(Direction.UPGRADE)
                .run(
                        scratch.workspace(),
                        new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, null, false));
    }

    private static List<String> tables(Schema schema) {
        return schema.objects().stream()
                .filter(o -> o.kind() == dev.migrate.schema.ObjectKind.TABLE)
                .map(SchemaObject::name)
                .toList();
    }

    private static Diagnostic refused(Scratch s) {
        return catchThrowableOfType(
                        MigrateException.class,
                        () -> ScratchDatabase.open(s.workspace(), ClassLoader.getPlatformClassLoader())
                                .close())
                .diagnostics()
                .get(0);
    }

    private static String url(ScratchDatabase scratch) {
        return scratch.workspace().environment().database().url();
    }

    /** Whether the database of a URL is there, asked of the server by the test's own user. */
    private static boolean isThere(TestDatabase database, String url) {
        if (database.kind() == DatabaseKind.SQLITE) {
            return Files.exists(Path.of(url.substring("jdbc:sqlite:".length())));
        }
        String name = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        assertThat(name).startsWith("migrate_scratch_");
        return database.value((database.kind() == DatabaseKind.POSTGRESQL
                                ? "SELECT COUNT(*) FROM pg_database WHERE datname = '"
                                : "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = '")
                        + name + "'")
                .equals("1");
    }

    @OnEveryDatabase
    void isEmptyTakesScriptsAndGoes(TestDatabase database) {
        Scratch s = project(database);
        String url;
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            url = url(scratch);
            assertThat(tables(scratch.schema())).isEmpty();
            assertThat(isThere(database, url)).isTrue();
            upgrade(scratch);
            assertThat(tables(scratch.schema())).containsExactly("one", "two");
            assertThat(new CurrentCommand().run(scratch.workspace()).position().rows())
                    .containsExactly("bbbb2");
        }
        assertThat(isThere(database, url)).isFalse();
        assertThat(s.hasTable("one")).isFalse();
        assertThat(s.hasTable("migrate_version")).isFalse();
    }

    @OnEveryDatabase
    void isNotProtectedAndRunsNoHooks(TestDatabase database) {
        Scratch s = project(database);
        s.hooks = new dev.migrate.config.HookSettings(
                List.of("CREATE TABLE hooked (n INTEGER)"), List.of(), List.of(), List.of(), List.of(), List.of());
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            upgrade(scratch);
            new MoveCommand(Direction.DOWNGRADE)
                    .run(
                            scratch.workspace(),
                            new MoveCommand.Request("base", MoveCommand.Mode.RUN, null, null, null, false));
            assertThat(tables(scratch.schema())).isEmpty();
        }
    }

    @OnEveryDatabase
    void isNotMadeOnAProtectedServer(TestDatabase database) {
        Scratch s = project(database);
        s.isProtected = true;
        Diagnostic d = refused(s);
        assertThat(d.code()).isEqualTo("scratch/protected");
        assertThat(d.help()).contains("shadow_url");
        try (TestDatabase shadow = database.server().create()) {
            s.shadow = new Login(shadow.settingsUrl(), shadow.user(), shadow.password());
            try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
                upgrade(scratch);
                assertThat(tables(scratch.schema())).containsExactly("one", "two");
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MARIADB})
    void isMadeOnAServerAmongTheDependenciesWhereTheOwnOneIsProtected(TestDatabase database) {
        if (database.kind() == DatabaseKind.MARIADB) {
            database.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german2_ci");
        }
        Scratch s = project(database);
        s.isProtected = true;
        String url;
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            url = url(scratch);
            assertThat(url.replaceFirst("/[^/]*$", ""))
                    .isNotEqualTo(database.url().replaceFirst("/[^/]*$", ""));
            upgrade(scratch);
            assertThat(tables(scratch.schema())).containsExactly("one", "two");
            if (database.kind() == DatabaseKind.MARIADB) {
                assertThat(scratch.schema().objects().get(0).properties())
                        .containsEntry("collation", "latin1_german2_ci");
            }
        }
        assertThatThrownBy(() -> java.sql.DriverManager.getConnection(url, "root", "")
                        .close())
                .as("the server is stopped")
                .isInstanceOf(java.sql.SQLException.class);
        assertThat(s.hasTable("one")).isFalse();
    }

    @OnEveryDatabase
    void ofAKilledProcessIsDroppedByTheNext(TestDatabase database) throws Exception {
        Scratch s = project(database);
        Process process = ScratchMain.start(s);
        String url = ScratchMain.line(process, "url ");
        ScratchMain.line(process, "upgraded");
        ScratchDatabase.open(s.workspace()).close();
        assertThat(isThere(database, url)).as("while its maker lives").isTrue();
        UpgradeMain.kill(process);
        assertThat(isThere(database, url)).isTrue();
        // the server may need a moment to see that the client is gone
        for (int i = 0; isThere(database, url); i++) {
            assertThat(i).isLessThan(200);
            ScratchDatabase.open(s.workspace()).close();
        }
    }

    @OnEveryDatabase
    void goesWhenTheProcessIsAskedToEnd(TestDatabase database) throws Exception {
        Scratch s = project(database);
        Process process = ScratchMain.start(s);
        String url = ScratchMain.line(process, "url ");
        ScratchMain.line(process, "upgraded");
        process.destroy();
        process.waitFor();
        assertThat(isThere(database, url)).isFalse();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void tellsTheGrantThatIsMissing(TestDatabase database) {
        Scratch s = project(database);
        Login ordinary = database.ordinaryUser();
        s.login = new Login(database.settingsUrl(), ordinary.user(), ordinary.password());
        Diagnostic d = refused(s);
        assertThat(d.code()).isEqualTo("scratch/no-right");
        assertThat(d.help()).contains("shadow_url");
        // what it says to type is enough
        database.execute(d.help().substring(0, d.help().indexOf("; -- or")));
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            upgrade(scratch);
            assertThat(tables(scratch.schema())).containsExactly("one", "two");
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void hasTheDefaultsOfTheLiveOneOnPostgresql(TestDatabase database) {
        Scratch s = project(database);
        String name = database.name() + "_c";
        database.execute(
                "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
        try {
            database.execute(
                    "ALTER DATABASE " + name + " SET search_path = \"$user\", \"My App\", public",
                    "ALTER DATABASE " + name + " SET work_mem = '5MB'",
                    "ALTER DATABASE " + name + " SET app.tenant = 'it''s'");
            s.login = new Login(database.url().replace(database.name(), name), database.user(), database.password());
            try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
                var look = scratch.workspace().look();
                try (look) {
                    var session = look.session();
                    assertThat(session.rows(
                                    "SELECT pg_encoding_to_char(encoding), datcollate, current_setting('search_path'),"
                                            + " current_setting('work_mem'), current_setting('app.tenant')"
                                            + " FROM pg_database WHERE datname = current_database()"))
                            .containsExactly(List.of("SQL_ASCII", "C", "\"$user\", \"My App\", public", "5MB", "it's"));
                } catch (java.sql.SQLException e) {
                    throw new AssertionError(e);
                }
            }
        } finally {
            database.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void hasTheDefaultsOfTheLiveOneOnMysql(TestDatabase database) {
        database.execute("ALTER DATABASE CHARACTER SET latin1 COLLATE latin1_german2_ci");
        Scratch s = project(database);
        s.versionTableSchema = database.name();
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            assertThat(scratch.schema().objects().get(0).properties()).containsEntry("collation", "latin1_german2_ci");
            upgrade(scratch);
            assertThat(s.hasTable("migrate_version")).as("in the live database").isFalse();
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void hasTheSchemasThatTheScriptsFindThere(TestDatabase database) {
        database.execute("CREATE SCHEMA app", "CREATE SCHEMA ours");
        Scratch s = project(database);
        s.login = new Login(database.url() + "?currentSchema=app", database.user(), database.password());
        s.versionTableSchema = "ours";
        try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
            upgrade(scratch);
            assertThat(scratch.schema().objects())
                    .anyMatch(o -> o.title().equals("table app.one"))
                    .noneMatch(o -> o.name().startsWith("migrate_"));
        }
    }

    @OnEveryDatabase
    void isTheShadowDatabaseWhereThereIsOne(TestDatabase database) {
        Scratch s = project(database);
        try (TestDatabase shadow = database.server().create()) {
            s.shadow = new Login(shadow.settingsUrl(), shadow.user(), shadow.password());
            String script = read("/dev/migrate/schema/"
                    + (database.kind().isMysqlFamily()
                            ? "mysql"
                            : database.kind().id()) + ".sql");
            s.revision("cccc3", script, null);
            Schema before = schema(shadow);
            for (int i = 0; i < 2; i++) {
                try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
                    assertThat(url(scratch)).isEqualTo(s.shadow.url());
                    upgrade(scratch);
                    assertThat(tables(scratch.schema())).contains("one", "two").noneMatch(t -> t.startsWith("migrate"));
                    assertThat(refusedBy(s)).isEqualTo("scratch/shadow-in-use");
                }
                assertThat(schema(shadow).differenceTo(before).lines("after", "before"))
                        .isEmpty();
                assertThat(new Scratch(folder, shadow).hasTable("migrate_scratch"))
                        .isFalse();
                assertThat(new Scratch(folder, shadow).hasTable("migrate_version"))
                        .isFalse();
            }
        }
    }

    private static String refusedBy(Scratch s) {
        return refused(s).code();
    }

    private Schema schema(TestDatabase database) {
        try (var run = new Scratch(folder, database).workspace().look()) {
            return run.schema();
        }
    }

    private static String read(String resource) {
        try (var in = ScratchDatabaseTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @OnEveryDatabase
    void isNoShadowDatabaseThatHoldsAnything(TestDatabase database) {
        Scratch s = project(database);
        try (TestDatabase shadow = database.server().create()) {
            shadow.execute("CREATE TABLE precious (n INTEGER)", "INSERT INTO precious VALUES (1)");
            s.shadow = new Login(shadow.settingsUrl(), shadow.user(), shadow.password());
            Diagnostic d = refused(s);
            assertThat(d.code()).isEqualTo("scratch/shadow-not-empty");
            assertThat(d.notes()).anyMatch(n -> n.contains("precious"));
            assertThat(shadow.value("SELECT n FROM precious")).isEqualTo("1");
        }
    }

    @OnEveryDatabase
    void isEmptiedOfWhatAKilledProcessLeft(TestDatabase database) throws Exception {
        Scratch s = project(database);
        try (TestDatabase shadow = database.server().create()) {
            s.shadow = new Login(shadow.settingsUrl(), shadow.user(), shadow.password());
            Process process = ScratchMain.start(s);
            ScratchMain.line(process, "upgraded");
            UpgradeMain.kill(process);
            assertThat(new Scratch(folder, shadow).hasTable("one")).isTrue();
            for (int i = 0; i < 200; i++) {
                try (ScratchDatabase scratch = ScratchDatabase.open(s.workspace())) {
                    assertThat(tables(scratch.schema())).isEmpty();
                    return;
                } catch (MigrateException e) {
                    assertThat(e.diagnostics().get(0).code()).isEqualTo("scratch/shadow-in-use");
                    Thread.sleep(20);
                }
            }
            throw new AssertionError("the lock of a killed process is still held");
        }
    }

    @OnEveryDatabase
    void isNeitherTheLiveDatabaseNorOneOfAnotherKind(TestDatabase database) {
        Scratch s = project(database);
        s.shadow = s.login;
        assertThat(refused(s).code()).isEqualTo("scratch/shadow-is-live");
        s.shadow = database.kind() == DatabaseKind.SQLITE
                ? new Login("jdbc:mysql://localhost/x", "", "")
                : new Login("jdbc:sqlite:" + folder.resolve("x.db"), "", "");
        assertThat(refused(s).code()).isEqualTo("scratch/shadow-kind");
        assertThat(folder.resolve("x.db")).doesNotExist();
    }
}
