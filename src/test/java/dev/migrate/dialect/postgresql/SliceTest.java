package dev.migrate.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of a schema of many tables those are kept that have to do with what differs. */
class SliceTest {

    private static final int OTHERS = 30;

    private final List<SchemaObject> objects = new ArrayList<>();
    private final Map<List<String>, Set<List<String>>> needs = new HashMap<>();

    SliceTest() {
        object(ObjectKind.SCHEMA, "app", "");
        for (int i = 0; i < OTHERS; i++) {
            table("other" + i, "id", "note");
        }
        table("orders", "id", "note");
        object(ObjectKind.PRIMARY_KEY, "app.orders.orders_pkey", "definition=PRIMARY KEY (id)");
        table("items", "id", "order_id");
        object(
                ObjectKind.FOREIGN_KEY,
                "app.items.items_order_fk",
                "definition=FOREIGN KEY (order_id) REFERENCES app.orders(id)");
        table("parts", "id", "item_id");
        object(
                ObjectKind.FOREIGN_KEY,
                "app.parts.parts_item_fk",
                "definition=FOREIGN KEY (item_id) REFERENCES app.items(id)");
        object(ObjectKind.SEQUENCE, "app.numbers", "owned by=app.other3.id");
    }

    @Test
    void keepsTheTableAloneThatGainsAColumn() {
        var slice = slice(with(object("app.orders.total", "type=integer")));

        assertThat(tables(slice.from())).containsExactly("orders");
        assertThat(tables(slice.to())).containsExactly("orders");
        assertThat(slice.from().schema().objects()).anyMatch(object -> object.kind() == ObjectKind.SEQUENCE);
    }

    @Test
    void keepsWhatRefersToWhatDiffers() {
        assertThat(tables(slice(changed("app.orders.id", "type=bigint")).from()))
                .containsExactly("items", "orders");
        assertThat(tables(slice(changed("app.orders.note", "type=bigint")).from()))
                .containsExactly("orders");
        assertThat(tables(slice(without("app.orders.orders_pkey")).from())).contains("items", "orders");
    }

    @Test
    void keepsTheFamilyOfATable() {
        table("y2024", "id", "note");
        object(ObjectKind.TABLE, "app.eras", "");
        objects.removeIf(object -> object.path().equals(List.of("app", "y2024")));
        object(ObjectKind.TABLE, "app.y2024", "inherits=app.eras");

        assertThat(tables(slice(changed("app.y2024.note", "type=bigint")).to())).containsExactly("eras", "y2024");
        assertThat(tables(slice(changed("app.eras", "options=fillfactor=70")).to()))
                .containsExactly("eras", "y2024");
        object(ObjectKind.COLUMN, "app.eras.note", "type=integer");
        assertThat(tables(slice(changed("app.eras.note", "type=integer", "default=5"))
                        .to()))
                .containsExactly("eras", "y2024");
    }

    @Test
    void keepsTheTableOfASequence() {
        assertThat(tables(slice(changed("app.numbers", "owned by=app.other3.id", "cache=5"))
                        .to()))
                .containsExactly("other3");
    }

    @Test
    void keepsWhatNeedsWhatDiffersByTheServersRecord() {
        needs.put(List.of("app", "other7", "note"), Set.of(List.of("app", "orders", "note")));

        assertThat(tables(slice(changed("app.orders.note", "type=bigint")).from()))
                .containsExactly("orders", "other7");
    }

    @Test
    void keepsEverythingWhereNamesDoNotTell() {
        object(ObjectKind.ENUM, "app.mood", "values='sad'");
        assertThat(tables(slice(changed("app.mood", "values='sad', 'glad'")).from()))
                .hasSize(OTHERS + 3);

        table("it's", "id", "note");
        assertThat(tables(slice(changed("app.it's.note", "type=bigint")).from()))
                .hasSize(OTHERS + 4);
    }

    private void table(String name, String... columns) {
        object(ObjectKind.TABLE, "app." + name, "");
        for (String column : columns) {
            object(ObjectKind.COLUMN, "app." + name + "." + column, "type=integer");
        }
    }

    private void object(ObjectKind kind, String path, String property) {
        objects.add(made(kind, path, property));
    }

    private static SchemaObject object(String path, String property) {
        return made(ObjectKind.COLUMN, path, property);
    }

    private static SchemaObject made(ObjectKind kind, String path, String... properties) {
        Map<String, String> map = new HashMap<>();
        for (String property : properties) {
            if (!property.isEmpty()) {
                map.put(property.substring(0, property.indexOf('=')), property.substring(property.indexOf('=') + 1));
            }
        }
        return SchemaObject.of(kind, Arrays.asList(path.split("\\.")), map);
    }

    private List<SchemaObject> with(SchemaObject more) {
        List<SchemaObject> all = new ArrayList<>(objects);
        all.add(more);
        return all;
    }

    private List<SchemaObject> without(String path) {
        List<SchemaObject> rest = new ArrayList<>(objects);
        rest.removeIf(object -> String.join(".", object.path()).equals(path));
        return rest;
    }

    private List<SchemaObject> changed(String path, String... properties) {
        return objects.stream()
                .map(object ->
                        String.join(".", object.path()).equals(path) ? made(object.kind(), path, properties) : object)
                .toList();
    }

    private Slice.Pair slice(List<SchemaObject> goal) {
        return Slice.of(
                new Blueprint(new Schema(objects), Map.of(), needs), new Blueprint(new Schema(goal), Map.of(), needs));
    }

    private static Set<String> tables(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .map(SchemaObject::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
