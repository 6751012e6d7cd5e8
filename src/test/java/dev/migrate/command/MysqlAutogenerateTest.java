package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.config.HookSettings;
import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.model.ModelChoice;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Autogenerate with schema.sql, on MySQL and MariaDB,")
class MysqlAutogenerateTest {

    private static final String MODEL = """
        CREATE TABLE teams (id int NOT NULL PRIMARY KEY, name varchar(30) NOT NULL COMMENT 'what they say');
        CREATE TABLE users (
            id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
            team_id int,
            name varchar(50) NOT NULL DEFAULT 'x' COMMENT 'who',
            age int DEFAULT 5 COMMENT 'in years',
            mail varchar(80) COLLATE utf8mb4_bin,
            KEY ix_age (age),
            CONSTRAINT fk_team FOREIGN KEY (team_id) REFERENCES teams (id),
            CONSTRAINT ck_age CHECK (age >= 0)
        ) COMMENT 'people';
        """;

    @TempDir
    Path folder;

    private int number;

    private static Goal model(Scratch s) {
        var entities = new ModelChoice(
                s.folder,
                () -> {
                    throw new IllegalStateException("no entities here");
                },
                ModelSettings.NONE,
                null);
        return new Goal.Stated(entities.of("schema", List.of()).orElseThrow());
    }

