package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.LintSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Finding;
import dev.migrate.lint.rule.Rules;
import dev.migrate.plan.Direction;
import dev.migrate.report.Json;
import dev.migrate.report.Sarif;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEachKind;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import dev.migrate.trace.Blocks;
import dev.migrate.trace.Impact;
import dev.migrate.trace.LockTaken;
import dev.migrate.trace.RevisionTrace;
import dev.migrate.trace.StatementTrace;
import dev.migrate.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A review of revisions")
class LintCommandTest {

    private static final String INDEX = "CREATE INDEX ix_users_name ON users (name);";

    @TempDir
    Path folder;

    private static LintCommand.Result lint(Scratch s, @Nullable String range, boolean database) {
        return new LintCommand().run(s.workspace(), new LintCommand.Request(range, database));
    }

    private static List<String> found(LintCommand.Result result) {
        return result.findings().stream()
                .map(f -> f.revision() + " " + f.rule().id() + " "
                        + f.diagnostic().severity().word() + " "
                        + f.diagnostic().span().line())
                .toList();
    }

    private Scratch users(TestDatabase database) {
        return new Scratch(folder, database)
                .revision(
                        "a1",
                        "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50));",
                        "DROP TABLE users;");
    }

    private static LintSettings rules(String... rules) {
        return new LintSettings("error", List.of(rules), List.of(), 1000);
    }

    private static LintSettings only(String... more) {
        // the other rules have their own tests
        List<String> off = Rules.all().stream()
                .map(rule -> rule.facts().id())
                .filter(id -> !List.of("P113", "D102", "T109").contains(id))
                .map(id -> id + " = off")
                .toList();
        var all = new java.util.ArrayList<>(off);
        all.addAll(List.of(more));
        return rules(all.toArray(String[]::new));
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isAboutWhatTheDatabaseLacks(TestDatabase database) {
        Scratch s = users(database).revision("b1", INDEX, "DROP INDEX ix_users_name;");
        s.lint = only();
        // all pending: the table is made by the same run
        assertThat(found(lint(s, null, true))).isEmpty();
        assertThat(found(lint(s, null, false))).containsExactly("b1 P113 error 7");
        assertThat(lint(s, "b1:", false).reviewed()).hasSize(1);
        assertThat(found(lint(s, "a1:b1", false))).isEmpty();
        s.upgrade("a1");
        LintCommand.Result empty = lint(s, null, true);
        assertThat(found(empty)).containsExactly("b1 P113 note 7");
        assertThat(empty.server()).startsWith("18");
        assertThat(empty.findings().get(0).diagnostic().notes()).anyMatch(n -> n.endsWith("too few to matter"));
        s.execute("INSERT INTO users SELECT i, 'x' FROM generate_series(1, 2000) i");
        s.execute("ANALYZE users");
        assertThat(found(lint(s, null, true))).containsExactly("b1 P113 error 7");
        s.lint = only("create-index-not-concurrent=warning");
        assertThat(found(lint(s, "current:", true))).contains("b1 P113 warning 7");
        s.lint = only("P113 = off");
        assertThat(found(lint(s, null, true))).isEmpty();
        s.lint = new LintSettings("error", only().rules(), List.of("us?rs"), 1000);
        assertThat(found(lint(s, null, true))).isEmpty();
        s.upgrade("head");
        assertThat(lint(s, null, true).reviewed()).isEmpty();
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void goesByTheTransactionsOfTheEnvironment(TestDatabase database) {
        Scratch s = users(database)
                .revision("b1", INDEX.replace("INDEX", "INDEX CONCURRENTLY"), "DROP INDEX ix_users_name;");
        s.lint = only();
        assertThat(catchThrowableOfType(MigrateException.class, () -> lint(s, null, false))
                        .diagnostics()
                        .get(0)
                        .span()
                        .line())
                .isEqualTo(7);
        s.mode = TransactionMode.NONE;
        assertThat(found(lint(s, null, false))).isEmpty();
    }

    @OnEachKind
    void readsRevisionsInJavaAndTheirAllowances(TestDatabase database) {
        Scratch s = users(database)
                .revision("a2", "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY);", "DROP TABLE t;")
                .java(
                        "b1",
                        Scratch.javaUpgrade("op.dropTable(\"users\").was(column(\"id\", integer()).notNull(),"
                                + " column(\"name\", varchar(50)), primaryKey(null, \"id\"));"))
                .java(
                        "c1",
                        Scratch.javaUpgrade(
                                "// lint:allow D102 nobody has it",
                                "op.execute(\"DROP TABLE t\");",
                                "// lint:allow P113 there is no index",
                                "op.execute(\"SELECT 1\");"));
        s.lint = only();
        assertThat(found(lint(s, "b1:", false)))
                .containsExactly("b1 D102 error 12", "c1 T109 warning 14")
                .as("the kind %s", database.kind());
    }

    @OnEachKind
    void refusesAProtectedUpgradeAndLetsItThroughWithAConfirmation(TestDatabase database) {
        Scratch s = users(database);
        s.upgrade("a1");
        s.revision("b1", "-- lint:allow nonsense\nINSERT INTO users VALUES (1, 'ann');", null);
        s.isProtected = true;
        s.lint = only("T109 = error");
        var refused = catchThrowableOfType(MigrateException.class, () -> s.upgrade("head"));
        assertThat(refused.diagnostics()).extracting(Diagnostic::code).containsExactly("lint/T109", "lint/refused");
        assertThat(refused.diagnostics().get(1).help()).contains("-Dmigrate.lint=off", "-Dmigrate.confirm=test");
        assertThat(s.rows()).containsExactly("a1");
        assertThat(s.value("SELECT count(*) FROM users")).isEqualTo("0");
        s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null);
        assertThat(s.told).anyMatch(line -> line.startsWith("error[lint/T109]: \"nonsense\" is no rule"));

        var unconfirmed = catchThrowableOfType(MigrateException.class, () -> upgradeUnreviewed(s, null));
        assertThat(unconfirmed.diagnostics().get(0).code()).isEqualTo("confirm/needed");
        assertThat(s.rows()).containsExactly("a1");
        upgradeUnreviewed(s, "test");
        assertThat(s.rows()).containsExactly("b1");
    }

    private static void upgradeUnreviewed(Scratch s, @Nullable String confirm) {
        new MoveCommand(Direction.UPGRADE)
                .run(
                        s.workspace(),
                        new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, confirm, false, false));
    }

