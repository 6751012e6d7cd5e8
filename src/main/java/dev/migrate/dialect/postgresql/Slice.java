package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two schemas without the tables that are alike in both and have nothing to do with what differs: ten columns among a thousand tables are drafted as
 * among ten. Rather a table too many is kept than one too few: whatever may need something that differs, by the server's record or because a text of
 * its has the name, is kept along with its whole table, and so on; with what cannot be told by names, everything is.
 */
final class Slice {

    /** What may differ: changes of these reach a table by name and by the server's record alone. */
    private static final Set<ObjectKind> TOLD =
            EnumSet.of(ObjectKind.TABLE, ObjectKind.SEQUENCE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW);

    /** Parts that nothing outside of their table needs. */
    private static final Set<ObjectKind> LAST = EnumSet.of(
            ObjectKind.FOREIGN_KEY,
            ObjectKind.CHECK,
            ObjectKind.EXCLUSION,
            ObjectKind.TRIGGER,
            ObjectKind.RULE,
            ObjectKind.POLICY);

    /** With more tables that differ, finding the others is dearer than drafting among them. */
    private static final int MOST = 100;

    private static final String COMMENT = "comment";

    private final Blueprint from;
    private final Blueprint to;
    private final Set<List<String>> tables = new HashSet<>();
    private final Set<List<String>> kept = new HashSet<>();

    private Slice(Blueprint from, Blueprint to) {
        this.from = from;
        this.to = to;
    }

    /**
     * What is left of two schemas.
     *
     * @param from the one
     * @param to the other
     */
    record Pair(Blueprint from, Blueprint to) {}

    /** Leaves out what stays as it is. */
    static Pair of(Blueprint from, Blueprint to) {
        var slice = new Slice(from, to);
        return slice.reach()
                ? new Pair(from.with(slice.rest(from.schema())), to.with(slice.rest(to.schema())))
                : new Pair(from, to);
    }

    /** The paths of what differs and of whatever may need that, among them those of whole tables; empty where that is everything. */
    static Optional<Set<List<String>>> reached(Blueprint from, Blueprint to) {
        var slice = new Slice(from, to);
        return slice.reach() ? Optional.of(slice.kept) : Optional.empty();
    }

    private Schema rest(Schema schema) {
        return schema.filter(object -> {
            List<String> table = unit(object.path());
            return !tables.contains(table) || kept.contains(table);
        });
    }

    /** Its own path, or that of the table in which it stands. */
    static List<String> unit(List<String> path) {
        return path.size() > 2 ? path.subList(0, 2) : path;
    }

    /** Finds what is to be kept; false where that is everything. */
    private boolean reach() {
        SchemaDifference difference = from.schema().differenceTo(to.schema());
        // nothing that stays as it is needs what is new
        List<SchemaObject> touched = new ArrayList<>(difference.onlyHere());
        difference.changes().forEach(change -> touched.add(change.here()));
        Set<List<String>> units = paths(from.schema(), TOLD);
        units.addAll(paths(to.schema(), TOLD));
        for (List<SchemaObject> those : List.of(touched, difference.onlyThere())) {
            for (SchemaObject object : those) {
                boolean told =
                        TOLD.contains(object.kind()) || Inventory.isPart(object) && units.contains(unit(object.path()));
                if (!told || object.path().stream().anyMatch(Slice::isQuoted)) {
                    return false;
                }
                kept.add(unit(object.path()));
            }
        }
        tables.addAll(paths(from.schema(), EnumSet.of(ObjectKind.TABLE)));
        tables.retainAll(paths(to.schema(), EnumSet.of(ObjectKind.TABLE)));
        if (2 * kept.size() > tables.size() || kept.size() > MOST) {
            return false;
        }
        difference.onlyThere().forEach(object -> kept.addAll(drawn(object)));
        difference.changes().forEach(change -> kept.addAll(drawn(change.there())));
        spread(touched, difference);
        keepFamilies();
        return true;
    }

    /** A text has such a name otherwise than it is. */
    private static boolean isQuoted(String name) {
        return name.indexOf('"') >= 0 || name.indexOf('\'') >= 0 || name.indexOf('\\') >= 0;
    }

    private static Set<List<String>> paths(Schema schema, Set<ObjectKind> kinds) {
        Set<List<String>> paths = new HashSet<>();
        for (SchemaObject object : schema.objects()) {
            if (kinds.contains(object.kind())) {
                paths.add(object.path());
            }
        }
        return paths;
    }

