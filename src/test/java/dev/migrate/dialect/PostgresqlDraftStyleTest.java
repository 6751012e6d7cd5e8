package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What a PostgreSQL draft says and how it goes about it")
class PostgresqlDraftStyleTest {

    private static final String BEFORE =
            "CREATE TABLE a (id int PRIMARY KEY, x int, y varchar(50), z numeric(10, 4)); CREATE TABLE b (a int);"
                    + " CREATE INDEX ix_gone ON a (x); CREATE TABLE gone (id serial)";

    private static final String AFTER =
            "CREATE TABLE a (id int PRIMARY KEY, x int NOT NULL, y varchar(20), z numeric(10, 2), n int NOT NULL,"
                    + " CONSTRAINT uq UNIQUE (y), CONSTRAINT ck CHECK (x > 0));"
                    + " CREATE TABLE b (a int, CONSTRAINT fk FOREIGN KEY (a) REFERENCES a (id));"
                    + " CREATE INDEX ix ON a (z)";

    private static List<Drafted> drafted(TestDatabase database, TestDatabase other, Drafter.Style style) {
        try (Drafting live = Drafting.open(database).script(BEFORE);
                Drafting goal = Drafting.open(other).script(AFTER)) {
            Blueprint from = live.blueprint();
            List<Drafted> drafted = live.dialect().drafter().draft(from, goal.blueprint(), style);
            for (Drafted each : drafted) {
                live.dialect().render(each.operation(), live.live().session().catalog()).statements().forEach(sql ->
                        live.live().execute(sql));
            }
            assertThat(live.differences(goal.blueprint())).isEmpty();
            return drafted;
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void tellsWhatIsLostAndWhatMayFail(TestDatabase database) {
        try (TestDatabase other = database.server().create()) {
            List<Drafted> drafted = drafted(database, other, Drafter.Style.PLAIN);
            List<String> losses = new ArrayList<>();
            List<String> remarks = new ArrayList<>();
            drafted.forEach(each -> losses.addAll(each.losses()));
            drafted.forEach(each -> remarks.addAll(each.remarks()));
            assertThat(losses)
                    .containsExactlyInAnyOrder(
                            "drops table public.gone, and every row in it",
                            "makes the values of column public.a.z from numeric(10,4) into numeric(10,2), and what"
                                    + " numeric(10,2) cannot hold of them is lost");
            assertThat(remarks)
                    .anyMatch(remark -> remark.startsWith("fails where table public.a has rows, for column n"))
                    .anyMatch(remark -> remark.startsWith("fails where column public.a.x is null in a row"))
                    .anyMatch(remark -> remark.startsWith("fails where a value of column public.a.y"));
            assertThat(drafted).noneMatch(Drafted::apart);
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void takesFormsThatHoldNoLockForLong(TestDatabase database) {
        try (TestDatabase other = database.server().create()) {
            List<String> apart = drafted(database, other, new Drafter.Style(true)).stream()
                    .filter(Drafted::apart)
                    .map(each -> each.operation().call())
                    .toList();
            assertThat(apart)
                    .containsExactlyInAnyOrder(
                            "dropIndex(\"ix_gone\", \"public.a\")",
                            "createIndex(\"ix\", \"public.a\")",
                            "createIndex(\"uq\", \"public.a\")",
                            "validateConstraint(\"ck\", \"public.a\")",
                            "validateConstraint(\"fk\", \"public.b\")",
                            "validateConstraint(\"a_x_is_not_null\", \"public.a\")");
        }
    }
}
