package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.HookSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.ScriptClient;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A squash, on every database,")
class SquashCommandTest {

    @TempDir
    Path folder;

    private Scratch scratch(TestDatabase database) {
        return new Scratch(folder, database)
                .revision("aaaa1", "CREATE TABLE one (n INTEGER PRIMARY KEY);", "DROP TABLE one;")
                .revision(
                        "bbbb2",
                        "CREATE TABLE two (n INTEGER);\nINSERT INTO one VALUES (2)",
                        "DROP TABLE two;\nDELETE FROM one;")
                .revision("cccc3", "INSERT INTO two VALUES (3);", "DELETE FROM two WHERE n = 3;")
                .revision("dddd4", "CREATE TABLE four (n INTEGER);", "DROP TABLE four;");
    }

    private static SquashCommand.Result squash(Scratch s, String range, String id, boolean proving, boolean dryRun) {
        Workspace workspace = s.workspace();
        var places = List.of(new StatusCommand.Place("test", s::workspace));
        return new SquashCommand(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {})
                .run(
                        new SquashCommand.Request(range, null, id, null, dryRun),
                        new SquashCommand.Databases(
                                proving ? places : List.of(),
                                proving ? List.of(workspace) : List.of(),
                                Set.of(workspace.environment().kind())));
    }

    private static SquashCommand.Result squash(Scratch s, String range, String id) {
        return squash(s, range, id, false, false);
    }

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private TreeMap<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (var walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile)
                    .filter(f -> f.toString().endsWith(".sql"))
                    .toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static List<String> applied(Scratch s) {
        RevisionGraph graph = s.workspace().scripts().graph();
        var rows = dev.migrate.plan.Position.of(s.rows());
        return new Planner(graph).applied(rows).stream().map(Revision::id).toList();
    }

