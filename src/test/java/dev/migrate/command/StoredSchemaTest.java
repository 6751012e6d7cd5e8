package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What was read of a model comes back as it was, or not at all. */
class StoredSchemaTest {

    private static final SchemaObject TABLE = SchemaObject.of(ObjectKind.TABLE, List.of("app", "ütf"), Map.of());
    private static final SchemaObject COLUMN = SchemaObject.of(
            ObjectKind.COLUMN, List.of("app", "ütf", "id"), Map.of("type", "integer", "default", "'\n\ud83d\ude00'"));
    private static final Blueprint BLUEPRINT = new Blueprint(
            new Schema(List.of(TABLE, COLUMN)),
            Map.of(TABLE.path(), "CREATE TABLE ütf (id integer)"),
            Map.of(COLUMN.path(), Set.of(TABLE.path(), List.of("app"))));

    @Test
    void comesBackAsItWas() {
        StoredSchema.Kept kept =
                StoredSchema.blueprint(StoredSchema.of(BLUEPRINT)).orElseThrow();

        assertThat(kept.schema()).isEqualTo(BLUEPRINT.schema());
        assertThat(kept.blueprint()).isEqualTo(BLUEPRINT);
    }

    @Test
    void keepsWordings() {
        var wordings = Map.of(COLUMN, COLUMN.without(List.of("default")), TABLE, TABLE);

        assertThat(StoredSchema.wordings(StoredSchema.of(wordings))).contains(wordings);
        assertThat(StoredSchema.wordings(StoredSchema.of(Map.of()))).contains(Map.of());
    }

    @Test
    void isNoneWhereAByteIsAnotherOrMissing() {
        byte[] whole = StoredSchema.of(BLUEPRINT);
        for (int i = 0; i < whole.length; i++) {
            byte[] bytes = whole.clone();
            bytes[i] ^= 4;
            assertThat(StoredSchema.blueprint(bytes)).isEmpty();
        }
        assertThat(StoredSchema.blueprint(java.util.Arrays.copyOf(whole, whole.length - 3)))
                .isEmpty();
        assertThat(StoredSchema.blueprint(new byte[0])).isEmpty();
        assertThat(StoredSchema.wordings(new byte[40])).isEmpty();
    }
}
