package dev.migrate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What entities own in a database of PostgreSQL, case by case. */
class EntityGoalTest {

    private final List<SchemaObject> model = new ArrayList<>();
    private final List<SchemaObject> live = new ArrayList<>();

    EntityGoalTest() {
        both(ObjectKind.TABLE, "app.users");
        both(ObjectKind.COLUMN, "app.users.id", "type", "bigint", "not null", "yes", "position", "1");
    }

    @Test
    void aSerialIsTheIdentityThatItStandsFor() {
        replace(model, ObjectKind.COLUMN, "app.users.id", "type", "bigint", "not null", "yes", "identity", "by default, bigint start 1");
        replace(live, ObjectKind.COLUMN, "app.users.id", "type", "bigint", "not null", "yes", "default", "nextval('app.users_id_seq'::regclass)");
        add(live, ObjectKind.SEQUENCE, "app.users_id_seq", "owned by", "app.users.id");

        assertThat(goal()).isEqualTo(Schema.of(live));
    }

    @Test
    void theSequenceOfASerialColumnGoesWithIt() {
        add(live, ObjectKind.COLUMN, "app.users.old", "type", "integer", "default", "nextval('app.users_old_seq'::regclass)");
        add(live, ObjectKind.SEQUENCE, "app.users_old_seq", "owned by", "app.users.old");

        assertThat(titles()).doesNotContain("column app.users.old", "sequence app.users_old_seq");
    }

    @Test
    void aSequenceCountsAsItsGeneratorDoesAndStartsWhereItStarted() {
        add(model, ObjectKind.SEQUENCE, "app.numbers", "start", "1", "increment", "50");
        add(live, ObjectKind.SEQUENCE, "app.numbers", "start", "1000", "increment", "1", "cache", "5");
        add(live, ObjectKind.SEQUENCE, "app.other", "increment", "1");

        assertThat(of(ObjectKind.SEQUENCE, "app.numbers").properties())
                .isEqualTo(Map.of("start", "1000", "increment", "50", "cache", "5"));
        assertThat(titles()).contains("sequence app.other");
    }

    @Test
    void aForeignKeyKeepsItsNameAndItsDeferment() {
        add(model, ObjectKind.FOREIGN_KEY, "app.users.fk1jq2og", "definition", "FOREIGN KEY (id) REFERENCES app.users(id)");
        add(live, ObjectKind.FOREIGN_KEY, "app.users.users_self", "definition",
                "FOREIGN KEY (id) REFERENCES app.users(id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED");

        assertThat(goal()).isEqualTo(Schema.of(live));
    }

    @Test
    void anActionThatAnEntityStatesCounts() {
        add(model, ObjectKind.FOREIGN_KEY, "app.users.fk1jq2og", "definition", "FOREIGN KEY (id) REFERENCES app.users(id) ON DELETE CASCADE");
        add(live, ObjectKind.FOREIGN_KEY, "app.users.users_self", "definition", "FOREIGN KEY (id) REFERENCES app.users(id)");

        assertThat(of(ObjectKind.FOREIGN_KEY, "app.users.users_self").properties().get("definition"))
                .endsWith("ON DELETE CASCADE");
    }

    @Test
    void whatIsInTheWayOfNoEntityGoes() {
        add(live, ObjectKind.FOREIGN_KEY, "app.users.by_hand", "definition", "FOREIGN KEY (id) REFERENCES app.others(id)");
        add(live, ObjectKind.UNIQUE, "app.users.uq", "definition", "UNIQUE (id)");
        add(live, ObjectKind.INDEX, "app.users.ix", "definition", "CREATE INDEX ix ON app.users USING btree (id)");

        assertThat(titles()).containsExactly("table app.users", "column app.users.id");
    }

    @Test
    void indexesThatNoMappingCouldSayStay() {
        for (String behind : List.of(
                "USING btree (lower(name))", "USING gin (id)", "USING btree (id) WHERE (id > 5)", "USING btree (id) INCLUDE (name)")) {
            add(live, ObjectKind.INDEX, "app.users.ix" + live.size(), "definition", "CREATE INDEX ix ON app.users " + behind);
        }
        add(live, ObjectKind.UNIQUE, "app.users.uq", "definition", "UNIQUE NULLS NOT DISTINCT (id)");

        assertThat(goal()).isEqualTo(Schema.of(live));
    }

    @Test
    void aUniqueIndexIsAUniqueConstraint() {
        add(model, ObjectKind.UNIQUE, "app.users.uk9", "definition", "UNIQUE (id)");
        add(live, ObjectKind.INDEX, "app.users.ux", "definition", "CREATE UNIQUE INDEX ux ON app.users USING btree (id)");

        assertThat(goal()).isEqualTo(Schema.of(live));
    }