    private AutogenerateCommand.Result autogenerate(Scratch s) {
        String id = "step" + ++number;
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, null);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        try {
            return new AutogenerateCommand(writer)
                    .run(
                            workspace,
                            new AutogenerateCommand.Request(request, model(s), true, true, RenameQuestion.NOBODY));
        } catch (MigrateException e) {
            String drafted;
            try {
                drafted = Files.readString(s.folder.resolve("target/migrate/draft/" + id + ".sql"));
            } catch (IOException none) {
                drafted = "";
            }
            throw new AssertionError(e.diagnostics() + "\n" + drafted, e);
        }
    }

    private static List<String> check(Scratch s) {
        return new CheckCommand()
                .run(s.workspace(), model(s), true).changes().stream()
                        .map(SchemaChange::toString)
                        .toList();
    }

    private static Schema schema(Scratch s) {
        try (var run = s.workspace().look()) {
            return run.schema(List.of()).without(SchemaObject.POSITION);
        }
    }

    /** Up to a model, where nothing is left to do, back, and up again; the rows of users are the same all the while. */
    private String round(Scratch s, String model) throws IOException {
        s.write("schema.sql", model);
        Schema before = schema(s);
        var result = autogenerate(s);
        assertThat(result.written()).hasSize(1);
        s.upgrade("head");
        assertThat(check(s)).isEmpty();
        assertThat(s.value("SELECT group_concat(age ORDER BY id) FROM users")).isEqualTo("11,12");
        s.downgrade("-1");
        assertThat(schema(s).differenceTo(before).lines("behind", "before")).isEmpty();
        assertThat(s.value("SELECT group_concat(age ORDER BY id) FROM users")).isEqualTo("11,12");
        s.upgrade("head");
        return Files.readString(result.written().get(0).file());
    }

    private static String shown(Scratch s, String table) {
        return s.database.rows("SHOW CREATE TABLE " + table).get(0);
    }

    private static AutogenerateSettings settings(
            List<String> include, List<String> exclude, boolean types, boolean defaults, boolean comments) {
        return new AutogenerateSettings(include, exclude, types, defaults, comments, List.of(), false);
    }

    private Scratch start(TestDatabase database) {
        Scratch s = new Scratch(folder, database).revision("aaaa1", MODEL, "DROP TABLE users; DROP TABLE teams;");
        s.write("schema.sql", MODEL);
        s.upgrade("head");
        s.execute("INSERT INTO teams VALUES (1, 'one')");
        s.execute("INSERT INTO users (id, team_id, name, age, mail) VALUES (1, 1, 'a', 11, 'A'), (2, 1, 'b', 12, 'B')");
        return s;
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    @DisplayName("what is left out stays as it is in a table that changes")
    void leavesOut(TestDatabase database) throws IOException {
        Scratch s = start(database);
        s.execute("ALTER TABLE users ADD COLUMN legacy_a int DEFAULT 3 COMMENT 'old', ADD KEY legacy_ix (legacy_a),"
                + " ADD CONSTRAINT legacy_ck CHECK (legacy_a < 9)");
        s.execute("CREATE TRIGGER legacy_tr BEFORE INSERT ON users FOR EACH ROW SET NEW.name = upper(NEW.name)");
        s.autogenerate = settings(List.of(), List.of("users.legacy_*"), true, true, true);
        assertThat(check(s)).isEmpty();

        String script = round(
                s,
                MODEL.replace("varchar(50)", "varchar(90)")
                        .replace("KEY ix_age (age)", "KEY ix_age (age, name)")
                        .replace("age >= 0", "age > 0")
                        .replace("mail varchar(80) COLLATE utf8mb4_bin", "mail varchar(80), nick varchar(9)")
                        .replace("'people'", "'all of them'"));

        assertThat(script).doesNotContain("legacy");
        assertThat(shown(s, "users")).contains("legacy_a", "legacy_ix", "legacy_ck", "varchar(90)", "'all of them'");
        assertThat(database.rows(
                        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema =" + " DATABASE()"))
                .containsExactly("legacy_tr");

        s.autogenerate = settings(List.of("users", "users.mail"), List.of(), true, true, true);
        s.write("schema.sql", MODEL.replace("varchar(30)", "varchar(31)"));
        assertThat(check(s)).noneMatch(change -> change.contains("teams"));
        s.autogenerate = settings(List.of("column:users.mail"), List.of(), true, true, true);
        script = round(s, MODEL.replace("varchar(30)", "varchar(31)").replace("varchar(80)", "varchar(81)"));
        assertThat(script).contains("`mail`").doesNotContain("legacy", "teams", "nick", "ck_age");
    }

    @OnDatabases(TestServer.MYSQL)
    @DisplayName("what is not compared of a column stays as it is when the column changes")
    void switches(TestDatabase database) throws IOException {
        Scratch s = start(database);
        String other = MODEL.replace("varchar(50)", "varchar(60)")
                .replace("age int", "age bigint")
                .replace("'who'", "'whom'")
                .replace("'people'", "'folk'")
                .replace("DEFAULT 5", "DEFAULT 6");
        s.write("schema.sql", other);
        s.autogenerate = settings(List.of(), List.of(), false, false, false);
        assertThat(check(s)).isEmpty();

        s.autogenerate = settings(List.of(), List.of(), false, true, true);
        round(s, other);
        assertThat(shown(s, "users"))
                .contains("varchar(50)", "'whom'", "'folk'")
                .doesNotContain("bigint")
                .containsPattern("`age` int(\\(11\\))? DEFAULT '?6'?");

        s.autogenerate = settings(List.of(), List.of(), true, false, true);
        other = other.replace("DEFAULT 6", "DEFAULT 7")
                .replace("DEFAULT 'x'", "DEFAULT 'y'")
                .replace("NOT NULL DEFAULT", "DEFAULT");
        round(s, other);
        assertThat(shown(s, "users"))
                .contains("`name` varchar(60) DEFAULT 'x' COMMENT 'whom'")
                .containsPattern("`age` bigint(\\(20\\))? DEFAULT '?6'?");

        s.autogenerate = settings(List.of(), List.of(), true, true, false);
        other = other.replace("'whom'", "'which'")
                .replace("varchar(60)", "varchar(70)")
                .replace("'folk'", "'none'");
        round(s, other);
        assertThat(shown(s, "users")).contains("`name` varchar(70) DEFAULT 'y' COMMENT 'whom'", "COMMENT='folk'");
    }

    @OnDatabases(TestServer.MARIADB)
    @DisplayName("a table and its columns get other names, and change besides")
    void renames(TestDatabase database) throws IOException {
        Scratch s = start(database);
        s.revision(
                "aaaa2",
                "CREATE VIEW grown AS SELECT name FROM users WHERE age > 17;\n"
                        + "CREATE VIEW team_names AS SELECT name, id FROM teams;\n"
                        + "CREATE VIEW above AS SELECT count(*) AS n FROM team_names;",
                "DROP VIEW grown, team_names, above;");
        s.upgrade("head");
        String view = "CREATE VIEW grown AS SELECT name FROM users WHERE age > 17;\n"
                + "CREATE VIEW team_names AS SELECT name, id FROM crews;\n"
                + "CREATE VIEW above AS SELECT count(*) AS n FROM team_names;\n";

        String script = round(
                s,
                MODEL.replace("teams", "crews").replace("team_id", "crew_id").replace("fk_team", "fk_crew")
                        + view.replace("17", "18"));
        assertThat(script).contains("RENAME", "-- table teams is renamed to crews");
        assertThat(shown(s, "users")).contains("REFERENCES `crews` (`id`)", "`crew_id` int");
        assertThat(s.value("SELECT count(*) FROM users JOIN crews ON crews.id = crew_id"))
                .isEqualTo("2");

        script = round(
                s,
                MODEL.replace("teams", "crews")
                                .replace("team_id", "crew_id")
                                .replace("fk_team", "fk_crew")
                                .replace(
                                        "mail varchar(80) COLLATE utf8mb4_bin",
                                        "e_mail varchar(80) COLLATE utf8mb4_bin")
                                .replace("ck_age CHECK (age >= 0)", "ck_age CHECK (age >= 1)")
                                .replace("KEY ix_age", "KEY ix_by_age")
                        + view.replace("17", "18"));
        assertThat(script).contains("RENAME COLUMN `mail` TO `e_mail`");
        assertThat(s.value("SELECT group_concat(e_mail ORDER BY id) FROM users"))
                .isEqualTo("A,B");
    }
}
