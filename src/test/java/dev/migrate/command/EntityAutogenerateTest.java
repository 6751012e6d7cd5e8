package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.HookSettings;
import dev.migrate.config.ModelSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.model.JpaModel;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.EntityProject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestProvider;
import dev.migrate.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Entities change where hands have been at their tables. */
class EntityAutogenerateTest {

    private static final String START = """
        package app;
        import jakarta.persistence.*;
        import java.time.LocalDateTime;
        @Entity
        public class person {
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
            @Column(length = 50, nullable = false) String name;
            Integer age;
            Integer score;
            LocalDateTime created;
            @ManyToOne @JoinColumn(name = "boss") person boss;
        }
        """;

    private static final String SERVER_TABLE = """
        CREATE TABLE person (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            name VARCHAR(50) COLLATE utf8mb4_bin NOT NULL DEFAULT 'x' COMMENT 'who',
            age INT DEFAULT 5 COMMENT 'in years',
            score INT,
            created DATETIME NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP COMMENT 'when',
            boss BIGINT,
            CONSTRAINT score_is_good CHECK (score >= 0),
            KEY by_beginning (name (5)),
            CONSTRAINT person_boss FOREIGN KEY (boss) REFERENCES person (id) ON DELETE SET NULL
        ) COMMENT = 'people' ROW_FORMAT = COMPRESSED\
        """;

    @TempDir
    Path folder;

    private int compiled;

    private Goal entities(String... sources) {
        return new Goal.Stated(JpaModel.of(
                EntityProject.in(folder.resolve("entities" + ++compiled), TestProvider.HIBERNATE_6)
                        .sources(sources)
                        .compiled()
                        .code(),
                ModelSettings.NONE));
    }

