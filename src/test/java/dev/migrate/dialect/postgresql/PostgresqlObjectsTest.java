package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PostgreSQL's objects other than tables")
class PostgresqlObjectsTest {

    private static final String RICH = Stage.resource("postgresql-objects.sql");

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
                    forth = stage.draftTo(after);
                    tell(wrong, change, "forth", stage.differences(after), forth);
                    List<String> back = stage.draftTo(before);
                    tell(wrong, change, "back", stage.differences(before), back);
                    stage.draftTo(after);
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
            assertThat(stage.draftTo(rich)).isEmpty();
            stage.draftTo(empty);
            assertThat(stage.differences(empty)).isEmpty();
        }
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
}
