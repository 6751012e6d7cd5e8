package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.config.DriftMode;
import dev.migrate.config.HookSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Drift and baseline, on every database,")
class DriftTest {

    private static final String USERS =
            "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50) NOT NULL, age INTEGER);";

    @TempDir
    Path folder;

    private static String named(TestDatabase database, String path) {
        return database.kind() == DatabaseKind.POSTGRESQL ? "public." + path : path;
    }

    private static DriftCommand.Result drift(Scratch s) {
        return new DriftCommand().run(s.workspace());
    }

    private static BaselineCommand.Result baseline(Scratch s, String confirm) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("what was there", "base1", List.of(), List.of(), null, null);
        return new BaselineCommand(writer).run(workspace, new BaselineCommand.Request(script, confirm, true));
    }

    private static Diagnostic failure(ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private static Schema schema(Scratch s) {
        try (var run = s.workspace().look()) {
            return run.schema(List.of()).without(SchemaObject.POSITION);
        }
    }

    private static void run(Scratch s, String sql) {
        for (String statement : sql.split(";\\s*\n")) {
            if (!statement.isBlank()) {
                s.execute(statement);
            }
        }
    }

    @OnEveryDatabase
    void anUpgradeLooksFirstWhereTheEnvironmentWantsIt(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", USERS, "DROP TABLE users;")
                .revision("bbbb2", "CREATE TABLE more (id INTEGER);", "DROP TABLE more;")
                .revision("cccc3", "CREATE TABLE most (id INTEGER);", "DROP TABLE most;");
        s.drift = DriftMode.REFUSE;
        s.upgrade("aaaa1");
        s.upgrade("bbbb2");
        s.execute("CREATE TABLE by_hand (id INTEGER)");

        Diagnostic refused = failure(() -> s.upgrade("head"));
        assertThat(refused.code()).isEqualTo("drift/found");
        assertThat(refused.notes()).contains("+ table " + named(database, "by_hand"), "nothing has been changed");
        assertThat(failure(() -> s.move(Direction.UPGRADE, "head", MoveCommand.Mode.DRY_RUN, null))
                        .code())
                .isEqualTo("drift/found");
        assertThat(s.rows()).containsExactly("bbbb2");

        s.drift = DriftMode.WARN;
        s.upgrade("head");
        assertThat(s.told).contains("  + table " + named(database, "by_hand"));
        assertThat(s.rows()).containsExactly("cccc3");
        // nothing is to be run
        s.drift = DriftMode.REFUSE;
        s.upgrade("head");
    }

    @OnEveryDatabase
    void driftIsNothingWhereTheRevisionsHaveMadeEverything(TestDatabase database) {
        Scratch s = new Scratch(folder, database)
                .revision("aaaa1", USERS, "DROP TABLE users;")
                .revision("bbbb2", "CREATE TABLE more (id INTEGER);", "DROP TABLE more;");
        s.upgrade("aaaa1");

        assertThat(drift(s).changes()).isEmpty();
        assertThat(drift(s).problem()).isEmpty();
    }

    @OnEveryDatabase
    void driftIsShownAsSqlBothWays(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        Schema made = schema(s);
        s.execute("CREATE INDEX by_hand ON users (name)");
        Schema changed = schema(s);

        DriftCommand.Result drift = drift(s);

        assertThat(drift.changes()).hasToString("[+ index " + named(database, "users.by_hand") + "]");
        assertThat(drift.problem().orElseThrow().code()).isEqualTo("drift/found");
        run(s, drift.back() + "\n");
        assertThat(schema(s)).isEqualTo(made);
        run(s, drift.forth() + "\n");
        assertThat(schema(s)).isEqualTo(changed);
    }

    @OnEveryDatabase
    void driftLeavesAloneWhatIsExcluded(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", USERS, "DROP TABLE users;");
        s.upgrade("head");
        s.execute("CREATE TABLE others_own (id INTEGER)");
        assertThat(drift(s).changes()).hasSize(1);

        s.autogenerate = new AutogenerateSettings(List.of(), List.of("others_*"), true, true, true, List.of(), false);

        assertThat(drift(s).changes()).isEmpty();
    }

    @OnEveryDatabase
    void aBaselineMakesWhatStandsThere(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.execute(USERS.replace(";", ""));
        s.execute("CREATE TABLE posts (id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER NOT NULL,"
                + " CONSTRAINT fk_posts FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE)");
        s.execute("CREATE INDEX ix_posts ON posts (user_id, id)");
        s.execute("CREATE VIEW names AS SELECT name FROM users");
        s.execute("INSERT INTO users (id, name) VALUES (1, 'one')");
        Schema before = schema(s);

        var result = baseline(s, null);

        assertThat(result.proof()).isNotNull();
        assertThat(s.rows()).containsExactly("base1");
        assertThat(schema(s)).isEqualTo(before);
        assertThat(drift(s).changes()).isEmpty();
        assertThat(s.value("SELECT name FROM users")).isEqualTo("one");
        assertThat(s.upgrade("head").plan().isEmpty()).isTrue();
        s.downgrade("base");
        assertThat(schema(s).objects()).noneMatch(object -> object.name().equals("users"));
        s.upgrade("head");
        assertThat(schema(s)).isEqualTo(before);
    }

    @OnEveryDatabase
    void aBaselineIsTheFirstRevision(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        assertThat(failure(() -> baseline(s, null)).code()).isEqualTo("baseline/empty");

        s.isProtected = true;
        assertThat(failure(() -> baseline(s, null)).code()).isEqualTo("confirm/needed");
        s.isProtected = false;

        s.revision("aaaa1", USERS, "DROP TABLE users;");
        assertThat(failure(() -> baseline(s, null)).code()).isEqualTo("baseline/has-revisions");
        s.upgrade("head");
        Scratch other = new Scratch(folder.resolve("other"), database);
        assertThat(failure(() -> baseline(other, null)).code()).isEqualTo("baseline/has-rows");
        assertThat(s.rows()).containsExactly("aaaa1");
    }
}
