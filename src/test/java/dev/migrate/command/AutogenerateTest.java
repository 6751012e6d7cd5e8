package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.config.HookSettings;
import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.model.ModelChoice;
import dev.migrate.revision.Revision;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Autogenerate, on every database,")
class AutogenerateTest {

    private static final String USERS =
            "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL, age INTEGER);\n";

    @TempDir
    Path folder;

    static Goal model(Scratch s) {
        return new Goal.Stated(new ModelChoice(
                        s.folder,
                        () -> {
                            throw new IllegalStateException("no entities here");
                        },
                        ModelSettings.NONE,
                        null)
                .of("schema", List.of())
                .orElseThrow());
    }

    private static AutogenerateCommand.Result autogenerate(Scratch s, String id, boolean database) {
        return autogenerate(s, id, database, RenameQuestion.NOBODY, null);
    }

    private static AutogenerateCommand.Result autogenerate(
            Scratch s, String id, boolean database, RenameQuestion question, String format) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, format);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        return new AutogenerateCommand(writer)
                .run(workspace, new AutogenerateCommand.Request(request, model(s), database, true, question));
    }

    private static List<String> check(Scratch s, boolean database) {
        return new CheckCommand()
                .run(s.workspace(), model(s), database).changes().stream()
                        .map(SchemaChange::toString)
                        .toList();
    }

    private static List<String> changes(AutogenerateCommand.Result result) {
        return result.changes().stream().map(SchemaChange::toString).toList();
    }

    private static String named(TestDatabase database, String path) {
        return database.kind() == DatabaseKind.POSTGRESQL ? "public." + path : path;
    }

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    /** What stands there, whatever the order of columns: one that comes back comes last. */
    private static Schema schema(Scratch s) {
        try (var run = s.workspace().look()) {
            return run.schema(List.of()).without(SchemaObject.POSITION);
        }
    }

    private List<String> scripts() throws IOException {
        Path scripts = folder.resolve("src/main/migrations");
        if (!Files.isDirectory(scripts)) {
            return List.of();
        }
        try (var files = Files.list(scripts)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @OnEveryDatabase
    void writesWhatTheModelHasMoreAndLess(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        s.write("schema.sql", USERS + "CREATE INDEX ix_users_age ON users (age);\n");
        var first = autogenerate(s, "aaaa1", true);

        assertThat(changes(first)).contains("+ table " + named(database, "users"));
        assertThat(first.written()).hasSize(1);
        assertThat(first.proof()).isNotNull();
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
        Schema one = schema(s);

        s.write(
                "schema.sql",
                "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(80) NOT NULL, bio VARCHAR(200));\n"
                        + "CREATE TABLE posts (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL,\n"
                        + "  CONSTRAINT fk_posts FOREIGN KEY (user_id) REFERENCES users (id));\n");
        assertThat(check(s, true)).isNotEmpty();
        s.execute("INSERT INTO users (id, name, age) VALUES (1, 'one', 11)");
        var second = autogenerate(s, "bbbb2", true);
        assertThat(changes(second))
                .contains(
                        "+ table " + named(database, "posts"),
                        "+ column " + named(database, "users.bio"),
                        "- column " + named(database, "users.age"));
        assertThat(second.losses()).anyMatch(loss -> loss.contains("users.age"));
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
        assertThat(s.value("SELECT name FROM users")).isEqualTo("one");
        s.downgrade("-1");
        assertThat(schema(s)).isEqualTo(one);
        assertThat(scripts()).containsExactly("aaaa1.sql", "bbbb2.sql");
    }

    @OnEveryDatabase
    void writesNothingForAModelThatIsThere(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.write("schema.sql", USERS);
        s.upgrade("head");

        var result = autogenerate(s, "bbbb2", true);

        assertThat(changes(result)).isEmpty();
        assertThat(result.written()).isEmpty();
        assertThat(scripts()).containsExactly("aaaa1.sql");
    }

    @OnEveryDatabase
    void asksForTheRevisionsThatAreStillToBeApplied(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.write("schema.sql", USERS);

        assertThat(failure(() -> autogenerate(s, "bbbb2", true)).code()).isEqualTo("autogenerate/not-up-to-date");
        assertThat(autogenerate(s, "bbbb2", false).written()).isEmpty();
        assertThat(check(s, false)).isEmpty();
    }

    @OnEveryDatabase
    void namesTheStatementOfTheModelThatTheDatabaseRefuses(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        s.write(
                "schema.sql",
                USERS + "\n" + "CREATE TABLE bad (id INTEGER PRIMARY KEY, CHECK (;\n".replace("(;", "(no_such > 0));"));

        Diagnostic fault = failure(() -> autogenerate(s, "aaaa1", true));

        assertThat(fault.code()).isEqualTo("model/refused");
        assertThat(fault.span()).isNotNull();
        assertThat(fault.span().line()).isEqualTo(3);
        assertThat(scripts()).isEmpty();
    }

    @OnEveryDatabase
    void takesTheStatementsOfAModelInAnyOrder(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.write(
                "schema.sql",
                "CREATE VIEW names AS SELECT name FROM users;\nCREATE INDEX ix ON users (name);\n" + USERS);

        var result = autogenerate(s, "aaaa1", true);

        assertThat(result.written()).hasSize(1);
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
    }

    @OnEveryDatabase
    void writesARenameWithTheAlternativeBesideIt(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.execute("INSERT INTO users (id, name) VALUES (1, 'one')");
        s.write("schema.sql", USERS.replace("name", "full_name"));

        var result = autogenerate(s, "bbbb2", true);

        // PostgreSQL 18 keeps the name that it gave to NOT NULL, which the rest of the draft then changes
        assertThat(changes(result)).startsWith("~ column " + named(database, "users.name") + " -> full_name");
        assertThat(changes(result)).noneMatch(change -> change.startsWith("+") || change.startsWith("-"));
        assertThat(result.notes()).anyMatch(note -> note.contains("users.name -> users.full_name"));
        String text = Files.readString(result.written().get(0).file());
        assertThat(text).contains("-- column").containsPattern("(?i)-- +ALTER TABLE");
        s.upgrade("head");
        assertThat(s.value("SELECT full_name FROM users")).isEqualTo("one");
        assertThat(check(s, true)).isEmpty();
        s.downgrade("-1");
        assertThat(s.value("SELECT name FROM users")).isEqualTo("one");
    }

    /** PostgreSQL alone can rename one. */
    @OnDatabases({TestServer.MYSQL, TestServer.SQLITE})
    void takesNoColumnOfAViewForRenamed(TestDatabase database) {
        String view = "CREATE VIEW names AS SELECT name FROM users;";
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS + view, "DROP VIEW names; DROP TABLE users;");
        s.upgrade("head");
        s.write("schema.sql", USERS + view.replace("name FROM", "name AS called FROM"));

        var result = autogenerate(s, "bbbb2", true);

        assertThat(changes(result)).noneMatch(change -> change.endsWith("-> called"));
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
    }

    @OnEveryDatabase
    void asksWhetherATableHasAnotherName(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.execute("INSERT INTO users (id, name) VALUES (1, 'one')");
        s.write("schema.sql", USERS.replace("users", "people"));

        var no = autogenerate(s, "bbbb2", true, proposal -> RenameQuestion.Answer.NO, null);
        assertThat(changes(no)).contains("+ table " + named(database, "people"), "- table " + named(database, "users"));
        assertThat(no.losses()).isNotEmpty();
        delete(no.written().get(0));

        var yes = autogenerate(s, "cccc3", true, proposal -> RenameQuestion.Answer.YES, null);
        assertThat(changes(yes)).contains("~ table " + named(database, "users") + " -> people");
        s.upgrade("head");
        assertThat(s.value("SELECT name FROM people")).isEqualTo("one");
        assertThat(check(s, true)).isEmpty();
    }

    @OnEveryDatabase
    void leavesAloneWhatTheSettingsLeaveOut(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.execute("CREATE TABLE audit_log (id INTEGER)");
        s.execute("CREATE VIEW old AS SELECT id FROM users");
        s.write("schema.sql", USERS);
        assertThat(check(s, true)).hasSize(2);

        s.autogenerate =
                new AutogenerateSettings(List.of(), List.of("audit_*", "view:*"), true, true, true, List.of(), false);
        assertThat(check(s, true)).isEmpty();

        s.autogenerate = new AutogenerateSettings(List.of("users"), List.of(), true, true, true, List.of(), false);
        assertThat(check(s, true)).isEmpty();

        s.write("schema.sql", USERS.replace("VARCHAR(50)", "VARCHAR(60)"));
        assertThat(check(s, true)).hasSize(1);
        s.autogenerate = new AutogenerateSettings(List.of("users"), List.of(), false, true, true, List.of(), false);
        assertThat(check(s, true)).isEmpty();
    }

    @OnEveryDatabase
    void writesForADatabaseThatHasBeenChangedByHand(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.execute("CREATE TABLE by_hand (id INTEGER PRIMARY KEY)");
        s.write("schema.sql", USERS);

        var result = autogenerate(s, "bbbb2", true);

        assertThat(changes(result)).containsExactly("- table " + named(database, "by_hand"));
        assertThat(result.notes()).anyMatch(note -> note.contains("mvn migrate:drift"));
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
    }

    @OnEveryDatabase
    void writesJava(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.write("schema.sql", USERS);

        var result = autogenerate(s, "aaaa1", true, RenameQuestion.NOBODY, "java");

        Revision written = result.written().get(0);
        assertThat(written.file().toString()).endsWith(".java");
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
        s.downgrade("base");
        assertThat(s.hasTable("users")).isFalse();
    }

    @OnEveryDatabase
    void putsTheRowsOfTheModelIntoNewTables(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.write("schema.sql", USERS + "INSERT INTO users (id, name) VALUES (7, 'seven');\n");

        autogenerate(s, "aaaa1", true);
        s.upgrade("head");

        assertThat(s.value("SELECT name FROM users")).isEqualTo("seven");
        assertThat(check(s, true)).isEmpty();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void writesASecondRevisionForWhatRunsOutsideATransaction(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.autogenerate = new AutogenerateSettings(List.of(), List.of(), true, true, true, List.of(), true);
        s.write(
                "schema.sql",
                USERS.replace("age INTEGER", "age INTEGER, bio TEXT") + "CREATE INDEX ix ON users (age);\n");

        var result = autogenerate(s, "bbbb2", true);

        assertThat(result.written()).hasSize(2);
        s.upgrade("head");
        assertThat(check(s, true)).isEmpty();
        s.downgrade("aaaa1");
    }

    private static void delete(Revision revision) {
        try {
            Files.delete(revision.file());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
