package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Blueprint;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The objects of a schema by name, and what each cannot be without. Sets and maps go by kind and path alone. */
final class Inventory {

    private static final Pattern NEXTVAL = Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

    /** What stands in a table, and goes with it. */
    private static final Set<ObjectKind> PARTS = Set.of(
            ObjectKind.COLUMN,
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.CHECK,
            ObjectKind.EXCLUSION,
            ObjectKind.INDEX,
            ObjectKind.TRIGGER,
            ObjectKind.RULE,
            ObjectKind.POLICY);

    private static final Set<ObjectKind> OF_COLUMNS = Set.of(
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.CHECK,
            ObjectKind.EXCLUSION,
            ObjectKind.INDEX,
            ObjectKind.POLICY,
            ObjectKind.COLUMN);

    private final TreeMap<SchemaObject, SchemaObject> objects = new TreeMap<>();
    private final Map<List<String>, List<SchemaObject>> byPath = new HashMap<>();
    private final Map<SchemaObject, Set<SchemaObject>> needs = new TreeMap<>();
    private final Map<SchemaObject, Set<SchemaObject>> dependents = new TreeMap<>();

    Inventory(Blueprint blueprint) {
        for (SchemaObject object : blueprint.schema().objects()) {
            objects.put(object, object);
            byPath.computeIfAbsent(object.path(), path -> new ArrayList<>(1)).add(object);
        }
        for (SchemaObject object : objects.keySet()) {
            Set<SchemaObject> found = new TreeSet<>();
            for (List<String> path : blueprint.needs(object)) {
                found.addAll(at(path));
            }
            byStructure(object, found);
            // a constraint may have its column's name, and then shares its path
            found.removeIf(other -> other.compareTo(object) == 0
                    || other.path().equals(object.path()) && other.kind() != ObjectKind.COLUMN);
            if (object.kind() == ObjectKind.SEQUENCE) {
                // the column needs the sequence; whose it is, is said behind both
                found.removeIf(other -> other.kind() == ObjectKind.COLUMN || other.kind() == ObjectKind.TABLE);
            }
            needs.put(object, found);
            found.forEach(other ->
                    dependents.computeIfAbsent(other, key -> new TreeSet<>()).add(object));
        }
    }

    private void byStructure(SchemaObject object, Set<SchemaObject> found) {
        if (object.path().size() > 1) {
            found.addAll(at(object.path().subList(0, 1)).stream()
                    .filter(o -> o.kind() == ObjectKind.SCHEMA)
                    .toList());
        }
        if (object.path().size() > 2) {
            found.addAll(at(object.path().subList(0, 2)));
            columnsOf(object, found);
        }
        switch (object.kind()) {
            case TABLE -> parents(object).forEach(found::add);
            case COLUMN -> {
                type(object).ifPresent(found::add);
                sequenceOf(object).ifPresent(found::add);
            }
            case FOREIGN_KEY -> foreignKey(object, found);
            case INDEX, PRIMARY_KEY, UNIQUE -> whole(object).ifPresent(found::add);
            default -> {}
        }
    }

    /** The columns of its table that stand in its text. */
    private void columnsOf(SchemaObject object, Set<SchemaObject> found) {
        if (!OF_COLUMNS.contains(object.kind())) {
            return;
        }
        String text = text(object, "definition") + " " + text(object, "generated") + " " + text(object, "using") + " "
                + text(object, "with check");
        if (object.kind() == ObjectKind.FOREIGN_KEY) {
            text = text.substring(0, Math.max(0, text.indexOf(" REFERENCES ")));
        }
        if (text.isBlank()) {
            return;
        }
        for (SchemaObject column : columns(object.path().subList(0, 2))) {
            if (PieceReader.mentions(text, column.name())) {
                found.add(column);
            }
        }
    }

    private void foreignKey(SchemaObject object, Set<SchemaObject> found) {
        reference(object).ifPresent(target -> {
            found.addAll(at(target.table()));
            for (String column : target.columns()) {
                var path = new ArrayList<>(target.table());
                path.add(column);
                found.addAll(at(path).stream()
                        .filter(o -> o.kind() == ObjectKind.COLUMN)
                        .toList());
            }
            for (SchemaObject key : parts(target.table())) {
                if (key.kind() == ObjectKind.PRIMARY_KEY
                        || key.kind() == ObjectKind.UNIQUE
                        || key.kind() == ObjectKind.INDEX
                                && text(key, "definition").startsWith("CREATE UNIQUE ")) {
                    if (isOver(key, target.columns())) {
                        found.add(key);
                    }
                }
            }
        });
    }

    private static boolean isOver(SchemaObject key, List<String> columns) {
        String text = text(key, "definition");
        return columns.stream().allMatch(column -> PieceReader.mentions(text, column));
    }

    /**
     * Where a foreign key leads.
     *
     * @param table the path of the table
     * @param columns its columns there
     */
    record Reference(List<String> table, List<String> columns) {}

