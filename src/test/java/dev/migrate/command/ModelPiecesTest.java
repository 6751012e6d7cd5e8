package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A model of which a few statements have changed")
class ModelPiecesTest {

    /** Tables in a tree, with what stands about them. */
    private static final String MODEL = """
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE FUNCTION checked(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 <> ''''';
            CREATE TABLE users (id serial PRIMARY KEY, name varchar(40) UNIQUE, feels mood, CHECK (checked(name)));
            CREATE TABLE "Odd name" (id int PRIMARY KEY, sort varchar(9) CHECK (sort IN ('a', 'b')));
            CREATE VIEW named AS SELECT * FROM users;
            COMMENT ON VIEW named IS 'of all';
            COMMENT ON COLUMN named.name IS 'what they are called';
            CREATE MATERIALIZED VIEW counted AS SELECT feels, count(*) AS many FROM users GROUP BY feels;
            CREATE UNIQUE INDEX ix_counted ON counted (feels);
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER stamped BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
            """
            + IntStream.range(0, 20)
                    .mapToObj(i -> "CREATE TABLE node_" + i + " (id int PRIMARY KEY, up int, note text);\n"
                            + "CREATE INDEX ix_" + i + " ON node_" + i + " (note);\n"
                            + "COMMENT ON TABLE node_" + i + " IS 'number " + i + "';\n"
                            + "ALTER TABLE node_" + i + " ADD CONSTRAINT fk_" + i + " FOREIGN KEY (up) REFERENCES node_"
                            + i / 2 + " (id);\n")
                    .collect(Collectors.joining())
            + "CREATE TABLE parent (id int, kind text) PARTITION BY LIST (kind);\n"
            + "CREATE TABLE child PARTITION OF parent FOR VALUES IN ('a');\n";

    @TempDir
    Path folder;

    private static List<String> statements(String text) {
        var scanner = new SqlScanner(DatabaseKind.POSTGRESQL, new StringReader(text), Path.of("schema.sql"), 1);
        List<String> statements = new ArrayList<>();
        for (var s = scanner.next(); s != null; s = scanner.next()) {
            statements.add(s.text());
        }
        return statements;
    }

    private static Blueprint made(Scratch s, List<String> statements) {
        try (Rehearsal scratch = Rehearsal.open(s.workspace())) {
            assertThat(scratch.load(statements)).isEmpty();
            return scratch.blueprint(List.of());
        }
    }

    /** What it makes as told from its pieces; empty where it is to be loaded whole. */
    private static Optional<Blueprint> told(Scratch s, Blueprint before, List<String> now) {
        Optional<ModelPieces> pieces = ModelPieces.of(before, statements(MODEL), now);
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        assertThat(pieces.get().loaded()).hasSizeLessThanOrEqualTo(now.size() / 2);
        try (Rehearsal scratch = Rehearsal.open(s.workspace())) {
            var refused =
                    scratch.load(pieces.get().loaded().stream().map(now::get).toList());
            return refused.isEmpty() ? pieces.get().together(scratch.blueprint(List.of())) : Optional.empty();
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void makesWhatItMakesWhenItIsLoadedWhole(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        Blueprint before = made(s, statements(MODEL));
        List<String> changed = List.of(
                MODEL.replace("node_9 (id int PRIMARY KEY,", "node_9 (id int PRIMARY KEY, more numeric(4) DEFAULT 1,"),
                MODEL.replace("node_9 (id int PRIMARY KEY,", "node_9 (id bigint PRIMARY KEY,"),
                MODEL.replace("node_9 (id int PRIMARY KEY,", "node_9 (id serial PRIMARY KEY, feels mood,"),
                MODEL.replace("users (id serial", "users (id bigserial").replace("ON node_3 (note)", "ON node_3 (up)"),
                MODEL.replace("IS 'number 7'", "IS 'lucky'"),
                MODEL.replace("CREATE INDEX ix_4 ON node_4 (note);\n", ""),
                MODEL.replace("name varchar(40) UNIQUE", "name varchar(41) UNIQUE, extra text"),
                MODEL.replace("\"Odd name\" (id int", "\"Odd name\" (id bigint"),
                MODEL + "CREATE TABLE later (id int PRIMARY KEY, of int REFERENCES node_19 (id), odd text UNIQUE);\n"
                        + "CREATE INDEX ix_later ON later (of);\n",
                MODEL.replaceAll("(?m)^.*\\bnode_19 .*\n", ""),
                MODEL.replace("'what they are called'", "'their name'"),
                MODEL.replace("ix_counted ON counted (feels)", "ix_counted ON counted (feels) WHERE many > 1"));
        for (String text : changed) {
            List<String> now = statements(text);
            assertThat(now).isNotEqualTo(statements(MODEL));
            Blueprint whole = made(s, now);
            assertThat(told(s, before, now)).hasValueSatisfying(told -> {
                assertThat(told.schema().differenceTo(whole.schema()).lines("pieces", "whole"))
                        .isEmpty();
                assertThat(told.needs()).isEqualTo(whole.needs());
            });
        }
    }

    @OnDatabases(TestServer.POSTGRESQL_18)
    void isLoadedWholeWhereNamesDoNotTell(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        Blueprint before = made(s, statements(MODEL));
        List<String> changed = List.of(
                // types, functions and views are none of a table's
                MODEL.replace("'good', 'bad'", "'good', 'bad', 'so'"),
                MODEL.replace("SELECT * FROM users", "SELECT id FROM users"),
                // code may do anything
                MODEL + "DO $$ BEGIN CREATE TABLE made_by_code (id int); END $$;\n",
                MODEL.replace(
                        "child PARTITION OF parent FOR VALUES IN ('a')",
                        "child PARTITION OF parent FOR VALUES IN ('b')"),
                MODEL + "CREATE TABLE copied (LIKE users);\n",
                // a name that something else has already
                MODEL.replace("CREATE INDEX ix_4 ON node_4 (note);", "CREATE INDEX ix_19 ON node_4 (note);")
                        .replace("CREATE INDEX ix_19 ON node_19 (note);", "CREATE INDEX ix_4 ON node_19 (up);")
                        .replace("CREATE INDEX ix_19 ON node_4", "CREATE INDEX ix_12 ON node_4"),
                MODEL.replace("node_4 (id int PRIMARY KEY,", "node_4 (id int CONSTRAINT ix_18 PRIMARY KEY,"));
        for (String text : changed) {
            assertThat(told(s, before, statements(text))).as(text).isEmpty();
        }
        List<String> turned = new ArrayList<>(statements(MODEL));
        turned.add(3, turned.remove(2));
        assertThat(ModelPieces.of(before, statements(MODEL), turned)).isEmpty();
    }
}
