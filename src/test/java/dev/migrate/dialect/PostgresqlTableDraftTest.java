package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("PostgreSQL's tables, drafted from one schema to another")
class PostgresqlTableDraftTest {

    /** A change of a schema: a title between two equals signs and the statements before, and behind two more those afterwards. */
    record Case(String title, String from, String to) {

        static List<Case> of(String resource) {
            List<Case> cases = new ArrayList<>();
            for (String block : text(resource).strip().split("\n\n+")) {
                String[] parts = ("\n" + block).split("\n== ?", -1);
                String[] head = parts[1].split("\n", 2);
                cases.add(new Case(head[0], head.length > 1 ? head[1] : "", parts[2]));
            }
            return cases;
        }
    }

    static String text(String resource) {
        try (InputStream in = PostgresqlTableDraftTest.class.getResourceAsStream("/dev/migrate/schema/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void areMadeAlikeThereAndBack(TestDatabase database) {
        thereAndBack(database, Case.of("postgresql-tables.txt"));
    }

    static void thereAndBack(TestDatabase database, List<Case> cases) {
        List<String> wrong = new ArrayList<>();
        String only = System.getProperty("migrate.test.case", "");
        try (TestDatabase other = database.server().create();
                Drafting live = Drafting.open(database);
                Drafting goal = Drafting.open(other)) {
            for (Case each : cases) {
                if (each.title().contains(only)) {
                    thereAndBack(live, goal, each, wrong);
                }
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }

    static Drafting emptied(Drafting database) {
        return database.script("""
                SET client_min_messages = warning;
                DROP SCHEMA IF EXISTS app CASCADE;
                DROP SCHEMA public CASCADE;
                CREATE SCHEMA public""");
    }

    private static void thereAndBack(Drafting live, Drafting goal, Case each, List<String> wrong) {
        List<String> told = new ArrayList<>(List.of(each.title()));
        try {
            emptied(live).script(each.from());
            emptied(goal).script(each.to());
            Blueprint start = live.blueprint();
            Blueprint end = goal.blueprint();
            told.add("-- there");
            told.addAll(live.become(end));
            List<String> differences = live.differences(end);
            told.add("-- back");
            told.addAll(live.become(start));
            differences.addAll(live.differences(start));
            if (!differences.isEmpty()) {
                wrong.add(String.join("\n    ", told) + "\n  " + String.join("\n  ", differences));
            }
        } catch (RuntimeException | AssertionError e) {
            StackTraceElement at = e.getStackTrace()[0];
            wrong.add(String.join("\n    ", told) + "\n  " + e + " at " + at);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void nothingIsDraftedForTheSame(TestDatabase database) {
        try (Drafting live = Drafting.open(database)) {
            live.script(text("postgresql.sql"));
            assertThat(live.draftTo(live.blueprint())).isEmpty();
            for (Case each : Case.of("postgresql-tables.txt")) {
                emptied(live).script(each.to());
                Blueprint there = live.blueprint();
                assertThat(live.draftTo(there)).as(each.title()).isEmpty();
            }
        }
    }
}
