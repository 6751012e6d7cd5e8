package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What MySQL and MariaDB make of two schemas")
class MysqlDraftingTest {

    private static final Blueprint NOTHING = Blueprint.EMPTY;

    private static String resource(String name) {
        try (InputStream in = MysqlDraftingTest.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The statements of a list of changes, without what they are said to change. */
    private static List<String> changes(String name) {
        return resource(name)
                .lines()
                .filter(line -> !line.startsWith("+ ") && !line.startsWith("- ") && !line.startsWith("~ "))
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .toList();
    }

    /** Makes one database into another's blueprint, and tells what is still not the same. */
    private static List<String> made(Drafting database, Blueprint goal, String what) {
        List<String> ran;
        try {
            ran = database.become(goal);
        } catch (IllegalStateException e) {
            return List.of(what + "\n    fails: " + e.getMessage());
        }
        List<String> wrong = new ArrayList<>();
        database.differences(goal)
                .forEach(line -> wrong.add(what + "\n    " + line + "\n    " + String.join("\n    ", ran)));
        for (String sql : ran) {
            var scanner =
                    new SqlScanner(database.live().session().kind(), new StringReader(sql + ";\n"), Path.of("t.sql"), 1);
            List<String> split = new ArrayList<>();
            for (var s = scanner.next(); s != null; s = scanner.next()) {
                split.add(s.text());
            }
            if (!split.equals(List.of(sql))) {
                wrong.add(what + "\n    is not one statement: " + split);
            }
        }
        List<Drafted> more = database.draftTo(goal);
        if (wrong.isEmpty() && !more.isEmpty()) {
            wrong.add(what + "\n    still to do: " + more);
        }
        return wrong;
    }

    private static void bothWays(TestDatabase database, String start, List<String> changes) {
        List<String> wrong = new ArrayList<>();
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            model.script(start);
            wrong.addAll(made(live, model.blueprint(), "the start"));
            for (String change : changes) {
                Blueprint before = model.blueprint();
                try {
                    model.script(change);
                } catch (IllegalStateException e) {
                    wrong.add(change + "\n    is no change: " + e.getMessage());
                }
                Blueprint after = model.blueprint();
                wrong.addAll(made(live, after, change));
                wrong.addAll(made(live, before, "back from " + change));
                wrong.addAll(made(live, after, "again " + change));
                if (System.getProperty("migrate.shown") != null) {
                    System.out.println("== " + change);
                    live.dialect().drafter().draft(before, after, Drafter.Style.PLAIN).forEach(MysqlDraftingTest::show);
                    System.out.println("-- back");
                    live.dialect().drafter().draft(after, before, Drafter.Style.PLAIN).forEach(MysqlDraftingTest::show);
                }
            }
        }
        assertThat(wrong).as("\n" + String.join("\n", wrong)).isEmpty();
    }

    private static void show(Drafted drafted) {
        System.out.println(drafted.operation() + " | " + drafted.losses() + " | " + drafted.remarks());
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void areTheSameStepByStepAndBack(TestDatabase database) {
        List<String> changes = new ArrayList<>(changes(database.kind().id() + "-only-changes.txt"));
        changes.addAll(changes("mysql-changes.txt"));
        bothWays(database, resource("mysql.sql"), changes);
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void comeAndGoWhole(TestDatabase database) {
        try (TestDatabase other = database.server().create();
                Drafting model = Drafting.open(database);
                Drafting live = Drafting.open(other)) {
            Blueprint empty = live.blueprint();
            model.script(resource("mysql.sql"));
            if (database.kind() == DatabaseKind.MARIADB) {
                model.script("CREATE SEQUENCE tickets INCREMENT BY 5");
            }
            List<String> wrong = new ArrayList<>(made(live, model.blueprint(), "all"));
            wrong.addAll(made(live, empty, "nothing"));
            assertThat(wrong).as("\n" + String.join("\n", wrong)).isEmpty();
            assertThat(live.dialect().drafter().draft(NOTHING, NOTHING, Drafter.Style.PLAIN)).isEmpty();
        }
    }
}
