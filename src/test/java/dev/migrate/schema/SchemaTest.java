package dev.migrate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A schema as a value")
class SchemaTest {

    private static final SchemaObject TABLE = object(ObjectKind.TABLE, Map.of(), "public", "users");
    private static final SchemaObject ID =
            object(ObjectKind.COLUMN, Map.of("type", "int", "position", "1"), "public", "users", "id");

    private static SchemaObject object(ObjectKind kind, Map<String, String> properties, String... path) {
        return SchemaObject.of(kind, List.of(path), properties);
    }

    @Test
    void isEqualWhateverOrderItsObjectsCameIn() {
        assertThat(Schema.of(List.of(TABLE, ID))).isEqualTo(Schema.of(List.of(ID, TABLE)));
        assertThat(Schema.of(List.of(ID, TABLE)).objects()).containsExactly(TABLE, ID);
        assertThat(Schema.of(List.of(TABLE, ID))
                        .differenceTo(Schema.of(List.of(ID, TABLE)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void holdsNothingTwice() {
        assertThatThrownBy(() -> Schema.of(List.of(TABLE, TABLE))).hasMessageContaining("table public.users");
    }

    @Test
    void tellsWhatOneSideAloneHasByItsOutermost() {
        var difference = Schema.of(List.of(TABLE, ID)).differenceTo(Schema.of(List.of()));
        assertThat(difference.onlyHere()).containsExactly(TABLE, ID);
        assertThat(difference.lines("dev", "prod")).containsExactly("table public.users: only in dev");
        assertThat(Schema.of(List.of(TABLE))
                        .differenceTo(Schema.of(List.of(TABLE, ID)))
                        .lines("dev", "prod"))
                .containsExactly("column public.users.id: only in prod");
    }

    @Test
    void tellsWhichPropertiesDiffer() {
        var other = object(
                ObjectKind.COLUMN,
                Map.of("type", "bigint", "position", "1", "comment", "key"),
                "public",
                "users",
                "id");
        var difference = Schema.of(List.of(ID)).differenceTo(Schema.of(List.of(other)));
        assertThat(difference.changes().get(0).properties()).containsExactly("comment", "type");
        assertThat(difference.lines("dev", "prod"))
                .containsExactly(
                        "column public.users.id: comment is not set in dev, \"key\" in prod",
                        "column public.users.id: type is \"int\" in dev, \"bigint\" in prod");
    }

    @Test
    void showsOfLongTextsTheFirstLineThatDiffers() {
        var one = object(ObjectKind.FUNCTION, Map.of("definition", "BEGIN\n  a;\nEND"), "f()");
        var two = object(ObjectKind.FUNCTION, Map.of("definition", "BEGIN\n  b;\nEND"), "f()");
        assertThat(Schema.of(List.of(one)).differenceTo(Schema.of(List.of(two))).lines("dev", "prod"))
                .containsExactly("function f(): definition is \"… a; …\" in dev, \"… b; …\" in prod");
    }

    @Test
    void canBeComparedWithoutTheColumnsOrder() {
        var moved = object(ObjectKind.COLUMN, Map.of("type", "int", "position", "2"), "public", "users", "id");
        var here = Schema.of(List.of(ID));
        var there = Schema.of(List.of(moved));
        assertThat(here).isNotEqualTo(there);
        assertThat(here.without(SchemaObject.POSITION)).isEqualTo(there.without(SchemaObject.POSITION));
    }
}
