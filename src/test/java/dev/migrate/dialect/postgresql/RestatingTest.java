package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Texts that PostgreSQL words otherwise once it has read its own wording")
class RestatingTest {

    /** As a person writes it; the second as PostgreSQL 14 to 18 say it at first. */
    private static final String SCRIPT =
            """
            CREATE TABLE t (
                x varchar(20) DEFAULT 'a' CHECK (x IN ('a', 'b')),
                y int,
                z int GENERATED ALWAYS AS (CASE WHEN y IN (1, 2) THEN 1 ELSE 0 END) STORED
            );
            CREATE INDEX ix ON t (y) WHERE x IN ('a', 'b');
            CREATE VIEW v AS SELECT y FROM t WHERE x IN ('a', 'b');
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.x IN ('a', 'b')) EXECUTE FUNCTION f();
            CREATE RULE r AS ON UPDATE TO t WHERE OLD.x IN ('a', 'b') DO INSTEAD NOTHING;
            CREATE POLICY p ON t USING (x IN ('a', 'b')) WITH CHECK (x NOT IN ('c', 'd'));
            CREATE DOMAIN d AS varchar(9) DEFAULT 'a' CHECK (VALUE IN ('a', 'b'));
            CREATE STATISTICS st ON (x IN ('a', 'b')), y FROM t;
            """;

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void areComparedAtTheirLastWording(TestDatabase database) throws SQLException {
        try (TestDatabase scratch = database.server().create();
                Stage second = Stage.open(scratch);
                Stage stage = Stage.open(database).script(SCRIPT)) {
            Blueprint first = stage.blueprint();
            // the same schema once more, made of the texts that the first has
            stage.script("DROP VIEW v; DROP INDEX ix; ALTER TABLE t DROP CONSTRAINT t_x_check");
            second.script(SCRIPT);
            second.script("ALTER TABLE t DROP CONSTRAINT t_x_check; DROP VIEW v; DROP INDEX ix");
            for (SchemaObject object : first.schema().objects()) {
                String definition = ObjectStatements.property(object, "definition");
                if (object.kind() == ObjectKind.CHECK && object.path().get(1).equals("t")) {
                    second.script("ALTER TABLE t ADD CONSTRAINT t_x_check " + definition);
                } else if (object.kind() == ObjectKind.INDEX) {
                    second.script(definition);
                } else if (object.kind() == ObjectKind.VIEW) {
                    second.script("CREATE VIEW v AS " + definition);
                }
            }
            List<SchemaObject> ours = interesting(first);
            List<SchemaObject> theirs = interesting(second.blueprint());
            assertThat(ours).isNotEqualTo(theirs);
            Map<SchemaObject, SchemaObject> one = second.session().restate(ours);
            Map<SchemaObject, SchemaObject> other = second.session().restate(theirs);
            assertThat(ours.stream().map(o -> one.getOrDefault(o, o)))
                    .containsExactlyElementsOf(
                            theirs.stream().map(o -> other.getOrDefault(o, o)).toList());
            assertThat(one.keySet().stream().map(SchemaObject::title))
                    .contains(
                            "check public.t.t_x_check",
                            "check public.d.d_check",
                            "index public.t.ix",
                            "view public.v",
                            "column public.t.x",
                            "column public.t.z",
                            "domain public.d",
                            "trigger public.t.tr",
                            "rule public.t.r",
                            "policy public.t.p",
                            "statistics public.st");
        }
    }

    private static List<SchemaObject> interesting(Blueprint blueprint) {
        return blueprint.schema().without("position").objects().stream()
                .filter(o -> o.kind() != ObjectKind.SCHEMA && o.kind() != ObjectKind.EXTENSION)
                .toList();
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void leaveNothingBehindAndFailAlone(TestDatabase database) throws SQLException {
        try (Stage stage = Stage.open(database).script(SCRIPT)) {
            Blueprint before = stage.blueprint();
            SchemaObject wrong = SchemaObject.of(
                    ObjectKind.CHECK, List.of("public", "t", "bad"), Map.of("definition", "CHECK (nowhere > 0)"));
            SchemaObject right = SchemaObject.of(
                    ObjectKind.CHECK, List.of("public", "t", "good"), Map.of("definition", "CHECK (y>0)"));
            assertThat(stage.session().restate(List.of(wrong, right)))
                    .containsOnlyKeys(right)
                    .containsValue(SchemaObject.of(
                            ObjectKind.CHECK,
                            List.of("public", "t", "good"),
                            Map.of("definition", "CHECK ((y > 0))")));
            stage.session().restate(before.schema().objects());
            assertThat(stage.blueprint().schema()).isEqualTo(before.schema());
            assertThat(stage.session().value("SELECT count(*) FROM pg_proc WHERE proname LIKE 'migrate%'"))
                    .isEqualTo("0");
            assertThat(stage.session().value("SHOW search_path")).contains("public");
        }
    }
}
