package dev.migrate.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison")
class ComparisonTest {

    private static SchemaObject table(String... path) {
        return SchemaObject.of(ObjectKind.TABLE, List.of(path), Map.of());
    }

    private static SchemaObject column(String type, String... path) {
        return SchemaObject.of(ObjectKind.COLUMN, List.of(path), Map.of("type", type, "position", "1"));
    }

    private static Schema schema(SchemaObject... objects) {
        return new Schema(List.of(objects));
    }

    private static Comparison compare(Schema from, Schema to, Selection selection, Comparison.Switches switches) {
        return Comparison.of(
                Blueprint.of(from), Blueprint.of(to), selection.among(from, to), switches, object -> object);
    }

    private static List<String> passing(Schema schema, Selection selection) {
        Predicate<SchemaObject> passes = selection.among(schema);
        return schema.objects().stream()
                .filter(passes)
                .map(object -> String.join(".", object.path()))
                .toList();
    }

    @Test
    @DisplayName("takes no notice of the order of columns, nor of another spelling")
    void spelling() {
        Schema from = schema(table("t"), column("INT", "t", "a"));
        Schema to = schema(
                table("t"),
                SchemaObject.of(ObjectKind.COLUMN, List.of("t", "a"), Map.of("type", "int", "position", "3")));

        Comparison comparison = Comparison.of(
                Blueprint.of(from),
                Blueprint.of(to),
                object -> true,
                Comparison.Switches.ALL,
                object -> object.properties().containsKey("type")
                        ? column(object.properties().get("type").toLowerCase(), "t", "a")
                        : object);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.to().schema()).isEqualTo(from);
    }

    @Test
    @DisplayName("leaves as they are the properties that are switched off, and tells the others")
    void switches() {
        Schema from = schema(
                table("t"),
                SchemaObject.of(ObjectKind.COLUMN, List.of("t", "a"), Map.of("type", "int", "default", "1")));
        Schema to = schema(
                table("t"),
                SchemaObject.of(ObjectKind.COLUMN, List.of("t", "a"), Map.of("type", "text", "comment", "c")));
        var none = new Selection(List.of(), List.of(), false);

        Comparison comparison = compare(from, to, none, new Comparison.Switches(false, false, true));

        assertThat(comparison.difference().changes()).singleElement().satisfies(change -> {
            assertThat(change.properties()).containsExactly("comment");
            assertThat(change.there().properties()).containsEntry("type", "int").containsEntry("default", "1");
        });
        assertThat(compare(from, to, none, new Comparison.Switches(false, false, false))
                        .isEmpty())
                .isTrue();
    }

    @Test
    @DisplayName("keeps what is left alone, unless what it stands in goes")
    void leftAlone() {
        Schema from = schema(
                table("t"),
                column("int", "t", "a"),
                column("int", "t", "legacy"),
                table("gone"),
                column("int", "gone", "legacy"));
        Schema to = schema(table("t"), column("int", "t", "a"));

        Comparison comparison =
                compare(from, to, new Selection(List.of(), List.of("*.legacy"), false), Comparison.Switches.ALL);

        assertThat(comparison.to().schema())
                .isEqualTo(schema(table("t"), column("int", "t", "a"), column("int", "t", "legacy")));
    }

    @Test
    @DisplayName("looks at what a glob names, with and without the schema, and at one kind")
    void globs() {
        Schema schema = schema(
                table("public", "users"),
                column("int", "public", "users", "id"),
                table("audit", "users"),
                SchemaObject.of(ObjectKind.VIEW, List.of("public", "names"), Map.of()));

        assertThat(passing(schema, new Selection(List.of(), List.of("audit.*"), true)))
                .containsExactly("public.names", "public.users", "public.users.id");
        assertThat(passing(schema, new Selection(List.of(), List.of("users"), true)))
                .containsExactly("public.names");
        assertThat(passing(schema, new Selection(List.of("public.USERS"), List.of(), true)))
                .containsExactly("public.users", "public.users.id");
        assertThat(passing(schema, new Selection(List.of(), List.of("view:*"), true)))
                .containsExactly("audit.users", "public.users", "public.users.id");
        assertThat(passing(schema, new Selection(List.of("us?rs.id"), List.of(), true)))
                .containsExactly("public.users", "public.users.id");
        assertThat(passing(schema, new Selection(List.of(), List.of("users.i."), true)))
                .hasSize(4);
        assertThatThrownBy(() -> new Selection(List.of("vieww:*"), List.of(), true))
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("no kind");
    }

    @Test
    @DisplayName("finds what may be renamed, and knows where it cannot tell")
    void renames() {
        Schema from = schema(
                table("t"), column("int", "t", "a"), column("text", "t", "b"), table("old"), column("int", "old", "x"));
        Schema to = schema(
                table("t"),
                column("int", "t", "c"),
                column("text", "t", "d"),
                column("text", "t", "e"),
                table("new"),
                column("int", "new", "x"));
        Comparison comparison = compare(from, to, new Selection(List.of(), List.of(), false), Comparison.Switches.ALL);

        List<Renames.Proposal> candidates = Renames.candidates(comparison, false);

        assertThat(candidates.stream().map(one -> one.setting(false)))
                .containsExactlyInAnyOrder("old -> new", "t.a -> t.c", "t.b -> t.d", "t.b -> t.e");
        assertThat(Renames.certain(candidates).stream().map(one -> one.setting(false)))
                .containsExactlyInAnyOrder("old -> new", "t.a -> t.c");
    }

    @Test
    @DisplayName("has read again what the server may only word otherwise, and nothing that differs besides")
    void wordedOtherwise() {
        Schema from =
                schema(table("t"), column("integer", "t", "a"), column("integer", "t", "b"), column("text", "t", "c"));
        SchemaObject worded = with(column("integer", "t", "a"), "default", "1 + 1");
        SchemaObject retyped = with(column("bigint", "t", "b"), "default", "1 + 1");
        Schema to = schema(table("t"), worded, retyped, with(column("text", "t", "c"), "comment", "new"));

        Comparison comparison = compare(from, to, new Selection(List.of(), List.of(), false), Comparison.Switches.ALL);

        assertThat(comparison.changed(object -> object)).containsExactly(column("integer", "t", "a"), worded);
        assertThat(comparison.difference().changes()).hasSize(3);
    }

    private static SchemaObject with(SchemaObject object, String property, String value) {
        var properties = new java.util.TreeMap<>(object.properties());
        properties.put(property, value);
        return SchemaObject.of(object.kind(), object.path(), properties);
    }
}
