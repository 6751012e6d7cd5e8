package dev.migrate.model;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The goal that entities mean for a database. Tables, columns, keys, plain indexes, sequences and enum types are theirs: one that no
 * entity needs is not in the goal. What a mapping cannot say stays as it stands in the database, for as long as the table and the columns
 * stay that it is about.
 */
final class EntityGoal {

    /** What an entity may be mapped to instead of a table. */
    private static final Set<ObjectKind> LIKE_TABLES = EnumSet.of(
            ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW, ObjectKind.FOREIGN_TABLE, ObjectKind.VIRTUAL_TABLE);

    /** Where other tools write down what they have run. */
    private static final Set<String> OF_OTHER_TOOLS = Set.of(
            "flyway_schema_history",
            "schema_version",
            "databasechangelog",
            "databasechangeloglock",
            "alembic_version",
            "schema_migrations",
            "changelog");

    private final Map<SchemaObject, SchemaObject> goal = new TreeMap<>();
    private final Map<List<String>, List<SchemaObject>> modelTables;
    private final Map<List<String>, List<SchemaObject>> everyModelTable;
    private final Map<List<String>, List<SchemaObject>> liveTables;
    private final Set<SchemaObject> ofModel;
    private final Schema model;
    private final Schema live;
    private final DatabaseKind kind;
    private final Set<List<String>> views = new TreeSet<>(SchemaObject::comparePaths);
    private final List<String> unmapped = new ArrayList<>();

    private EntityGoal(Schema model, Schema live, DatabaseKind kind) {
        this.model = model;
        this.live = live;
        this.kind = kind;
        live.objects().stream()
                .filter(object -> LIKE_TABLES.contains(object.kind()))
                .forEach(object -> views.add(object.path()));
        this.modelTables = tables(model);
        this.everyModelTable = Map.copyOf(modelTables);
        this.liveTables = tables(live);
        this.ofModel = new TreeSet<>(model.objects());
        modelTables.keySet().removeAll(views);
    }

    /**
     * The goal.
     *
     * @param schema what a database has to be
     * @param unmapped the tables that stand in the database and that no entity needs
     */
    record Result(Schema schema, List<String> unmapped) {}

    /** Makes the goal of what the entities' statements made, and what stands in the database. */
    static Result of(Schema model, Schema live, DatabaseKind kind) {
        return new EntityGoal(model, live, kind).result();
    }

    private Result result() {
        modelTables.forEach((path, objects) -> {
            List<SchemaObject> there = liveTables.get(path);
            (there == null ? objects : new TableGoal(path, objects, there, kind).objects()).forEach(this::add);
        });
        liveTables.forEach((path, objects) -> {
            if (modelTables.containsKey(path)) {
                return;
            }
            SchemaObject table = objects.stream()
                    .filter(object -> object.kind() == ObjectKind.TABLE)
                    .findFirst()
                    .orElseThrow();
            if (staysUnmapped(table)) {
                new Children(table, modelTables.keySet(), live, goal).objects(objects).forEach(this::add);
            } else {
                unmapped.add(String.join(".", path));
            }
        });
        outsideTables();
        return new Result(Schema.of(goal.values()), unmapped);
    }

    private void add(SchemaObject object) {
        goal.putIfAbsent(object, object);
    }

    /** A partition or a child of a table that stays, and the tables in which other tools keep their own state. */
    private boolean staysUnmapped(SchemaObject table) {
        if (OF_OTHER_TOOLS.contains(table.name().toLowerCase(Locale.ROOT))) {
            return true;
        }
        String parents = table.properties().get("inherits");
        return parents != null && modelTables.keySet().stream().anyMatch(path -> Children.isParent(parents, path));
    }