    @OnDatabases(TestServer.SQLITE)
    void whatIsDestroyedIsConfirmedAndNotReviewedAgain(TestDatabase database) {
        Scratch s = users(database);
        s.upgrade("a1");
        s.revision("b1", "DROP TABLE users;", null);
        s.isProtected = true;
        s.lint = LintSettings.DEFAULT;
        new MoveCommand(Direction.UPGRADE)
                .run(s.workspace(), new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, "test", false));
        assertThat(s.rows()).containsExactly("b1");
    }

    @OnDatabases(TestServer.SQLITE)
    void anotherEnvironmentsNameConfirmsNothing(TestDatabase database) {
        Scratch s = users(database);
        s.upgrade("a1");
        s.revision("b1", "DELETE FROM users;", null);
        s.isProtected = true;
        s.lint = new LintSettings("warning", List.of("D104 = error"), List.of(), 0);
        var request = new MoveCommand.Request("head", MoveCommand.Mode.RUN, null, null, "another", false);
        var refused = catchThrowableOfType(
                MigrateException.class, () -> new MoveCommand(Direction.UPGRADE).run(s.workspace(), request));
        assertThat(refused.diagnostics()).extracting(Diagnostic::code).containsExactly("lint/D104", "lint/refused");
        assertThat(s.rows()).containsExactly("a1");
    }

    @OnDatabases(TestServer.SQLITE)
    void whatWasMeasuredBeatsWhatARuleSays(TestDatabase database) throws Exception {
        Scratch s = users(database).revision("b1", INDEX, "DROP INDEX ix_users_name;");
        // the review of another kind of database than the one at hand, which is not asked
        Scratch postgres = new Scratch(folder, dev.migrate.sql.DatabaseKind.POSTGRESQL, s.login);
        postgres.lint = only();
        String checksum = dev.migrate.script.SqlScript.of(
                        postgres.workspace().scripts().graph().ordered().get(1))
                .checksum();
        assertThat(found(lint(postgres, null, false))).containsExactly("b1 P113 error 7");
        trace(checksum, Impact.LONG, "writes");
        LintCommand.Result proved = lint(postgres, null, false);
        assertThat(found(proved)).containsExactly("b1 P113 error 7");
        assertThat(proved.findings().get(0).diagnostic().notes())
                .anyMatch(n -> n.startsWith("measured on a scratch database: SHARE on users (keeps writes waiting)"));
        trace(checksum, Impact.NONE, "nothing");
        assertThat(found(lint(postgres, null, false))).containsExactly("b1 P113 note 7");
        // of another script than the one that is there now
        trace("sha256:0", Impact.NONE, "nothing");
        assertThat(found(lint(postgres, null, false))).containsExactly("b1 P113 error 7");
    }

    private void trace(String checksum, Impact impact, String blocks) throws Exception {
        var lock = new LockTaken("users", "SHARE", Blocks.valueOf(blocks.toUpperCase(Locale.ROOT)), false, false);
        var statement = new StatementTrace(
                1,
                7,
                INDEX,
                null,
                impact,
                lock.blocks(),
                null,
                List.of(lock),
                false,
                List.of(),
                List.of(),
                List.of(),
                null,
                3);
        var revision = new RevisionTrace("b1", "title of b1", "b1.sql", checksum, "upgrade", List.of(statement));
        Path file = folder.resolve(TraceFile.name("shadow"));
        Files.createDirectories(file.getParent());
        Files.writeString(file, new Json().write(new TraceFile("shadow", "postgresql", "18.1", List.of(revision))));
    }

    @OnDatabases(TestServer.SQLITE)
    void settingsThatMakeNoSenseAreTold(TestDatabase database) {
        Scratch s = users(database);
        s.lint = rules("create-index-not-concurent = off");
        Diagnostic unknown = catchThrowableOfType(MigrateException.class, () -> lint(s, null, false))
                .diagnostics()
                .get(0);
        assertThat(unknown.code()).isEqualTo("lint/unknown-rule");
        assertThat(unknown.help()).contains("did you mean \"create-index-not-concurrent\"");
        s.lint = rules("P113 = fatal");
        assertThat(catchThrowableOfType(MigrateException.class, () -> lint(s, null, false))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("lint/severity");
        assertThat(catchThrowableOfType(MigrateException.class, () -> lint(s, "current:", false))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("lint/no-database");
    }

    @Test
    void isWrittenAsCodeScannersReadIt() {
        var place = dev.migrate.diagnostic.SourceSpan.of(folder.resolve("src/ä b.sql"), 3, 5, 6);
        var finding = new Finding(
                Rules.all().get(0).facts(),
                "a1",
                Finding.Concern.LOCK,
                new Diagnostic(Severity.NOTE, "lint/X", "it locks", place, null, List.of("for long"), "SELECT 1;"));
        String json = new Json()
                .write(new Sarif(folder, "1.0").of(List.of(Rules.all().get(0).facts()), List.of(finding)));
        assertThat(json)
                .contains(
                        "\"version\": \"2.1.0\"",
                        "\"uri\": \"src/%C3%A4%20b.sql\"",
                        "\"startLine\": 3",
                        "\"endColumn\": 11",
                        "\"level\": \"note\"",
                        "it locks\\nfor long\\nInstead: SELECT 1;");
    }
}