    /** Keeps whatever may need these, and whatever may need that. */
    private void spread(List<SchemaObject> touched, SchemaDifference difference) {
        // most stand on both sides, and are looked at once
        List<SchemaObject> all = new ArrayList<>(from.schema().objects());
        all.addAll(difference.onlyThere());
        difference.changes().forEach(change -> all.add(change.there()));
        Set<List<String>> reached = new HashSet<>();
        List<SchemaObject> open = touched;
        while (!open.isEmpty()) {
            Set<List<String>> paths = new HashSet<>();
            for (SchemaObject object : open) {
                paths.add(object.path());
                kept.add(unit(object.path()));
                kept.addAll(drawn(object));
            }
            reached.addAll(paths);
            Set<List<String>> dependents = new HashSet<>();
            for (Blueprint blueprint : List.of(from, to)) {
                blueprint.needs().forEach((path, needs) -> {
                    if (!reached.contains(path) && needs.stream().anyMatch(paths::contains)) {
                        dependents.add(path);
                    }
                });
            }
            var names = new Names(open);
            List<SchemaObject> next = new ArrayList<>();
            for (SchemaObject object : all) {
                if (!reached.contains(object.path())
                        && (dependents.contains(object.path()) || names.standIn(object, tables))) {
                    next.add(object);
                }
            }
            open = next;
        }
    }

    /** The names of what is looked for in texts. */
    private static final class Names {
        private final Map<List<String>, List<SchemaObject>> byTable = new HashMap<>();

        /** Those of them that may be needed outside of their table. */
        private final Map<List<String>, List<SchemaObject>> beyond = new HashMap<>();

        /** Whether a text has the name of one of the tables: the same types and words come again and again. */
        private final Map<String, Boolean> speaks = new HashMap<>();

        Names(List<SchemaObject> open) {
            for (SchemaObject one : open) {
                if (one.path().size() >= 2) {
                    byTable.computeIfAbsent(unit(one.path()), table -> new ArrayList<>())
                            .add(one);
                    if (!LAST.contains(one.kind())) {
                        beyond.computeIfAbsent(unit(one.path()), table -> new ArrayList<>())
                                .add(one);
                    }
                }
            }
        }

        /**
         * Whether an object may need one of these because its text has the name: in the same table whatever has it, elsewhere what has the table's
         * name too.
         */
        boolean standIn(SchemaObject object, Set<List<String>> tables) {
            List<String> table = unit(object.path());
            for (SchemaObject one : byTable.getOrDefault(table, List.of())) {
                if (one.path().size() == 2 || has(object, one.name())) {
                    return true;
                }
            }
            if (!tables.contains(table) || !speaks(object)) {
                return false;
            }
            for (Map.Entry<List<String>, List<SchemaObject>> entry : beyond.entrySet()) {
                List<String> own = entry.getKey();
                if (!own.equals(table) && has(object, own.get(1))) {
                    for (SchemaObject one : entry.getValue()) {
                        if (one.kind() != ObjectKind.COLUMN || has(object, one.name())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private boolean speaks(SchemaObject object) {
            for (Map.Entry<String, String> property : object.properties().entrySet()) {
                if (!property.getKey().equals(COMMENT) && speaks.computeIfAbsent(property.getValue(), this::hasTable)) {
                    return true;
                }
            }
            return false;
        }

        private boolean hasTable(String text) {
            for (List<String> table : beyond.keySet()) {
                if (text.contains(table.get(1))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean has(SchemaObject object, String name) {
            for (Map.Entry<String, String> property : object.properties().entrySet()) {
                if (property.getValue().contains(name) && !property.getKey().equals(COMMENT)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The tables that an object is drafted with: of what it needs, where it leads, whose it is. */
    private Set<List<String>> drawn(SchemaObject object) {
        Set<List<String>> drawn = new HashSet<>();
        from.needs(object).forEach(path -> drawn.add(unit(path)));
        to.needs(object).forEach(path -> drawn.add(unit(path)));
        Inventory.path(Inventory.text(object, "owned by")).ifPresent(path -> drawn.add(unit(path)));
        if (object.kind() == ObjectKind.FOREIGN_KEY) {
            Inventory.reference(object).ifPresent(target -> drawn.add(target.table()));
        }
        return drawn;
    }

    /** A table's parents tell what it has of its own, and what is done to them is done to their children. */
    private void keepFamilies() {
        Map<List<String>, List<List<String>>> relatives = new HashMap<>();
        for (Blueprint blueprint : List.of(from, to)) {
            for (SchemaObject object : blueprint.schema().objects()) {
                if (object.kind() == ObjectKind.TABLE && Inventory.is(object, "inherits")) {
                    for (String parent : PieceReader.split(Inventory.text(object, "inherits"))) {
                        Inventory.path(parent).ifPresent(path -> {
                            relatives
                                    .computeIfAbsent(object.path(), table -> new ArrayList<>())
                                    .add(path);
                            relatives
                                    .computeIfAbsent(path, table -> new ArrayList<>())
                                    .add(object.path());
                        });
                    }
                }
            }
        }
        Deque<List<String>> open = new ArrayDeque<>(kept);
        while (!open.isEmpty()) {
            for (List<String> relative : relatives.getOrDefault(open.poll(), List.of())) {
                if (kept.add(relative)) {
                    open.add(relative);
                }
            }
        }
    }
}