    private void outsideTables() {
        for (SchemaObject object : live.objects()) {
            if (within(object, liveTables).isEmpty() && !goesWithTables(object)) {
                add(object);
            }
        }
        for (SchemaObject object : model.objects()) {
            // what stands in a view by the name of a table is the view's own
            if (!within(object, everyModelTable).isEmpty()) {
                continue;
            }
            SchemaObject there = goal.get(object);
            if (there == null) {
                add(object);
            } else if (there.kind() == ObjectKind.ENUM) {
                goal.put(object, with(there, Map.of("values", object.properties().getOrDefault("values", ""))));
            } else if (there.kind() == ObjectKind.SEQUENCE) {
                // where it starts says nothing any more; by how much it goes on must be what the generator counts with
                goal.put(object, with(there, Map.of("increment", object.properties().getOrDefault("increment", "1"))));
            }
        }
        dropEnumsOutOfUse();
    }

    private static SchemaObject with(SchemaObject object, Map<String, String> others) {
        var properties = new TreeMap<>(object.properties());
        properties.putAll(others);
        return new SchemaObject(object.kind(), object.path(), properties);
    }

    /** A generator's sequence, a serial column's, and statistics over the columns of a table that goes. */
    private boolean goesWithTables(SchemaObject object) {
        var properties = object.properties();
        if (object.kind() == ObjectKind.SEQUENCE) {
            if (ofModel.contains(object)) {
                return false;
            }
            String owner = properties.get("owned by");
            return owner != null ? !isColumn(owner) : unmapped.stream().anyMatch(table -> isNamedAfter(object, table));
        }
        if (object.kind() == ObjectKind.STATISTICS) {
            String definition = properties.getOrDefault("definition", "");
            return unmapped.stream().anyMatch(table -> definition.endsWith(" FROM " + table));
        }
        return false;
    }

    private boolean isColumn(String owner) {
        return goal.keySet().stream()
                .anyMatch(object -> object.kind() == ObjectKind.COLUMN
                        && owner.replace("\"", "").equals(String.join(".", object.path())));
    }

    private static boolean isNamedAfter(SchemaObject sequence, String table) {
        String name = String.join(".", sequence.path()).toLowerCase(Locale.ROOT);
        return name.equals(table.toLowerCase(Locale.ROOT) + "_seq");
    }

    /** An enum type that columns of the entities had, and have no more; its casts go with it. */
    private void dropEnumsOutOfUse() {
        for (SchemaObject type : live.objects()) {
            if (type.kind() != ObjectKind.ENUM
                    || ofModel.contains(type)
                    || !isUsed(type, live.objects())
                    || isUsed(type, goal.values())) {
                continue;
            }
            goal.remove(type);
            goal.keySet().removeIf(object -> object.kind() == ObjectKind.CAST && isNamed(object.name(), type));
        }
    }

    private static boolean isUsed(SchemaObject type, Iterable<SchemaObject> objects) {
        for (SchemaObject object : objects) {
            String text = object.properties().getOrDefault("type", "");
            if (object.kind() != ObjectKind.ENUM && isNamed(text, type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(String text, SchemaObject type) {
        for (String word : text.replace("\"", "").split("[^\\w.$]+")) {
            if (word.equals(type.name()) || word.equals(String.join(".", type.path()))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> within(SchemaObject object, Map<List<String>, List<SchemaObject>> tables) {
        for (int size = object.path().size(); size > 0; size--) {
            List<String> path = object.path().subList(0, size);
            if (tables.containsKey(path) && isOfTable(object, size)) {
                return path;
            }
        }
        return List.of();
    }

    /** A schema and a table may have one name, and so may a sequence and a table of two kinds of path. */
    private static boolean isOfTable(SchemaObject object, int size) {
        return object.kind() == ObjectKind.TABLE || object.path().size() > size;
    }

    /** The tables with everything in them, by path. */
    private static Map<List<String>, List<SchemaObject>> tables(Schema schema) {
        Map<List<String>, List<SchemaObject>> tables = new TreeMap<>(SchemaObject::comparePaths);
        schema.objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .forEach(table -> tables.put(table.path(), new ArrayList<>()));
        for (SchemaObject object : schema.objects()) {
            List<String> path = within(object, tables);
            if (!path.isEmpty()) {
                tables.get(path).add(object);
            }
        }
        return tables;
    }

    static int position(SchemaObject column) {
        return Integer.parseInt(column.properties().getOrDefault(SchemaObject.POSITION, "0"));
    }
}
