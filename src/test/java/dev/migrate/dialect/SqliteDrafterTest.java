package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.CreateTrigger;
import dev.migrate.operation.CreateView;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;

@DisplayName("SQLite's drafter")
class SqliteDrafterTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = SqliteDrafterTest.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A database that a script has made, as the drafter sees it. */
    private static Blueprint of(TestDatabase any, String script) {
        try (TestDatabase fresh = any.server().create();
                Drafting drafting = Drafting.open(fresh)) {
            return drafting.script(script).blueprint();
        }
    }

    /** Both ways between two schemas, and nothing to do afterwards; gives the operations of the way there. */
    private static List<Operation> bothWays(TestDatabase any, String here, String there) {
        Blueprint goal = of(any, there);
        try (TestDatabase fresh = any.server().create();
                Drafting drafting = Drafting.open(fresh)) {
            drafting.script(here);
            Blueprint start = drafting.blueprint();
            List<Operation> operations =
                    drafting.draftTo(goal).stream().map(Drafted::operation).toList();
            List<String> up = drafting.become(goal);
            assertThat(drafting.differences(goal)).as("up by %s", up).isEmpty();
            assertThat(drafting.draftTo(goal)).as("once more").isEmpty();
            List<String> down = drafting.become(start);
            assertThat(drafting.differences(start)).as("down by %s", down).isEmpty();
            return operations;
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("makes the rich schema from nothing, and nothing of it")
    void all(TestDatabase database) throws IOException {
        bothWays(database, "", resource("sqlite.sql"));
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("follows every single change, both ways")
    void changes(TestDatabase database) throws IOException {
        List<String> faults = new ArrayList<>();
        String rich = resource("sqlite.sql");
        String soFar = rich;
        for (String line : resource("sqlite-changes.txt").lines().toList()) {
            if (!line.startsWith("+ ") && !line.startsWith("- ") && !line.startsWith("~ ")) {
                String before = soFar;
                soFar += line + ";\n";
                String after = soFar;
                attempt(faults, line, () -> bothWays(database, before, after));
            }
        }
        for (String line : resource("sqlite-variants.txt").lines().toList()) {
            // a foreign key to what is no key: SQLite itself refuses to work with it
            if (line.contains("=>") && !line.contains("users (name)")) {
                String[] sides = line.split("=>", -1);
                assertThat(rich).contains(sides[0]);
                attempt(faults, line, () -> bothWays(database, rich, rich.replace(sides[0], sides[1])));
            }
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    private static void attempt(List<String> faults, String what, Runnable code) {
        try {
            code.run();
        } catch (AssertionError | RuntimeException e) {
            faults.add(what + ": " + e);
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("has a proper operation wherever one says all there is")
    void operations(TestDatabase database) {
        String users =
                "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(40) NOT NULL DEFAULT 'x');";
        assertThat(bothWays(database, "", users)).hasOnlyElementsOfType(CreateTable.class);
        assertThat(bothWays(database, users, users.replace(");", ", bio TEXT, age INT CHECK (age > 0));")))
                .hasOnlyElementsOfType(AddColumn.class);
        assertThat(bothWays(database, users.replace(");", ", bio TEXT);"), users))
                .hasOnlyElementsOfType(DropColumn.class);
        assertThat(bothWays(
                        database,
                        users,
                        "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, n INT NOT NULL,"
                                + " CONSTRAINT uq UNIQUE (name, n));"))
                .hasOnlyElementsOfType(AlterTable.class)
                .hasSize(1);
        assertThat(bothWays(
                        database,
                        users,
                        users + "CREATE UNIQUE INDEX ix ON users (lower(name), id DESC) WHERE id > 5;"
                                + "CREATE INDEX ix2 ON users (name COLLATE NOCASE);"))
                .hasOnlyElementsOfType(CreateIndex.class);
        assertThat(bothWays(database, users, users + "CREATE VIEW v (a) AS SELECT id FROM users;"))
                .hasOnlyElementsOfType(CreateView.class);
        assertThat(bothWays(
                        database,
                        users,
                        users + "CREATE TRIGGER t UPDATE OF name ON users WHEN NEW.id > 1 BEGIN SELECT 1; END;"))
                .hasOnlyElementsOfType(CreateTrigger.class);
        assertThat(bothWays(database, users, "")).hasOnlyElementsOfType(DropTable.class);
        assertThat(bothWays(database, users, users.replace("NOT NULL", "NOT NULL ON CONFLICT IGNORE")))
                .hasOnlyElementsOfType(Execute.class);
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("keeps apart an index and a trigger of one name")
    void sameName(TestDatabase database) {
        String table = "CREATE TABLE t (a INT, b INT); CREATE INDEX same ON t (a);";
        String trigger = "CREATE TRIGGER same AFTER INSERT ON t BEGIN SELECT 1; END;";
        bothWays(database, table, table + trigger);
        bothWays(database, table.replace(" CREATE INDEX same ON t (a);", "") + trigger, table + trigger);
        bothWays(
                database,
                table + trigger,
                table.replace("a INT", "a INT NOT NULL").replace("(a)", "(b)") + trigger);
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("takes a name as a default for the string that it is to SQLite")
    void nameAsDefault(TestDatabase database) {
        String one = "CREATE TABLE t (a TEXT DEFAULT \"x y\", b TEXT DEFAULT foo, c INT DEFAULT TRUE);";
        String other = "CREATE TABLE t (a TEXT DEFAULT 'x y', b TEXT DEFAULT 'foo', c INT DEFAULT TRUE);";
        assertThat(bothWays(database, one, other)).isEmpty();
        bothWays(database, "", one);
        bothWays(database, one, other.replace("'foo'", "bar"));
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("takes a difference in spelling for none")
    void spelling(TestDatabase database) {
        String one = "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR (40) COLLATE NOCASE DEFAULT 'x', n INT"
                + " DEFAULT (1));CREATE INDEX ix ON users (name COLLATE NOCASE, (lower(name)) ASC);CREATE TRIGGER"
                + " t BEFORE UPDATE ON users FOR EACH ROW BEGIN SELECT 1; END;CREATE VIEW v AS SELECT id FROM"
                + " users;";
        String other = "create table \"Users\" ([ID] integer primary key, `Name` varchar(40) collate \"nocase\" default"
                + " ('x'), n int default 1);create index IX on Users (name collate nocase, lower(name));create"
                + " trigger T update on USERS begin select 1; end;create view V as select \"id\" from users;";
        assertThat(bothWays(database, one, other)).isEmpty();
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("keeps the rows of tables that it makes anew, and those of their children")
    void rows(TestDatabase database) {
        String start = "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE);CREATE TABLE"
                + " child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id) ON DELETE CASCADE);";
        Blueprint goal = of(
                database,
                "CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL ON CONFLICT FAIL,"
                        + " size INT NOT NULL DEFAULT 7) ;"
                        + "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER);"
                        + "CREATE TABLE other (id INTEGER PRIMARY KEY);");
        try (TestDatabase fresh = database.server().create();
                Drafting drafting = Drafting.open(fresh)) {
            drafting.script(start
                    + "INSERT INTO parent VALUES (1, 'one'), (9, 'nine'); DELETE FROM parent WHERE id = 9;"
                    + "INSERT INTO parent VALUES (2, 'two'); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2);");
            Blueprint before = drafting.blueprint();
            drafting.become(goal);
            assertThat(drafting.differences(goal)).isEmpty();
            assertThat(fresh.rows("SELECT id, name, size FROM parent ORDER BY id"))
                    .containsExactly("1|one|7", "2|two|7");
            assertThat(fresh.rows("SELECT count(*) FROM child")).containsExactly("3");
            fresh.execute("INSERT INTO parent (name) VALUES ('ten')");
            assertThat(fresh.rows("SELECT max(id) FROM parent")).containsExactly("10");
            drafting.become(before);
            assertThat(fresh.rows("SELECT count(*) FROM child")).containsExactly("3");
            assertThat(fresh.rows("SELECT count(*) FROM parent")).containsExactly("3");
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("drops tables without the rows of those that stay, children first, and in circles")
    void drops(TestDatabase database) {
        String stays = "CREATE TABLE stays (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id) ON DELETE CASCADE);";
        try (TestDatabase fresh = database.server().create();
                Drafting drafting = Drafting.open(fresh)) {
            drafting.script("CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id));"
                    + "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id));"
                    + "CREATE TABLE z (id INTEGER PRIMARY KEY); CREATE TABLE c (z INTEGER REFERENCES z (id));"
                    + stays
                    + "INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1); UPDATE a SET b = 1;"
                    + "INSERT INTO z VALUES (1); INSERT INTO c VALUES (1); INSERT INTO stays VALUES (1, 1);");
            Blueprint goal = of(database, stays);
            List<Drafted> drafted = drafting.draftTo(goal);
            assertThat(drafted.stream().flatMap(one -> one.losses().stream()).toList())
                    .containsExactlyInAnyOrder(
                            "drops table a and its rows",
                            "drops table b and its rows",
                            "drops table c and its rows",
                            "drops table z and its rows");
            drafting.become(goal);
            assertThat(drafting.differences(goal)).isEmpty();
            assertThat(fresh.rows("SELECT count(*) FROM stays")).containsExactly("1");
        }
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("puts views and triggers in an order in which they can be made, though a column goes")
    void order(TestDatabase database) {
        String table = "CREATE TABLE t (a INT, b INT, c INT);";
        String rest = "CREATE VIEW v2 AS SELECT a FROM v1; CREATE VIEW v3 AS SELECT a FROM v2;"
                + "CREATE TRIGGER tr INSTEAD OF INSERT ON v3 BEGIN SELECT 1; END;"
                + "CREATE TRIGGER tt AFTER INSERT ON t BEGIN INSERT INTO log SELECT a FROM v3; END;"
                + "CREATE TABLE log (a INT);";
        bothWays(
                database,
                table + "CREATE VIEW v1 AS SELECT a, b FROM t;" + rest,
                table.replace(", b INT", "") + "CREATE VIEW v1 AS SELECT a FROM t;" + rest);
        bothWays(
                database,
                table + "CREATE VIEW v1 AS SELECT a, b FROM t;" + rest,
                "CREATE TABLE v1 (a INT);" + table.replace(", b INT", "") + rest);
        bothWays(database, "CREATE TABLE x (a INT);", "CREATE VIEW x AS SELECT 1 AS a;");
        bothWays(database, "CREATE TABLE x (a INT);", "CREATE VIRTUAL TABLE x USING fts5 (a);");
        bothWays(
                database,
                "CREATE TABLE x (a INT); CREATE TABLE y (a INT); CREATE INDEX i ON x (a);",
                "CREATE TABLE x (a INT); CREATE TABLE y (a INT); CREATE INDEX i ON y (a);");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("says what is lost, and what may stand in the way")
    void words(TestDatabase database) {
        Blueprint from =
                of(database, "CREATE TABLE t (a INT, b INT, c INT UNIQUE); CREATE VIRTUAL TABLE w USING fts5 (x);");
        Blueprint to = of(database, "CREATE TABLE t (a INT NOT NULL, c INT GENERATED ALWAYS AS (a) STORED);");
        List<Drafted> drafted =
                new dev.migrate.dialect.sqlite.SqliteDialect().drafter().draft(from, to, Drafter.Style.PLAIN);
        assertThat(drafted).hasSize(2);
        assertThat(drafted.get(0).losses()).containsExactly("drops virtual table w and what is in it");
        assertThat(drafted.get(1).losses())
                .containsExactly(
                        "drops column t.b and what is in it",
                        "column t.c is computed from now on, and what is in it goes");
        assertThat(drafted.get(1).remarks())
                .containsExactly(
                        "makes table t anew, with its rows, for SQLite cannot change it in place",
                        "fails where a row has no value for t.a");
    }

    @OnDatabases({TestServer.SQLITE})
    @DisplayName("makes any schema into any other and back, and the rows stay of what both have")
    void anySchema(TestDatabase database) {
        List<String> faults = new ArrayList<>();
        long first = new Random().nextLong();
        for (long seed = first; seed < first + 60 && faults.isEmpty(); seed++) {
            String here = new RandomSqliteSchema(seed).script();
            String there = new RandomSqliteSchema(-seed).script();
            attempt(faults, "seed " + seed + "\n" + here + "\n" + there + "\n", () -> withRows(database, here, there));
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    private static void withRows(TestDatabase any, String here, String there) {
        Blueprint goal = of(any, there);
        try (TestDatabase fresh = any.server().create();
                Drafting drafting = Drafting.open(fresh)) {
            drafting.script(here);
            Blueprint start = drafting.blueprint();
            assertThat(drafting.draftTo(start)).isEmpty();
            List<String> both = new ArrayList<>();
            fresh.execute("PRAGMA foreign_keys = OFF");
            start.schema().objects().stream()
                    .filter(object -> object.kind() == ObjectKind.TABLE)
                    .forEach(table -> {
                        fresh.execute("INSERT INTO " + table.name() + " (id) VALUES (1)");
                        if (goal.paths().contains(table.path())) {
                            both.add(table.name());
                        }
                    });
            // a value everywhere, so that a column may become NOT NULL
            start.schema().objects().stream()
                    .filter(object ->
                            object.kind() == ObjectKind.COLUMN && object.name().startsWith("c"))
                    .forEach(column ->
                            fresh.execute("UPDATE " + column.path().get(0) + " SET " + column.name() + " = 1"));
            List<String> up = drafting.become(goal);
            assertThat(drafting.differences(goal)).as("up by %s", up).isEmpty();
            for (String table : both) {
                assertThat(fresh.rows("SELECT count(*) FROM " + table))
                        .as(table + " by " + up)
                        .containsExactly("1");
            }
            List<String> down = drafting.become(start);
            assertThat(drafting.differences(start)).as("down by %s", down).isEmpty();
            for (String table : both) {
                assertThat(fresh.rows("SELECT count(*) FROM " + table))
                        .as(table + " by " + down)
                        .containsExactly("1");
            }
        }
    }
}
