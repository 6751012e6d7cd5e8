package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference.Change;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PostgreSQL's objects other than tables")
class PostgresqlObjectsTest {

    private static final String RICH = Stage.resource("postgresql-objects.sql");

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void comeAndGoAgain(TestDatabase database) {
        try (Stage stage = Stage.open(database).script(RICH)) {
            Blueprint rich = stage.blueprint();
            Blueprint plain = rich.with(tablesAlone(rich));
            assertThat(plain.schema().objects().size()).isLessThan(rich.schema().objects().size() - 60);
            stage.become(plain);
            assertThat(stage.differences(plain)).isEmpty();
            stage.become(rich);
            assertThat(stage.differences(rich)).isEmpty();
            assertThat(stage.become(rich)).isEmpty();
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void changeBothWays(TestDatabase database) {
        List<String> wrong = new ArrayList<>();
        try (TestDatabase other = database.server().create();
                Stage goal = Stage.open(other).script(RICH);
                Stage stage = Stage.open(database).script(RICH)) {
            Blueprint before = goal.blueprint();
            for (String change : Stage.resource("postgresql-object-changes.txt").lines().toList()) {
                goal.script(change);
                Blueprint after = goal.blueprint();
                if (after.schema().equals(before.schema())) {
                    wrong.add(change + "\n    is not seen");
                }
                List<String> forth = List.of();
                try {
                    forth = stage.become(after);
                    tell(wrong, change, "forth", stage.differences(after), forth);
                    List<String> back = stage.become(before);
                    tell(wrong, change, "back", stage.differences(before), back);
                    stage.become(after);
                } catch (IllegalStateException | AssertionError e) {
                    wrong.add(change + "\n    fails: " + e.getMessage() + "\n    forth was " + forth);
                    goOn(stage, change);
                }
                before = after;
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void comeAndGoWithTheirTables(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Stage goal = Stage.open(other).script(RICH);
                Stage stage = Stage.open(database).script("CREATE FOREIGN DATA WRAPPER far")) {
            Blueprint empty = stage.blueprint();
            Blueprint rich = goal.blueprint();
            stage.draftTo(rich);
            assertThat(stage.differences(rich)).isEmpty();
            stage.draftTo(empty);
            assertThat(stage.differences(empty)).isEmpty();
        }
    }

    /** The tables with their columns and keys, and what those cannot be without. */
    private static Schema tablesAlone(Blueprint rich) {
        var objects = new PostgresqlObjects(rich, rich);
        var dependencies = new Dependencies(rich);
        Set<SchemaObject> kept = new TreeSet<>();
        Deque<SchemaObject> open = new ArrayDeque<>();
        rich.schema().objects().stream()
                .filter(o -> Set.of(ObjectKind.TABLE, ObjectKind.SEQUENCE, ObjectKind.EXTENSION).contains(o.kind())
                        || !objects.handles(o)
                                && objects.owner(o).isEmpty()
                                && !o.path().get(1).equals("counted"))
                .forEach(open::add);
        while (!open.isEmpty()) {
            SchemaObject object = open.remove();
            if (kept.add(object)) {
                open.addAll(dependencies.needs(object));
                rich.schema().objects().stream()
                        .filter(part -> objects.owner(part).equals(Optional.of(object.path())))
                        .forEach(open::add);
            }
        }
        return Schema.of(kept);
    }

    /** So that one failure does not make all behind it fail. */
    private static void goOn(Stage stage, String change) {
        try {
            stage.script(change);
        } catch (IllegalStateException e) {
            // it stands there already
            assertThat(e).isNotNull();
        }
    }

    private static void tell(List<String> wrong, String change, String way, List<String> differences, List<String> ran) {
        if (!differences.isEmpty()) {
            wrong.add(change + "\n    " + way + " leaves " + String.join("\n        ", differences) + "\n    behind " + ran);
        }
    }

    static Change change(Blueprint from, Blueprint to, String title) {
        SchemaObject here = from.schema().objects().stream()
                .filter(o -> o.title().equals(title))
                .findFirst()
                .orElseThrow();
        SchemaObject there = to.schema().objects().stream()
                .filter(o -> o.title().equals(title))
                .findFirst()
                .orElseThrow();
        return new Change(here, there);
    }
}