    @OnEachKind
    void isGoneThroughByADatabaseAtItsOldHead(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("cccc3");
        var result = squash(s, "bbbb2:cccc3", "sqsq5");

        assertThat(result.squash().replaces()).containsExactly("bbbb2", "cccc3");
        assertThat(s.rows()).containsExactly("cccc3");
        assertThat(applied(s)).containsExactly("aaaa1", "sqsq5");
        assertThat(new AppliedCommand()
                        .run(s.workspace(), s.workspace().scripts().graph()))
                .isEmpty();
        assertThat(s.upgrade("head").plan().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.revision().id()).isEqualTo("dddd4"));
        assertThat(s.rows()).containsExactly("dddd4");
        s.downgrade("aaaa1");
        assertThat(s.rows()).containsExactly("aaaa1");
        assertThat(s.hasTable("two")).isFalse();
        s.upgrade("head");
        assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
    }

    @OnEachKind
    void isGoneBackThroughByADatabaseAtItsOldHead(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("cccc3");
        squash(s, "bbbb2:cccc3", "sqsq5");

        s.downgrade("-1");

        assertThat(s.rows()).containsExactly("aaaa1");
        assertThat(s.hasTable("two")).isFalse();
        assertThat(s.outcomes()).endsWith("sqsq5 downgrade success");
    }

    @OnEachKind
    void isRunByAFreshDatabase(TestDatabase database) {
        Scratch s = scratch(database);
        squash(s, ":", "sqsq5");

        assertThat(s.upgrade("head").plan().steps()).hasSize(1);
        assertThat(s.rows()).containsExactly("sqsq5");
        assertThat(s.value("SELECT COUNT(*) FROM two")).isEqualTo("1");
        s.downgrade("base");
        assertThat(s.hasTable("one")).isFalse();
    }

    @OnEachKind
    void refusesADatabaseInTheMiddleAndLeavesItAsItIs(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        var before = files();
        s.upgrade("bbbb2");
        squash(s, "bbbb2:cccc3", "sqsq5");
        List<String> state = Snapshot.of(database);

        List<ThrowingCallable> goals = List.of(
                () -> s.upgrade("head"),
                () -> s.upgrade("sqsq5"),
                () -> s.downgrade("base"),
                () -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null),
                () -> new StampCommand().run(s.workspace(), new StampCommand.Request("head", false, null)),
                () -> s.repair(new RepairCommand.Request(false, null, false, true, null)),
                () -> new AppliedCommand()
                        .run(s.workspace(), s.workspace().scripts().graph()));
        for (ThrowingCallable goal : goals) {
            Diagnostic d = failure(goal);
            assertThat(d.code()).isEqualTo("plan/inside-squash");
            assertThat(d.help()).contains("-Dmigrate.to=cccc3");
        }
        var current = new CurrentCommand().run(s.workspace());
        assertThat(current.inside()).containsOnlyKeys("bbbb2");
        assertThat(current.isAtHeads()).isFalse();
        assertThat(current.pending()).isEmpty();
        assertThat(Snapshot.of(database)).isEqualTo(state);

        // the way out that the message names
        var now = files();
        now.keySet().forEach(name -> delete(s, name));
        before.forEach(s::write);
        s.upgrade("cccc3");
        before.keySet().forEach(name -> delete(s, name));
        now.forEach(s::write);
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("dddd4");
    }

    private static void delete(Scratch s, String name) {
        try {
            Files.delete(s.folder.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @OnEachKind
    void isNotMadeWhereADatabaseStandsInTheMiddle(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.upgrade("bbbb2");
        var before = files();

        Diagnostic d = failure(() -> squash(s, ":cccc3", "sqsq5", true, false));

        assertThat(d.code()).isEqualTo("squash/in-the-middle");
        assertThat(d.message()).contains("\"test\"").contains("bbbb2");
        assertThat(d.help()).isEqualTo("mvn migrate:upgrade -Dmigrate.env=test -Dmigrate.to=cccc3");
        assertThat(files()).isEqualTo(before);
    }

    @OnEachKind
    void isShownToDoTheSame(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.upgrade("cccc3");
        List<String> state = Snapshot.of(database);
        var before = files();

        var dry = squash(s, "bbbb2:cccc3", "sqsq5", true, true);
        assertThat(dry.proofs())
                .singleElement()
                .asString()
                .contains("are the same")
                .contains("leads back");
        assertThat(files()).isEqualTo(before);
        var result = squash(s, "bbbb2:cccc3", "sqsq5", true, false);

        assertThat(result.proofs()).isEqualTo(dry.proofs());
        assertThat(result.notes()).isEmpty();
        assertThat(Snapshot.of(database)).isEqualTo(state);
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("dddd4");
    }

    @OnEachKind
    void isShownToDoTheSameThoughTheTimeGoesOn(TestDatabase database) {
        Scratch s = scratch(database);
        s.sections(
                "eeee5",
                "dddd4",
                "-- migrate:upgrade\nCREATE TABLE five (n INTEGER, at VARCHAR(40));\n"
                        + "INSERT INTO five VALUES (1, CURRENT_TIMESTAMP);\n-- migrate:downgrade\nDROP TABLE five;\n");

        assertThat(squash(s, "dddd4:", "sqsq6", true, true).proofs()).hasSize(1);
    }

    @OnEachKind
    void isNotMadeWhereItsDowngradeDoesNotLeadBack(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.revision("eeee5", "CREATE TABLE five (n INTEGER);", "SELECT 1;");
        s.revision("ffff6", "CREATE TABLE six (n INTEGER);", "DROP TABLE six;");
        var before = files();

        Diagnostic d = failure(() -> squash(s, "eeee5:", "sqsq7", true, false));

        assertThat(d.code()).isEqualTo("squash/not-equal");
        assertThat(d.notes()).anyMatch(note -> note.contains("five"));
        assertThat(d.help()).contains("downgrade").doesNotContain("SETs");
        assertThat(files()).isEqualTo(before);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void isNotMadeWhereASettingLastsIntoTheNextScript(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.revision("eeee5", "CREATE SCHEMA side;\nSET search_path = side;", "DROP SCHEMA side CASCADE;");
        s.revision("ffff6", "CREATE TABLE six (n INTEGER);", "DROP TABLE six;");
        var before = files();

        Diagnostic d = failure(() -> squash(s, "eeee5:", "sqsq7", true, false));

        assertThat(d.code()).isEqualTo("squash/not-equal");
        assertThat(d.notes()).anyMatch(note -> note.contains("side.six")).anyMatch(note -> note.contains("public.six"));
        assertThat(files()).isEqualTo(before);
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.MYSQL, TestServer.MARIADB})
    void isNotMadeWhereOtherRowsComeOfIt(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        String set = database.kind().isMysqlFamily() ? "SET time_zone = '+05:00';" : "SET TimeZone = '+05';";
        String zone = database.kind().isMysqlFamily() ? "@@time_zone" : "current_setting('TimeZone')";
        s.revision("eeee5", "CREATE TABLE five (zone VARCHAR(40));\n" + set, "DROP TABLE five;");
        s.revision("ffff6", "INSERT INTO five VALUES (" + zone + ");", "");
        var before = files();

        Diagnostic d = failure(() -> squash(s, "eeee5:", "sqsq7", true, false));

        assertThat(d.code()).isEqualTo("squash/not-equal");
        assertThat(d.notes()).anyMatch(note -> note.contains("five"));
        assertThat(files()).isEqualTo(before);
    }

    @OnEachKind
    void isNotMadeWhereItDoesNotRun(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.revision("eeee5", "-- migrate:require SELECT COUNT(*) = 0 FROM four\nSELECT 1;", "SELECT 1;");
        s.revision("ffff6", "INSERT INTO nowhere VALUES (1);", "SELECT 1;");
        var before = files();

        Diagnostic d = failure(() -> squash(s, "eeee5:", "sqsq7", true, false));

        assertThat(d.code()).isEqualTo("run/statement-failed");
        assertThat(files()).isEqualTo(before);
    }

    @OnEachKind
    void isReachedFromEitherNameByAScriptForTheDatabasesOwnClient(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.upgrade("cccc3");
        squash(s, "bbbb2:cccc3", "sqsq5");
        Path up = OfflineScriptTest.written(s, Direction.UPGRADE, "head", "sqsq5");
        Path down = OfflineScriptTest.written(s, Direction.DOWNGRADE, "aaaa1", "cccc3");
        Path stamp =
                new StampCommand().write(s.workspace(), new StampCommand.Request("head", false, null), "cccc3", null);
        for (ScriptClient client : ScriptClient.of(database.kind())) {
            for (String name : List.of("cccc3", "sqsq5")) {
                assertRuns(client, database, up, name, "dddd4");
                assertRuns(client, database, down, name, "aaaa1");
                assertRuns(client, database, stamp, name, "dddd4");
            }
            try (TestDatabase elsewhere = database.server().create()) {
                Scratch there = new Scratch(folder, elsewhere);
                there.upgrade("aaaa1");
                assertThat(client.run(elsewhere, up).output()).contains("begins at sqsq5");
                assertThat(there.rows()).containsExactly("aaaa1");
            }
        }
    }

    /** A database of its own, with the row under that name. */
    private void assertRuns(ScriptClient client, TestDatabase like, Path script, String name, String ends) {
        try (TestDatabase offline = like.server().create()) {
            Scratch there = new Scratch(folder, offline);
            there.upgrade("sqsq5");
            there.execute("UPDATE migrate_version SET version_num = '" + name + "'");
            ScriptClient.Result ran = client.run(offline, script);
            assertThat(ran.status()).as("%s: %s", client, ran.output()).isZero();
            assertThat(there.rows()).containsExactly(ends);
        }
    }

    @OnDatabases({TestServer.SQLITE, TestServer.POSTGRESQL_18, TestServer.MYSQL})
    void ofASquashIsReachedFromBothItsOldHeads(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        squash(s, "bbbb2:cccc3", "sqsq5");
        squash(s, ":sqsq5", "sqsq6");

        for (String row : List.of("cccc3", "sqsq5", "sqsq6")) {
            try (TestDatabase other = database.server().create()) {
                Scratch there = new Scratch(folder, other);
                there.upgrade("sqsq6");
                there.execute("UPDATE migrate_version SET version_num = '" + row + "'");
                assertThat(there.upgrade("head").plan().steps()).hasSize(1);
                assertThat(there.rows()).containsExactly("dddd4");
            }
        }
        s.upgrade("sqsq6");
        s.execute("UPDATE migrate_version SET version_num = 'bbbb2'");
        assertThat(failure(() -> s.upgrade("head")).code()).isEqualTo("plan/inside-squash");
    }

    @OnDatabases({TestServer.SQLITE, TestServer.POSTGRESQL_18, TestServer.MYSQL})
    void ofAMergeTakesItsBranchesAlong(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("aaaa1", "CREATE TABLE one (n INTEGER);", "DROP TABLE one;");
        s.sections("bbbb2", "aaaa1", body("two"));
        s.sections("cccc3", "aaaa1", body("three"));
        s.sections("mmmm4", "bbbb2, cccc3", "-- migrate:upgrade\n-- migrate:downgrade\n");
        s.sections("dddd5", "mmmm4", body("four"));
        s.upgrade("mmmm4");
        squash(s, "aaaa1:mmmm4", "sqsq6");

        assertThat(s.upgrade("head").plan().steps()).hasSize(1);
        s.downgrade("base");
        assertThat(s.hasTable("three")).isFalse();
        s.upgrade("head");
        assertThat(s.rows()).containsExactly("dddd5");
    }

    private static String body(String table) {
        return "-- migrate:upgrade\nCREATE TABLE " + table + " (n INTEGER);\n-- migrate:downgrade\nDROP TABLE " + table
                + ";\n";
    }

    @OnDatabases({TestServer.SQLITE, TestServer.POSTGRESQL_18, TestServer.MYSQL})
    void isGoneBackOverFromAStoredRevisionThatStoodOnItsOldHead(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("head");
        delete(s, "src/main/migrations/dddd4.sql");
        squash(s, "bbbb2:cccc3", "sqsq5");

        s.downgrade("cccc3");

        assertThat(s.rows()).containsExactly("sqsq5");
        assertThat(s.hasTable("four")).isFalse();
    }

    @OnDatabases({TestServer.SQLITE})
    void saysHowToDoWithoutAScratchDatabase(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        s.isProtected = true;
        var before = files();

        Diagnostic d = failure(() -> squash(s, ":cccc3", "sqsq5", true, false));

        assertThat(d.code()).isEqualTo("scratch/protected");
        assertThat(d.notes()).anyMatch(note -> note.contains("-Dmigrate.database=false"));
        assertThat(files()).isEqualTo(before);
    }

    @OnDatabases({TestServer.SQLITE})
    void namesTheDatabasesThatItCouldNotSee(TestDatabase database) {
        Scratch s = scratch(database);
        var away = new StatusCommand.Place("prod", () -> {
            throw Diagnostic.error("connect/unreachable", "nobody answers").toException();
        });
        var result = new SquashCommand(s.workspace().scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {})
                .run(
                        new SquashCommand.Request(":", null, null, null, true),
                        new SquashCommand.Databases(List.of(away), List.of(), Set.of()));

        assertThat(result.notes())
                .contains("prod could not be looked at: nobody answers")
                .anyMatch(note -> note.startsWith("it has not been shown on a database"));
    }

    @OnDatabases({TestServer.SQLITE})
    void changesAllFilesOrNone(TestDatabase database) throws IOException {
        Scratch s = scratch(database);
        Path last = folder.resolve("src/main/migrations/dddd4.sql");
        Files.writeString(last, Files.readString(last).replace("\n", "\r\n"));
        var before = files();
        assertThat(squash(s, ":cccc3", "sqsq5", false, true).text()).contains("-- revision: sqsq5");
        assertThat(files()).isEqualTo(before);

        last.toFile().setReadOnly();
        assertThat(failure(() -> squash(s, ":cccc3", "sqsq5")).code()).isEqualTo("script/read-only");
        assertThat(files()).isEqualTo(before);
        last.toFile().setWritable(true);

        var result = squash(s, ":cccc3", "sqsq5");
        assertThat(result.rewritten()).extracting(Revision::id).containsExactly("dddd4");
        var after = files();
        assertThat(after).hasSize(2);
        assertThat(after.get("src/main/migrations/dddd4.sql"))
                .isEqualTo(before.get("src/main/migrations/dddd4.sql").replace("revises: cccc3", "revises: sqsq5"));
        assertThat(failure(() -> squash(s, ":", "dddd4")).code()).isEqualTo("graph/replaced-is-live");
        assertThat(files()).isEqualTo(after);
    }

    @OnDatabases(TestServer.MARIADB)
    @DisplayName("is shown on what the server is, whatever its url says")
    void isShownOnTheServersOwnKind(TestDatabase database) {
        var s = new Scratch(
                folder, DatabaseKind.MYSQL, new Login(database.url(), database.user(), database.password()));
        s.sections("aaaa1", null, "-- migrate:upgrade dialect=mariadb\nCREATE SEQUENCE a;");
        s.sections("bbbb2", "aaaa1", "-- migrate:upgrade\nCREATE TABLE b (n INTEGER);");
        Workspace workspace = s.workspace();

        assertThat(workspace.serverKind()).isEqualTo(DatabaseKind.MARIADB);
        var result = new SquashCommand(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {})
                .run(
                        new SquashCommand.Request(":", null, "sqsq5", null, true),
                        new SquashCommand.Databases(List.of(), List.of(workspace), Set.of(workspace.serverKind())));
        assertThat(result.proofs()).singleElement().asString().startsWith("shown on MariaDB");
        assertThat(result.notes()).noneMatch(note -> note.startsWith("not shown on"));
    }

    @OnEachKind
    @DisplayName("sends a database in the middle of a former squash to the scripts that can lead it out")
    void sendsWhatIsInsideOfAFormerSquashBack(TestDatabase database) {
        Scratch s = scratch(database);
        s.upgrade("bbbb2");
        squash(s, "bbbb2:cccc3", "sqsq5");

        Diagnostic d = failure(() -> squash(s, ":", "sqsq6", true, true));

        assertThat(d.code()).isEqualTo("squash/in-the-middle");
        assertThat(d.message()).endsWith("in the middle of the squash \"sqsq5\", which is in the range");
        assertThat(d.help())
                .startsWith("check out the scripts from before \"sqsq5\"")
                .contains("-Dmigrate.to=cccc3");
    }
}
