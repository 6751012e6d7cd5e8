package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Excerpt;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What has to do with a change")
class ExcerptTest {

    private static final int OTHERS = 24;

    /** Tables that a change of the others has nothing to do with. */
    private static final String BESIDE = IntStream.range(0, OTHERS)
            .mapToObj(i -> "CREATE TABLE beside_" + i + " (key int PRIMARY KEY, up int REFERENCES beside_" + i / 2
                    + ");\nCREATE VIEW beside_view_" + i + " AS SELECT key FROM beside_" + i + ";\n")
            .collect(Collectors.joining());

    @OnDatabases(TestServer.POSTGRESQL_18)
    void canBeMadeByItselfAndTakesTheScriptOfTheWhole(TestDatabase database) {
        List<String> wrong = new ArrayList<>();
        int excerpts = 0;
        try (TestDatabase other = database.server().create();
                Drafting scratch = Drafting.open(database);
                Drafting goal = Drafting.open(other)
                        .script(PostgresqlTableDraftTest.text("postgresql.sql"))
                        .script(BESIDE)) {
            Blueprint start = goal.blueprint();
            for (String change : changes()) {
                goal.script(change);
                Blueprint end = goal.blueprint();
                for (boolean back : List.of(false, true)) {
                    Blueprint from = back ? end : start;
                    Blueprint to = back ? start : end;
                    Optional<Excerpt> excerpt = goal.dialect().drafter().excerpt(from, to);
                    if (excerpt.isPresent()) {
                        excerpts++;
                        String told = tried(scratch, excerpt.get(), from, to);
                        if (!told.isEmpty()) {
                            wrong.add(change + (back ? ", back" : "") + "\n" + told);
                        }
                    }
                }
                start = end;
            }
        }
        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
        assertThat(excerpts).isGreaterThan(20);
    }

    /** What is wrong; empty for nothing. */
    private static String tried(Drafting scratch, Excerpt excerpt, Blueprint from, Blueprint to) {
        List<String> told = new ArrayList<>();
        try {
            if (besides(excerpt.from()) > OTHERS / 2) {
                told.add("tables that have nothing to do with it");
            }
            scratch.become(excerpt.from());
            told.addAll(scratch.differences(excerpt.from()));
            List<String> ran = scratch.become(from, to);
            List<String> differences = scratch.differences(excerpt.to());
            if (!differences.isEmpty()) {
                told.addAll(ran);
                told.addAll(differences);
            }
        } catch (RuntimeException e) {
            told.add(e + " at " + e.getStackTrace()[0]);
        }
        return String.join("\n    ", told);
    }

    private static long besides(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .filter(object ->
                        object.kind() == ObjectKind.TABLE && object.name().startsWith("beside_"))
                .count();
    }

    private static List<String> changes() {
        return PostgresqlTableDraftTest.text("postgresql-changes.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.matches("[-+~#] .*"))
                .toList();
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isAllThatAChangeNeedsAndAllThatNeedsIt(TestDatabase database) {
        try (Drafting there = Drafting.open(database).script(BESIDE)) {
            Blueprint start = there.blueprint();
            there.script("ALTER TABLE beside_9 ADD COLUMN note text");
            Blueprint end = there.blueprint();
            // a table that is only needed comes without the foreign keys that would bring in more
            assertThat(names(there, start, end))
                    .contains("beside_9", "beside_4")
                    .doesNotContain("beside_2", "beside_view_4", "beside_3");

            there.script("ALTER TABLE beside_9 RENAME COLUMN key TO id");
            assertThat(names(there, start, there.blueprint()))
                    .contains("beside_9", "beside_18", "beside_19", "beside_view_9", "beside_4")
                    .doesNotContain("beside_1", "beside_view_18");
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isNotToldWhereCodeRunsAtEveryChange(TestDatabase database) {
        try (Drafting there = Drafting.open(database)
                .script(BESIDE)
                .script("CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n"
                        + "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION seen()")) {
            Blueprint start = there.blueprint();
            there.script("ALTER TABLE beside_9 ADD COLUMN note text");
            assertThat(there.dialect().drafter().excerpt(start, there.blueprint()))
                    .isEmpty();
        }
    }

    private static Set<String> names(Drafting on, Blueprint from, Blueprint to) {
        return on.dialect().drafter().excerpt(from, to).orElseThrow().from().schema().objects().stream()
                .map(SchemaObject::name)
                .collect(Collectors.toSet());
    }
}