    @Test
    void aCheckThatAnEntityStatesTakesThePlaceOfTheOneOfItsName() {
        add(model, ObjectKind.CHECK, "app.users.users_id_check", "definition", "CHECK ((id = ANY (ARRAY[1, 2, 3])))");
        add(live, ObjectKind.CHECK, "app.users.users_id_check", "definition", "CHECK ((id = ANY (ARRAY[1, 2])))");
        add(live, ObjectKind.CHECK, "app.users.by_hand", "definition", "CHECK ((id > 0))");

        assertThat(of(ObjectKind.CHECK, "app.users.users_id_check").properties().get("definition")).contains("3");
        assertThat(titles()).contains("check app.users.by_hand");
    }

    @Test
    void whatIsAboutAColumnThatGoesGoesWithIt() {
        add(live, ObjectKind.COLUMN, "app.users.old", "type", "text");
        add(live, ObjectKind.CHECK, "app.users.ck", "definition", "CHECK ((length(old) > 3))");
        add(live, ObjectKind.INDEX, "app.users.ix", "definition", "CREATE INDEX ix ON app.users USING btree (lower(old))");
        add(live, ObjectKind.TRIGGER, "app.users.tr", "definition", "CREATE TRIGGER tr");

        assertThat(titles()).containsExactly("table app.users", "column app.users.id", "trigger app.users.tr");
    }

    @Test
    void anEntityMayStandForAView() {
        add(model, ObjectKind.TABLE, "app.report");
        add(model, ObjectKind.COLUMN, "app.report.id", "type", "bigint", "not null", "yes");
        add(model, ObjectKind.PRIMARY_KEY, "app.report.report_pkey", "definition", "PRIMARY KEY (id)");
        add(live, ObjectKind.VIEW, "app.report", "definition", "SELECT 1");
        add(live, ObjectKind.COLUMN, "app.report.id", "type", "integer");

        assertThat(goal()).isEqualTo(Schema.of(live));
    }

    @Test
    void aTableOfNoEntityGoesButNotAPartition() {
        add(live, ObjectKind.TABLE, "app.old");
        add(live, ObjectKind.COLUMN, "app.old.id", "type", "bigint");
        add(live, ObjectKind.SEQUENCE, "app.old_seq", "increment", "50");
        add(live, ObjectKind.STATISTICS, "app.old_stats", "definition", "CREATE STATISTICS app.old_stats ON a, b FROM app.old");
        add(live, ObjectKind.TABLE, "app.users_1", "inherits", "app.users", "partition bound", "FOR VALUES IN (1)");
        add(live, ObjectKind.COLUMN, "app.users_1.id", "type", "bigint", "inherited", "yes");
        add(model, ObjectKind.COLUMN, "app.users.name", "type", "text", "position", "2");

        var result = EntityGoal.of(Schema.of(model), Schema.of(live), DatabaseKind.POSTGRESQL);

        assertThat(result.unmapped()).containsExactly("app.old");
        assertThat(result.schema().objects()).extracting(SchemaObject::title)
                .contains("table app.users_1", "column app.users_1.name")
                .noneMatch(title -> title.contains("app.old"));
    }

    @Test
    void anEnumTypeGoesWithTheLastColumnThatHadIt() {
        add(live, ObjectKind.ENUM, "app.level", "values", "'a', 'b'");
        add(live, ObjectKind.ENUM, "app.spare", "values", "'a'");
        add(live, ObjectKind.CAST, "character varying as app.level", "context", "implicit");
        add(live, ObjectKind.COLUMN, "app.users.level", "type", "app.level");

        assertThat(titles()).contains("enum app.spare").doesNotContain("enum app.level", "cast character varying as app.level");

        add(model, ObjectKind.ENUM, "app.level", "values", "'a', 'b', 'c'");
        add(model, ObjectKind.COLUMN, "app.users.level", "type", "app.level");
        assertThat(of(ObjectKind.ENUM, "app.level").properties()).containsEntry("values", "'a', 'b', 'c'");
    }

    private Schema goal() {
        return EntityGoal.of(Schema.of(model), Schema.of(live), DatabaseKind.POSTGRESQL).schema();
    }

    private List<String> titles() {
        return goal().objects().stream().map(SchemaObject::title).toList();
    }

    private SchemaObject of(ObjectKind kind, String path) {
        return goal().objects().stream()
                .filter(o -> o.title().equals(object(kind, path).title()))
                .findFirst()
                .orElseThrow();
    }

    private void both(ObjectKind kind, String path, String... properties) {
        add(model, kind, path, properties);
        add(live, kind, path, properties);
    }

    private static void replace(List<SchemaObject> objects, ObjectKind kind, String path, String... properties) {
        objects.removeIf(o -> o.title().equals(object(kind, path).title()));
        add(objects, kind, path, properties);
    }

    private static void add(List<SchemaObject> objects, ObjectKind kind, String path, String... properties) {
        objects.add(object(kind, path, properties));
    }

    private static SchemaObject object(ObjectKind kind, String path, String... properties) {
        var all = new TreeMap<String, String>();
        for (int i = 0; i < properties.length; i += 2) {
            all.put(properties[i], properties[i + 1]);
        }
        return SchemaObject.of(kind, kind == ObjectKind.CAST ? List.of(path) : List.of(path.split("\\.")), all);
    }
}
