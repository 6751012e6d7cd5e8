package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Drafted;
import dev.migrate.operation.AddEnumValue;
import dev.migrate.operation.CreateRoutine;
import dev.migrate.operation.ObjectKind;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Reversal;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PostgreSQL's rules about one transaction and one name")
class PostgresqlNewWordsTest {

    private static final String BEFORE =
            "CREATE TYPE mood AS ENUM ('sad', 'fine'); CREATE TABLE cats (id int, mood mood, all_of mood[]);";

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void aWordThatTheScriptUsesIsAddedApart(TestDatabase database) {
        for (String use : List.of(
                "ALTER TABLE cats ALTER mood SET DEFAULT 'glad'",
                "ALTER TABLE cats ALTER all_of SET DEFAULT '{sad,glad}'",
                "ALTER TABLE cats ADD CHECK (mood <> 'glad')",
                "CREATE INDEX ON cats (id) WHERE mood = 'glad'",
                "CREATE VIEW glad AS SELECT id FROM cats WHERE mood = 'glad'")) {
            try (TestDatabase here = database.server().create();
                    TestDatabase there = database.server().create();
                    Drafting from = Drafting.open(here).script(BEFORE);
                    Drafting goal = Drafting.open(there).script(BEFORE)) {
                goal.script("ALTER TYPE mood ADD VALUE 'glad'; " + use + ";");
                List<Drafted> drafted = from.draftTo(goal.blueprint());
                assertThat(drafted).as(use).hasSizeGreaterThan(1);
                assertThat(drafted.get(0).operation()).as(use).isInstanceOf(AddEnumValue.class);
                assertThat(drafted.stream().map(Drafted::apart).toList())
                        .as(use)
                        .startsWith(true, false)
                        .containsOnlyOnce(true);
                var definitions = new KnownDefinitions(from.dialect(), from.blueprint());
                for (int i = 0; i < drafted.size(); i++) {
                    if (i == 1) {
                        from.live().execute("BEGIN");
                    }
                    definitions.render(drafted.get(i).operation()).statements().forEach(from.live()::execute);
                }
                from.live().execute("COMMIT");
                assertThat(from.differences(goal.blueprint())).as(use).isEmpty();
            }
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void aWordThatNothingUsesStaysInTheScript(TestDatabase database) {
        try (TestDatabase there = database.server().create();
                Drafting from = Drafting.open(database).script(BEFORE);
                Drafting goal = Drafting.open(there).script(BEFORE)) {
            goal.script("ALTER TYPE mood ADD VALUE 'glad'; ALTER TABLE cats ADD name text;");
            assertThat(from.draftTo(goal.blueprint())).hasSize(2).noneMatch(Drafted::apart);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void aRoutineWithDefaultsAndResultsGoesBack(TestDatabase database) {
        try (Drafting stage = Drafting.open(database)) {
            var created = new CreateRoutine(
                    ObjectKind.FUNCTION,
                    ObjectName.parse("shares"),
                    "a int DEFAULT greatest(1, 2), b text = 'x, y', OUT c int, OUT d text",
                    null,
                    null,
                    "SELECT a, b",
                    List.of(),
                    false,
                    null);
            var empty = stage.blueprint();
            run(stage, created);
            run(stage, ((Reversal.By) created.reverse()).operation());
            assertThat(stage.differences(empty)).isEmpty();
        }
    }

    private static void run(Drafting stage, dev.migrate.operation.Operation operation) {
        new KnownDefinitions(stage.dialect(), stage.blueprint())
                .render(operation)
                .statements()
                .forEach(stage.live()::execute);
    }
}