    /** Where a foreign key leads. */
    static Optional<Reference> reference(SchemaObject key) {
        String definition = text(key, "definition");
        int at = definition.indexOf(" REFERENCES ");
        if (at < 0) {
            return Optional.empty();
        }
        var reader = new PieceReader(definition.substring(at + " REFERENCES ".length()));
        String table = reader.qualifiedName().orElse("");
        List<String> columns = reader.names().orElse(List.of());
        return path(table).map(path -> new Reference(path, columns));
    }

    /** The path of a name as the catalog writes it. */
    static Optional<List<String>> path(String written) {
        var reader = new PieceReader(written);
        List<String> path = new ArrayList<>();
        do {
            Optional<String> name = reader.name();
            if (name.isEmpty()) {
                return Optional.empty();
            }
            path.add(name.get());
        } while (reader.take("."));
        return path.size() < 2 ? Optional.empty() : Optional.of(path);
    }

    /** The tables from which it inherits, or of which it is a partition. */
    List<SchemaObject> parents(SchemaObject table) {
        String inherits = table.properties().get("inherits");
        return inherits == null
                ? List.of()
                : PieceReader.split(inherits).stream()
                        .flatMap(name -> path(name).stream())
                        .flatMap(path -> at(path).stream())
                        .toList();
    }

    /** The index or key of the partitioned table of which it is a part. */
    Optional<SchemaObject> whole(SchemaObject part) {
        String name = part.properties().get("part of");
        return name == null
                ? Optional.empty()
                : table(part).stream()
                        .flatMap(table -> parents(table).stream())
                        .flatMap(parent -> parts(parent.path()).stream())
                        .filter(o -> o.kind() == part.kind() && o.name().equals(name))
                        .findFirst();
    }

    private Optional<SchemaObject> type(SchemaObject column) {
        return path(text(column, "type").replaceAll("[(\\[].*", ""))
                .flatMap(path -> at(path).stream().findFirst());
    }

    /** The sequence from which a column's default takes its values. */
    Optional<SchemaObject> sequenceOf(SchemaObject column) {
        Matcher nextval = NEXTVAL.matcher(text(column, "default"));
        return nextval.find()
                ? path(nextval.group(1).replace("''", "'"))
                        .flatMap(path -> get(ObjectKind.SEQUENCE, path))
                : Optional.empty();
    }

    /** The column with which a sequence goes. */
    Optional<SchemaObject> owner(SchemaObject sequence) {
        return path(text(sequence, "owned by")).flatMap(path -> get(ObjectKind.COLUMN, path));
    }

    /** A property; empty where it has none. */
    static String text(SchemaObject object, String property) {
        return object.properties().getOrDefault(property, "");
    }

    /** Whether it is so. */
    static boolean is(SchemaObject object, String property) {
        return object.properties().containsKey(property);
    }

    /** Every object. */
    Collection<SchemaObject> objects() {
        return objects.values();
    }

    /** The object of that kind and name. */
    @Nullable SchemaObject find(SchemaObject like) {
        return objects.get(like);
    }

    /** The object of that kind and name. */
    Optional<SchemaObject> get(ObjectKind kind, List<String> path) {
        return at(path).stream().filter(o -> o.kind() == kind).findFirst();
    }

    /** Whatever has that path. */
    List<SchemaObject> at(List<String> path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** What cannot be without a table. */
    static boolean isPart(SchemaObject object) {
        return object.path().size() > 2 && PARTS.contains(object.kind());
    }

    /** The table, view or type in which a part stands. */
    Optional<SchemaObject> table(SchemaObject part) {
        return part.path().size() < 3
                ? Optional.empty()
                : at(part.path().subList(0, 2)).stream()
                        .filter(o -> o.kind() != ObjectKind.SEQUENCE)
                        .findFirst();
    }

    /** The parts of a table. */
    List<SchemaObject> parts(List<String> table) {
        SortedMap<SchemaObject, SchemaObject> tail =
                objects.tailMap(SchemaObject.of(ObjectKind.DATABASE, table, Map.of()));
        List<SchemaObject> parts = new ArrayList<>();
        for (SchemaObject object : tail.values()) {
            if (!object.isWithin(table)) {
                break;
            }
            if (isPart(object)) {
                parts.add(object);
            }
        }
        return parts;
    }

    /** The columns of a table in their order. */
    List<SchemaObject> columns(List<String> table) {
        return parts(table).stream()
                .filter(o -> o.kind() == ObjectKind.COLUMN)
                .sorted((a, b) -> Integer.compare(position(a), position(b)))
                .toList();
    }

    private static int position(SchemaObject column) {
        String position = text(column, SchemaObject.POSITION);
        return position.isEmpty() ? 0 : Integer.parseInt(position);
    }

    /** What an object cannot be without. */
    Set<SchemaObject> needs(SchemaObject object) {
        return needs.getOrDefault(object, Set.of());
    }

    /** What cannot be without it. */
    Set<SchemaObject> dependents(SchemaObject object) {
        return dependents.getOrDefault(object, Set.of());
    }
}
