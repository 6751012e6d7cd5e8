package dev.migrate.dialect.postgresql;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A table that may be a partition.
 *
 * @param in the schema in which it stands
 * @param table the table
 */
record Partition(Inventory in, SchemaObject table) {

    /** What PARTITION OF does not take over from the partitioned table, and what can be set behind it. */
    private static final Set<String> OWN = Set.of(
            "inherited",
            SchemaObject.POSITION,
            "comment",
            "not null constraint",
            "not null comment",
            "storage",
            "compression",
            "statistics target",
            "options",
            "default",
            "identity");

    /** Whether it is one. */
    boolean isOne() {
        return Inventory.is(table, "partition bound");
    }

    /** Whether CREATE TABLE … PARTITION OF makes it as it is, with the indexes that the server names itself. */
    boolean isPlain() {
        return columnsAreTaken()
                && in.parts(table.path()).stream()
                        .filter(part -> Inventory.is(part, "part of"))
                        .allMatch(Partition::hasUsualName);
    }

    private boolean columnsAreTaken() {
        Map<String, SchemaObject> above = new TreeMap<>();
        for (SchemaObject parent : in.parents(table)) {
            in.columns(parent.path()).forEach(column -> above.put(column.name(), column));
        }
        List<SchemaObject> columns = in.columns(table.path());
        return columns.stream().allMatch(column -> {
            SchemaObject other = above.get(column.name());
            return other != null
                    && Inventory.text(column, "inherited").equals("yes")
                    && NotNull.isInherited(other, column)
                    && column.without(OWN)
                            .properties()
                            .equals(other.without(OWN).properties());
        });
    }

    /** Whether the server gives a part that name when it makes it along with the whole. */
    static boolean hasUsualName(SchemaObject part) {
        String table = part.path().get(1);
        Optional<String> columns = IndexDraft.read(part)
                .or(() -> IndexDraft.read(byIndex(part)))
                .map(index -> index.keys().stream()
                        .map(key -> key.isExpression() ? "expr" : key.text())
                        .collect(Collectors.joining("_")));
        String usual =
                switch (part.kind()) {
                    case PRIMARY_KEY -> table + "_pkey";
                    case UNIQUE -> table + "_" + columns.orElse("") + "_key";
                    case INDEX -> table + "_" + columns.orElse("") + "_idx";
                    default -> part.name();
                };
        return usual.length() < 64 && usual.equals(part.name());
    }

    private static SchemaObject byIndex(SchemaObject part) {
        return SchemaObject.of(ObjectKind.INDEX, part.path(), Map.of("definition", Inventory.text(part, "index")));
    }

    /** Its indexes that are parts of the partitioned table's. */
    List<SchemaObject> indexes() {
        return in.parts(table.path()).stream()
                .filter(part -> part.kind() == ObjectKind.INDEX && Inventory.is(part, "part of"))
                .toList();
    }
}
