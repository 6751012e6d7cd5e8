package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A PostgreSQL schema of everything")
class PostgresqlDraftTest {

    /** Changes, a line each; what they change stands behind them and is not of interest here. */
    private static List<String> changes(String resource) {
        return PostgresqlTableDraftTest.text(resource)
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("[-+~#] .*"))
                .toList();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void isMadeFromNothingAndTakenAway(TestDatabase database) throws SQLException {
        made(database, "postgresql.sql");
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void ofEveryOtherKindIsMadeFromNothingAndTakenAway(TestDatabase database) throws SQLException {
        made(database, "postgresql-objects.sql");
    }

    private static void made(TestDatabase database, String script) throws SQLException {
        try (TestDatabase other = database.server().create();
                Drafting live = Drafting.open(database);
                Drafting goal = Drafting.open(other).script(PostgresqlTableDraftTest.text(script))) {
            // a wrapper comes with a library that an administrator installs, so that it is no part of a schema
            goal.live()
                    .session()
                    .rows("SELECT fdwname FROM pg_foreign_data_wrapper")
                    .forEach(wrapper -> live.script("CREATE FOREIGN DATA WRAPPER " + wrapper.get(0)));
            Blueprint start = live.blueprint();
            Blueprint end = goal.blueprint();
            List<String> there = live.become(end);
            assertThat(live.differences(end)).as(String.join(";\n", there)).isEmpty();
            List<String> back = live.become(start);
            assertThat(live.differences(start)).as(String.join(";\n", back)).isEmpty();
            assertThat(live.become(start)).isEmpty();
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void takesEachChangeAndGoesBack(TestDatabase database) {
        changed(database, "postgresql.sql", "postgresql-changes.txt");
    }

    /** One database gets each change by hand; the other becomes like it, goes back, and follows. */
    private static void changed(TestDatabase database, String script, String changes) {
        List<String> wrong = new ArrayList<>();
        String text = PostgresqlTableDraftTest.text(script);
        try (TestDatabase other = database.server().create();
                Drafting live = Drafting.open(database).script(text);
                Drafting goal = Drafting.open(other).script(text)) {
            Blueprint start = live.blueprint();
            for (String change : changes(changes)) {
                List<String> told = new ArrayList<>(List.of(change));
                try {
                    goal.script(change);
                    Blueprint end = goal.blueprint();
                    told.add("-- there");
                    told.addAll(live.become(start, end));
                    Blueprint there = live.blueprint();
                    List<String> differences = live.differences(there.schema(), end);
                    told.add("-- back");
                    told.addAll(live.become(there, start));
                    Blueprint back = live.blueprint();
                    differences.addAll(live.differences(back.schema(), start));
                    told.add("-- there again");
                    told.addAll(live.become(back, end));
                    start = there;
                    if (!differences.isEmpty()) {
                        wrong.add(String.join("\n    ", told) + "\n  " + String.join("\n  ", differences));
                    }
                } catch (RuntimeException e) {
                    wrong.add(String.join("\n    ", told) + "\n  " + e + " at " + e.getStackTrace()[0]);
                    start = live.blueprint();
                }
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }
}
