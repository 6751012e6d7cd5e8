package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.config.HookSettings;
import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.model.ModelChoice;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What autogenerate writes for PostgreSQL")
class PostgresqlAutogenerateTest {

    @TempDir
    Path folder;

    private static AutogenerateCommand.Result autogenerate(Scratch s, String id) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, null);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        return new AutogenerateCommand(writer)
                .run(workspace, new AutogenerateCommand.Request(request, model(s), true, true, RenameQuestion.NOBODY));
    }

    private static Goal model(Scratch s) {
        return new Goal.Stated(new ModelChoice(
                        s.folder,
                        () -> {
                            throw new IllegalStateException("no entities here");
                        },
                        ModelSettings.NONE,
                        null)
                .of("schema", List.of())
                .orElseThrow());
    }

    /** Writes the model, has its revisions written, and runs them; gives their texts from the upgrade on. */
    private static List<String> follow(Scratch s, String id, String model) throws IOException {
        s.write("schema.sql", model);
        List<String> texts = new ArrayList<>();
        for (var revision : autogenerate(s, id).written()) {
            String text = Files.readString(revision.file());
            texts.add(text.substring(text.indexOf("-- migrate:upgrade")));
        }
        s.upgrade("head");
        assertThat(new CheckCommand().run(s.workspace(), model(s), true).changes())
                .isEmpty();
        return texts;
    }

    private static final String MOODS = """
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
        CREATE TABLE people (id int PRIMARY KEY, now mood NOT NULL DEFAULT 'ok', past mood[] DEFAULT '{ok,sad}');
        CREATE INDEX ix_now ON people (now) WHERE now <> 'sad';
        CREATE VIEW happy AS SELECT id, now FROM people WHERE now IN ('happy', 'ok');
        CREATE FUNCTION is_ok(mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = ''ok''';
        """;

    @OnDatabases(TestServer.POSTGRESQL_18)
    void keepsTheRowsOfAnEnumThatLosesAValue(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        follow(s, "aaaa1", MOODS);
        s.execute("INSERT INTO people VALUES (1, 'happy', '{ok,happy}'), (2, 'sad', '{sad}'), (3, DEFAULT, DEFAULT)");
        s.write(
                "schema.sql",
                MOODS.replace("'sad', 'ok', 'happy'", "'happy', 'ok'")
                        .replace("'{ok,sad}'", "'{ok}'")
                        .replace("<> 'sad'", "<> 'happy'"));
        autogenerate(s, "bbbb2");

        assertThatThrownBy(() -> s.upgrade("head"))
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("\"sad\"");
        assertThat(database.value("SELECT string_agg(now::text, ',' ORDER BY id) FROM people"))
                .isEqualTo("happy,sad,ok");
        s.execute("UPDATE people SET now = 'ok' WHERE now = 'sad'");
        s.execute("UPDATE people SET past = array_remove(past, 'sad')");
        s.upgrade("head");

        String rows = "SELECT string_agg(now || ' ' || past::text, '; ' ORDER BY id) FROM people";
        assertThat(database.value(rows)).isEqualTo("happy {ok,happy}; ok {}; ok {ok}");
        assertThat(database.value("SELECT count(*) FROM happy")).isEqualTo("3");
        assertThat(new CheckCommand().run(s.workspace(), model(s), true).changes())
                .isEmpty();
        s.downgrade("-1");
        assertThat(database.value(rows)).isEqualTo("happy {ok,happy}; ok {}; ok {ok}");
        s.execute("INSERT INTO people (id, now) VALUES (4, 'sad')");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void namesThingsAsPeopleDo(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);

        String text = follow(s, "aaaa1", """
            CREATE TYPE state AS ENUM ('new', 'old');
            CREATE DOMAIN public.name AS text;
            CREATE FUNCTION public.format(integer) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1::text';
            CREATE TABLE users (id int PRIMARY KEY, "user" state DEFAULT 'new', "Big" public.name,
                shown text GENERATED ALWAYS AS (public.format(id)) STORED);
            CREATE TABLE "order" (id int REFERENCES users);
            CREATE VIEW fresh AS SELECT u.id, public.format(u.id) AS f FROM users u WHERE u."user" = 'new';
            """).get(0);

        assertThat(text)
                .contains("CREATE TYPE state AS ENUM", "CREATE TABLE users (\n    id integer PRIMARY KEY,")
                .contains("\"user\" state DEFAULT 'new'", "\"Big\" public.name", "(public.format(id)) STORED")
                .contains("CREATE DOMAIN public.name", "CREATE TABLE \"order\" (", "REFERENCES users (id)")
                .contains("FROM users u", "'new'::state", "DROP TABLE users;")
                .doesNotContain("TABLE public.users", "public.state", "\"id\"");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void namesSchemasWhereSeveralAreLookedAt(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        s.execute("CREATE SCHEMA others");
        s.execute("CREATE TYPE others.thing AS (a int)");
        s.execute("CREATE CAST (others.thing AS text) WITH INOUT");
        s.schemas = List.of("public", "app");

        String text = follow(s, "aaaa1", """
            CREATE SCHEMA app;
            CREATE TABLE users (id int PRIMARY KEY);
            CREATE TABLE app.users (id int PRIMARY KEY, twin int REFERENCES public.users);
            """).get(0);

        assertThat(text)
                .contains("CREATE TABLE public.users (", "CREATE TABLE app.users (", "REFERENCES public.users (id)")
                .doesNotContain("others");
        follow(s, "bbbb2", "CREATE SCHEMA app; CREATE TABLE app.users (id bigint PRIMARY KEY);");
        s.downgrade("base");
        assertThat(database.value("SELECT count(*) FROM pg_namespace WHERE nspname IN ('app', 'others')"))
                .isEqualTo("1");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void changesTheColumnsOfATableInOneStatement(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        follow(s, "aaaa1", "CREATE TABLE t (a int, b int DEFAULT 1, c text, d int, gone int);");
        s.execute("INSERT INTO t VALUES (1, 2, '3', 4, 5)");

        String text = follow(
                        s,
                        "bbbb2",
                        "CREATE TABLE t (a bigint, b numeric DEFAULT 1.5, c text NOT NULL, d text, e uuid DEFAULT"
                                + " gen_random_uuid(), f bigint GENERATED ALWAYS AS (a * 2) STORED);")
                .get(0);

        String upgrade = text.substring(0, text.indexOf("-- migrate:downgrade"));
        assertThat(upgrade.split("ALTER TABLE t ", -1)).as(upgrade).hasSize(4);
        assertThat(database.value("SELECT a || ' ' || b || c || d || f FROM t")).isEqualTo("1 2342");
        s.downgrade("-1");
        assertThat(database.value("SELECT a || ' ' || b || c || d FROM t")).isEqualTo("1 234");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void fallsIntoFewRevisionsWhereItIsSafe(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        String users = "CREATE TABLE users (id int PRIMARY KEY, a int, b int, c int);";
        follow(s, "aaaa1", users);
        s.autogenerate = new AutogenerateSettings(List.of(), List.of(), true, true, true, List.of(), true);

        List<String> texts = follow(
                s,
                "bbbb2",
                users + "CREATE INDEX ix_c ON users (c); ALTER TABLE users ALTER a SET NOT NULL, ADD UNIQUE (b),"
                        + " ADD CHECK (c > 0), ADD FOREIGN KEY (c) REFERENCES users; CREATE TABLE more (id int);");

        assertThat(texts).as(String.join("\n", texts)).hasSize(3);
        s.downgrade("aaaa1");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void putsRoutinesBehindWhatTheirBodiesName(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);

        String text = follow(s, "aaaa1", """
            CREATE TABLE zoo (id int PRIMARY KEY, name text);
            CREATE FUNCTION animals() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM zoo';
            CREATE TABLE a (n bigint DEFAULT animals());
            CREATE VIEW all_of_it AS SELECT n FROM a UNION SELECT animals();
            """).get(0);

        assertThat(text)
                .containsSubsequence("TABLE zoo", "FUNCTION animals", "TABLE a", "VIEW all_of_it")
                .doesNotContain("check_function_bodies");
        String circle = follow(s, "bbbb2", """
            SET check_function_bodies = off;
            CREATE FUNCTION next_id() RETURNS bigint LANGUAGE sql AS 'SELECT max(id) + 1 FROM self';
            CREATE TABLE self (id bigint DEFAULT next_id());
            """).get(0);
        assertThat(circle)
                .containsSubsequence(
                        "names in its body what comes behind it",
                        "SET check_function_bodies = off",
                        "FUNCTION next_id",
                        "RESET check_function_bodies",
                        "CREATE TABLE self");
    }

    /** Each of these made a script that did not run, or that did not lead back. */
    @OnDatabases(TestServer.POSTGRESQL_18)
    void changesWhatHangsTogether(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        follow(s, "aaaa1", """
            CREATE FUNCTION next_number(prefix text DEFAULT 'N') RETURNS text LANGUAGE sql AS 'SELECT prefix';
            CREATE TABLE docs (n text DEFAULT next_number(), a int CHECK (a > 5), c char(3) CHECK (c <> 'x'), d text);
            CREATE INDEX ix ON docs (n) WHERE a > 7;
            CREATE VIEW listed AS SELECT n, d FROM docs;
            CREATE VIEW turned AS SELECT n, d FROM docs;
            CREATE TABLE parts (at date NOT NULL, why text DEFAULT 'x', gone int) PARTITION BY RANGE (at);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            ALTER TABLE parts_1 ALTER why SET DEFAULT 'y';
            CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
            """);
        s.execute("INSERT INTO docs (a, c) VALUES (8, 'abc')");
        s.execute("INSERT INTO parts VALUES ('2021-05-05', 'z', 1)");
        var before = s.workspace();

        follow(s, "bbbb2", """
            CREATE FUNCTION next_number(prefix text DEFAULT 'N', width int DEFAULT 6) RETURNS text LANGUAGE sql
                AS 'SELECT prefix || width';
            CREATE TABLE docs (n text DEFAULT next_number(), a numeric CHECK (a > 5), c varchar(3) CHECK (c <> 'x'),
                d text);
            CREATE INDEX ix ON docs (n) WHERE a > 7;
            CREATE VIEW listed AS SELECT n, 1 AS one, d FROM docs;
            CREATE VIEW turned AS SELECT d, n FROM docs;
            CREATE TABLE parts (at date NOT NULL, why varchar(9) DEFAULT 'x', who text DEFAULT 'me') PARTITION BY RANGE (at);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            ALTER TABLE parts_1 ALTER why SET DEFAULT 'y';
            CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM ('2021-01-01') TO ('2023-01-01');
            """);
        s.execute("INSERT INTO docs (a, c) VALUES (9, 'def')");

        assertThat(database.value("SELECT string_agg(n, ',' ORDER BY a) FROM docs"))
                .isEqualTo("N,N6");
        assertThat(database.value("SELECT why || who FROM parts")).isEqualTo("zme");
        s.downgrade("-1");
        assertThat(new DriftCommand().run(before).changes()).isEmpty();
        assertThat(database.value("SELECT count(*) FROM docs")).isEqualTo("2");
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void takesNoPartitionForAnother(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database);
        String logs = "CREATE TABLE logs (at date) PARTITION BY RANGE (at);";
        follow(
                s,
                "aaaa1",
                logs + "CREATE TABLE l20 PARTITION OF logs FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');");
        s.execute("INSERT INTO logs VALUES ('2020-05-05')");

        String text = follow(
                        s,
                        "bbbb2",
                        logs + "CREATE TABLE l21 PARTITION OF logs FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');")
                .get(0);

        assertThat(text).contains("DROP TABLE l20", "CREATE TABLE l21").doesNotContain("RENAME");
    }
}