    private static AutogenerateCommand.Result autogenerate(Scratch s, String id, Goal goal) {
        Workspace workspace = s.workspace();
        var writer = new ScriptWriter(workspace.scripts(), HookSettings.NONE, Clock.systemUTC(), line -> {});
        var script = new ScriptWriter.Script("title of " + id, id, List.of(), List.of(), null, null);
        var request = new RevisionCommand.Request(workspace.scripts(), List.of(), false, script);
        try {
            return new AutogenerateCommand(writer)
                    .run(workspace, new AutogenerateCommand.Request(request, goal, true, true, RenameQuestion.NOBODY));
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

    private static Schema schema(Scratch s) {
        try (var run = s.workspace().look()) {
            return run.schema(List.of()).without(SchemaObject.POSITION);
        }
    }

    /** Up to a change of the entities, where nothing is left to do, and back. */
    private String round(Scratch s, String id, Goal goal) throws IOException {
        Schema before = schema(s);
        var result = autogenerate(s, id, goal);
        assertThat(result.written()).hasSize(1);
        s.upgrade("head");
        assertThat(new CheckCommand().run(s.workspace(), goal, true).changes()).isEmpty();
        s.downgrade("-1");
        assertThat(before.differenceTo(schema(s)).lines("before", "behind")).isEmpty();
        s.upgrade("head");
        return Files.readString(result.written().get(0).file());
    }

    private String made(TestDatabase database) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SHOW CREATE TABLE person")) {
            row.next();
            return row.getString(2);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    @DisplayName("a column that changes keeps its comment, its default, its collation and what sets it by itself")
    void keepsWhatNoEntitySays(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database).revision("aaaa1", SERVER_TABLE + ";", "DROP TABLE person;");
        s.upgrade("head");

        String script = round(
                s,
                "bbbb2",
                entities(START.replace("length = 50", "length = 80")
                        .replace("Integer age", "Long age")
                        .replace("Integer score;", "Integer score; @Column(length = 20) String nick;")));

        assertThat(script).doesNotContain("AFTER").doesNotContain("score_is_good");
        assertThat(made(database))
                .contains("utf8mb4_bin NOT NULL DEFAULT 'x' COMMENT 'who'")
                .containsPattern("`age` bigint(\\(20\\))? DEFAULT '?5'? COMMENT 'in years'")
                .contains(
                        "`created` datetime(6) ",
                        "ON UPDATE current_timestamp(6)"
                                .toUpperCase(java.util.Locale.ROOT)
                                .replace(
                                        "CURRENT_TIMESTAMP(6)",
                                        database.kind() == DatabaseKind.MARIADB
                                                ? "current_timestamp(6)"
                                                : "CURRENT_TIMESTAMP(6)"))
                .contains("COMMENT 'when'", "COMMENT='people'", "COMPRESSED", "score_is_good", "by_beginning");

        round(
                s,
                "cccc3",
                entities(START.replace("length = 50", "columnDefinition = \"text\"")
                        .replace("Integer age", "@Column(nullable = false, length = 10) String age")
                        .replace("Integer score", "Long score")));

        assertThat(made(database)).contains("COMMENT 'who'", "COMMENT 'in years'", "score_is_good");
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    @DisplayName("a foreign key of another name than the provider's is made again below a column that changes")
    void keepsForeignKeys(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database).revision("aaaa1", SERVER_TABLE + ";", "DROP TABLE person;");
        s.upgrade("head");

        round(
                s,
                "bbbb2",
                entities(START.replace("Long id", "Integer id")
                        .replace("Integer score", "@Column(unique = true) Integer score")));

        assertThat(made(database)).contains("CONSTRAINT `person_boss` FOREIGN KEY", "ON DELETE SET NULL");

        round(
                s,
                "cccc3",
                entities(START.replace("Long id", "Integer id")
                        .replace(
                                "@ManyToOne",
                                "@ManyToOne(optional = false) @org.hibernate.annotations.OnDelete("
                                        + "action = org.hibernate.annotations.OnDeleteAction.CASCADE)")));

        assertThat(made(database)).contains("CONSTRAINT `person_boss` FOREIGN KEY", "ON DELETE CASCADE");
    }

    @OnDatabases(TestServer.SQLITE)
    @DisplayName("a table that is made anew keeps what no provider says of SQLite")
    void keepsOnSqlite(TestDatabase database) throws IOException {
        Scratch s = new Scratch(folder, database).revision("aaaa1", """
            CREATE TABLE person (
                id integer PRIMARY KEY AUTOINCREMENT, -- counts
                name varchar(50) COLLATE NOCASE NOT NULL DEFAULT 'x',
                age integer DEFAULT 5 CHECK (age >= 0),
                score integer UNIQUE,
                created timestamp DEFAULT CURRENT_TIMESTAMP,
                boss bigint REFERENCES person (id) ON DELETE SET NULL,
                CHECK (score > 0),
                UNIQUE (name, age)
            );
            CREATE INDEX by_lower ON person (lower(name));
            CREATE INDEX best ON person (age DESC) WHERE score > 3;
            CREATE TRIGGER best AFTER INSERT ON person BEGIN SELECT 1; END;
            CREATE VIEW names AS SELECT name FROM person;
            """, "DROP VIEW names; DROP TABLE person;");
        s.upgrade("head");

        round(
                s,
                "bbbb2",
                entities(START.replace("length = 50", "length = 80")
                        .replace("Integer age", "@Column(nullable = false) Long age")
                        .replace("Integer score;", "Integer score; @Column(length = 20) String nick;")));

        String made = s.value("SELECT sql FROM sqlite_schema WHERE name = 'person'");
        assertThat(made)
                .contains("VARCHAR(80)", "NOCASE", "DEFAULT 'x'", "DEFAULT 5", "ON DELETE SET NULL", "AUTOINCREMENT")
                .contains("CHECK (age >= 0)", "CHECK (score > 0)", "UNIQUE (name, age)");

        round(
                s,
                "cccc3",
                entities(
                        START.replace("LocalDateTime created;", "")
                                .replace("length = 50", "columnDefinition = \"text\"")
                                .replace(
                                        "Integer score",
                                        "@Enumerated(EnumType.STRING) @Column(length = 10) Mood score"),
                        "package app; public enum Mood {\nGOOD, BAD }".replace("public enum", "\npublic enum")));

        assertThat(database.rows(
                        "SELECT type FROM sqlite_schema WHERE name IN ('by_lower', 'best', 'names') ORDER BY 1"))
                .containsExactly("index", "index", "trigger", "view");
    }
}
