package dev.migrate.command;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a whole model makes, out of what an earlier text of it made and what a part of it makes now. Tables that were only loaded for the others' sake must
 * have come out as they were.
 */
final class PieceSchema {

    /** What has a name that nothing else in its schema may have. */
    private static final Set<ObjectKind> NAMED = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.FOREIGN_TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.INDEX,
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.EXCLUSION,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE_TYPE,
            ObjectKind.RANGE_TYPE,
            ObjectKind.BASE_TYPE);

    private static final String OWNED_BY = "owned by";

    private final Blueprint before;
    private final Blueprint read;
    private final Set<String> changed;
    private final Set<String> whole;
    private final Set<String> tables;

    /**
     * Puts it together.
     *
     * @param before what the earlier text made
     * @param read what the part has made
     * @param changed the tables whose statements have changed
     * @param whole those of which every statement was loaded
     */
    PieceSchema(Blueprint before, Blueprint read, Set<String> changed, Set<String> whole) {
        this.before = before;
        this.read = read;
        this.changed = changed;
        this.whole = whole;
        this.tables = tables(before);
    }

    /** The names of a schema's tables, in lower case. */
    static Set<String> tables(Blueprint blueprint) {
        Set<String> tables = new HashSet<>();
        for (SchemaObject object : blueprint.schema().objects()) {
            if (object.kind() == ObjectKind.TABLE) {
                tables.add(unit(object));
            }
        }
        return tables;
    }

    /** Whether something in a schema happens at every change, or lists tables. */
    static boolean watches(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .anyMatch(
                        object -> object.kind() == ObjectKind.EVENT_TRIGGER || object.kind() == ObjectKind.PUBLICATION);
    }

    /** The name of what an object stands in or is, in lower case; of a sequence that belongs to a table, the table's. */
    private static String unit(SchemaObject object) {
        String owner = object.properties().get(OWNED_BY);
        if (object.kind() == ObjectKind.SEQUENCE && owner != null) {
            String[] path = owner.split("\\.");
            return path.length == 3 ? path[1].toLowerCase(Locale.ROOT) : owner;
        }
        return object.path().get(Math.min(1, object.path().size() - 1)).toLowerCase(Locale.ROOT);
    }

    private static boolean isLoose(SchemaObject object) {
        return object.path().size() == 1;
    }

    private static boolean isQuoted(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .anyMatch(
                        object -> object.properties().getOrDefault(OWNED_BY, "").contains("\""));
    }

    Optional<Blueprint> together() {
        if (isQuoted(before) || isQuoted(read) || watches(read) || !isAsItWas()) {
            return Optional.empty();
        }
        // what is no table was loaded whole; of the tables, those that have changed
        Predicate<SchemaObject> fromRead =
                object -> !isLoose(object) && (changed.contains(unit(object)) || !tables.contains(unit(object)));
        List<SchemaObject> objects =
                new ArrayList<>(before.schema().filter(fromRead.negate()).objects());
        Set<SchemaObject> kept = new TreeSet<>(objects);
        Set<List<String>> names = names(objects);
        for (SchemaObject object : read.schema().objects()) {
            boolean madeAnew = isLoose(object) && object.kind() == ObjectKind.SCHEMA && !kept.contains(object);
            if (fromRead.test(object) || madeAnew) {
                if (NAMED.contains(object.kind()) && names.contains(name(object))) {
                    return Optional.empty();
                }
                objects.add(object);
            }
        }
        Set<List<String>> anew = new HashSet<>();
        for (Blueprint blueprint : List.of(before, read)) {
            blueprint.schema().filter(fromRead).objects().forEach(object -> anew.add(object.path()));
        }
        return Optional.of(new Blueprint(
                Schema.of(objects),
                joined(before.definitions(), read.definitions(), anew),
                joined(before.needs(), read.needs(), anew)));
    }

    private static <T> Map<List<String>, T> joined(
            Map<List<String>, T> before, Map<List<String>, T> read, Set<List<String>> anew) {
        Map<List<String>, T> joined = new HashMap<>(before);
        joined.keySet().removeAll(anew);
        read.forEach((path, value) -> {
            if (anew.contains(path) || !before.containsKey(path)) {
                joined.put(path, value);
            }
        });
        return joined;
    }

    private static List<String> name(SchemaObject object) {
        return List.of(object.path().get(0), object.name());
    }

    private static Set<List<String>> names(List<SchemaObject> objects) {
        Set<List<String>> names = new HashSet<>();
        for (SchemaObject object : objects) {
            if (NAMED.contains(object.kind())) {
                names.add(name(object));
            }
        }
        return names;
    }

    /** Whether what was loaded for the sake of the others has come out as it did among all. */
    private boolean isAsItWas() {
        Set<String> loaded = tables(read);
        Predicate<SchemaObject> same = object -> {
            if (isLoose(object)) {
                return object.kind() != ObjectKind.SCHEMA && object.kind() != ObjectKind.DATABASE;
            }
            String unit = unit(object);
            return loaded.contains(unit)
                    && !changed.contains(unit)
                    && (whole.contains(unit) || object.kind() != ObjectKind.FOREIGN_KEY);
        };
        Predicate<SchemaObject> beside = object -> !isLoose(object)
                && object.kind() != ObjectKind.COLUMN
                && !changed.contains(unit(object))
                && !tables.contains(unit(object));
        return before.schema().filter(same).equals(read.schema().filter(same))
                && paths(before, beside).equals(paths(read, beside));
    }

    private static Set<List<String>> paths(Blueprint blueprint, Predicate<SchemaObject> which) {
        return Blueprint.of(blueprint.schema().filter(which)).paths();
    }
}
