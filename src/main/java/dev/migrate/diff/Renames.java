package dev.migrate.diff;

import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Rename;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds what may have got another name: a table or column that is gone, and one of the same shape that is new. */
public final class Renames {

    private static final String TYPE = "type";
    private static final Set<String> ELSEWHERE = Set.of(SchemaObject.POSITION, "comment", "default");

    private Renames() {}

    /**
     * A table or column that may have another name now.
     *
     * @param from as it stands there
     * @param to as it is to be
     */
    public record Proposal(SchemaObject from, SchemaObject to) {

        /** The two names as a setting says them, without the schema: {@code users.name -> users.full_name}. */
        public String setting(boolean schemas) {
            return dotted(from, schemas) + " -> " + dotted(to, schemas);
        }

        private static String dotted(SchemaObject object, boolean schemas) {
            return String.join(
                    ".", object.path().subList(schemas ? 1 : 0, object.path().size()));
        }

        /** What carries it out. */
        public Operation operation(boolean schemas) {
            return operation(from, to, schemas);
        }

        /** What takes it back. */
        public Operation reverse(boolean schemas) {
            return operation(to, from, schemas);
        }

        private static Operation operation(SchemaObject from, SchemaObject to, boolean schemas) {
            if (from.kind() == ObjectKind.COLUMN) {
                // the table has its new name already, if it got one
                List<String> table = to.path().subList(0, to.path().size() - 1);
                var change = new ColumnChange(to.name(), null, null, null, null, null, null, null, null);
                return new AlterColumn(name(table, schemas), from.name(), change, null);
            }
            return new Rename(dev.migrate.operation.ObjectKind.TABLE, name(from.path(), schemas), null, to.name());
        }

        private static ObjectName name(List<String> path, boolean schemas) {
            return new ObjectName(schemas && path.size() > 1 ? path.get(0) : null, path.get(path.size() - 1));
        }
    }

    /**
     * Whether the one could be renamed to the other at all.
     *
     * @param tables the paths of what stays and has columns that can be renamed
     */
    public static boolean mayBe(Proposal proposal, Set<List<String>> tables) {
        ObjectKind kind = proposal.from().kind();
        return kind == proposal.to().kind()
                && (kind == ObjectKind.TABLE || kind == ObjectKind.COLUMN && tables.contains(parent(proposal.from())))
                && parent(proposal.from()).equals(parent(proposal.to()));
    }

    /**
     * The paths of what is on both sides and has columns that can be renamed.
     *
     * @param views whether a view's columns can be; elsewhere than on PostgreSQL they follow from its text
     */
    public static Set<List<String>> tables(Comparison comparison, boolean views) {
        Set<List<String>> tables = new HashSet<>();
        comparison.from().schema().objects().stream()
                .filter(object -> views || object.kind() == ObjectKind.TABLE)
                .forEach(object -> tables.add(object.path()));
        tables.retainAll(comparison.to().paths());
        return tables;
    }

    /**
     * Everything that may be one, also where a name is in several.
     *
     * @param views whether a view's columns can be renamed
     */
    public static List<Proposal> candidates(Comparison comparison, boolean views) {
        SchemaDifference difference = comparison.difference();
        if (difference.onlyHere().isEmpty() || difference.onlyThere().isEmpty()) {
            return List.of();
        }
        List<Proposal> found = new ArrayList<>();
        Map<List<String>, Map<String, String>> columnsHere = columns(comparison.from());
        Map<List<String>, Map<String, String>> columnsThere = columns(comparison.to());
        Set<List<String>> kept = tables(comparison, views);
        for (SchemaObject gone : difference.onlyHere()) {
            for (SchemaObject made : difference.onlyThere()) {
                if (!mayBe(new Proposal(gone, made), kept)) {
                    continue;
                }
                boolean same = gone.kind() == ObjectKind.TABLE
                        ? Objects.equals(columnsHere.get(gone.path()), columnsThere.get(made.path()))
                                && columnsHere.containsKey(gone.path())
                                && Objects.equals(bound(gone), bound(made))
                        : gone.kind() == ObjectKind.COLUMN
                                && gone.without(ELSEWHERE)
                                        .properties()
                                        .equals(made.without(ELSEWHERE).properties());
                if (same) {
                    found.add(new Proposal(gone, made));
                }
            }
        }
        return found;
    }

    /** Those of which each name is in one alone. */
    public static List<Proposal> certain(List<Proposal> candidates) {
        return candidates.stream()
                .filter(one -> candidates.stream()
                        .noneMatch(other -> other != one
                                && (other.from().equals(one.from())
                                        || other.to().equals(one.to()))))
                .toList();
    }

    /** All partitions of a table have the same columns, but not the same rows. */
    private static @Nullable String bound(SchemaObject table) {
        return table.properties().get("partition bound");
    }

    private static List<String> parent(SchemaObject object) {
        return object.path().subList(0, object.path().size() - 1);
    }

    /** The types of columns, by table and name. */
    private static Map<List<String>, Map<String, String>> columns(Blueprint blueprint) {
        Map<List<String>, Map<String, String>> columns = new HashMap<>();
        for (SchemaObject object : blueprint.schema().objects()) {
            if (object.kind() == ObjectKind.COLUMN) {
                columns.computeIfAbsent(parent(object), path -> new TreeMap<>())
                        .put(object.name(), String.valueOf(object.properties().get(TYPE)));
            }
        }
        return columns;
    }
}
