package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.config.HookSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.engine.Run;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the revisions make")
class KeptReplayTest {

    private static final String TREE = IntStream.range(0, 9)
            .mapToObj(i -> "CREATE TABLE node_" + i + " (id int PRIMARY KEY, up int CONSTRAINT fk_" + i
                    + " REFERENCES node_" + i / 2 + ", sort varchar(9) CHECK (sort IN ('a', 'b')));\n")
            .collect(Collectors.joining());

    @TempDir
    Path folder;

    private static AutogenerateCommand.Result autogenerate(Scratch s, String id) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, null);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        return new AutogenerateCommand(writer)
                .run(
                        workspace,
                        new AutogenerateCommand.Request(
                                request, AutogenerateTest.model(s), true, true, RenameQuestion.NOBODY));
    }

    private static boolean isKnown(Scratch s) {
        Workspace workspace = s.workspace();
        var start = new StartingPoint(workspace, workspace.scripts().graph());
        try (Run run = workspace.look()) {
            return start.isKnown(Present.of(run, List.of()));
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isRunOnceAndKnownFromThenOn(TestDatabase database) {
        String role = "stop_" + database.name();
        Scratch s = new Scratch(folder, database);
        s.revision(
                "aaaa1",
                "-- migrate:require SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + role + "')\n" + TREE,
                null);
        s.upgrade("head");
        assertThat(isKnown(s)).isFalse();

        s.write("schema.sql", TREE.replace("node_7 (", "node_7 (more text, "));
        autogenerate(s, "bbbb2");
        s.upgrade("head");
        assertThat(isKnown(s)).isTrue();

        // from here on the first revision could not be run any more
        s.execute("CREATE ROLE \"" + role + "\"");
        try {
            s.write("schema.sql", TREE.replace("node_7 (", "node_7 (more text, other int NOT NULL DEFAULT 1, "));
            assertThat(autogenerate(s, "cccc3").notes()).isEmpty();
            s.upgrade("head");

            s.execute("CREATE TABLE by_hand (id int)");
            s.write("schema.sql", TREE.replace("node_7 (", "node_7 (more text, "));
            var drifted = autogenerate(s, "dddd4");
            assertThat(drifted.notes())
                    .anyMatch(note -> note.contains("in 1 object") && note.contains("migrate:drift"));
            assertThat(drifted.changes()).hasSize(2);
            s.upgrade("head");
            assertThat(new CheckCommand()
                            .run(s.workspace(), AutogenerateTest.model(s), true)
                            .changes())
                    .isEmpty();

            // what the revisions make of what was there by hand is not known, and not guessed
            assertThat(isKnown(s)).isFalse();
            s.write("schema.sql", TREE);
            assertThatThrownBy(() -> autogenerate(s, "eeee5"))
                    .isInstanceOf(MigrateException.class)
                    .hasMessageContaining("aaaa1");
        } finally {
            s.execute("DROP ROLE \"" + role + "\"");
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isForgottenWithAnyChangeOfAScript(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", TREE, null);
        s.upgrade("head");
        s.write("schema.sql", TREE + "CREATE TABLE later (id int);\n");
        autogenerate(s, "bbbb2");
        s.upgrade("head");
        assertThat(isKnown(s)).isTrue();

        s.placeholders = Map.of("name", "value");
        assertThat(isKnown(s)).isFalse();
        s.placeholders = null;
        assertThat(isKnown(s)).isTrue();
        s.sections("aaaa1", null, "-- migrate:upgrade\n" + TREE + "CREATE TABLE one_more (id int);");
        assertThat(isKnown(s)).isFalse();
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isNotKeptWhereARevisionMayDoSomethingElseNextTime(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        assertThat(isKept(s, "CREATE TABLE t (id int)")).isTrue();
        assertThat(isKept(
                        s,
                        "CREATE VIEW v AS\n"
                                + "SELECT 1 AS a;\n"
                                + "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n"
                                + "SELECT 1;\n"
                                + "$$;"))
                .isTrue();
        assertThat(isKept(s, "SELECT pg_catalog.set_config('search_path', '', false);"))
                .isTrue();
        assertThat(isKept(s, "CREATE TABLE t (id int);\nDO $$ BEGIN END $$;")).isFalse();
        assertThat(isKept(s, "CREATE TABLE t (id int); SELECT f();")).isFalse();
        assertThat(isKept(s, "/* so */ SELECT f();")).isFalse();
        assertThat(isKept(s, "CALL f();")).isFalse();
        assertThat(isKept(s, "CREATE TABLE t (id int)")).isTrue();
        s.java("bbbb2", Scratch.javaUpgrade("op.execute(\"SELECT 1\");") + Scratch.javaDowngrade(""));
        assertThat(hasKey(s)).isFalse();
    }

    private static boolean isKept(Scratch s, String upgrade) {
        s.sections("aaaa1", null, "-- migrate:upgrade\n" + upgrade);
        return hasKey(s);
    }

    private static boolean hasKey(Scratch s) {
        Workspace workspace = s.workspace();
        try (Run run = workspace.look()) {
            return new KeptReplay(workspace)
                    .key(workspace.scripts().graph().ordered(), Present.of(run, List.of()))
                    .isPresent();
        }
    }
}
