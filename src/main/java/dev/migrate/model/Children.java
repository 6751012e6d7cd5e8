package dev.migrate.model;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A partition, or another child of a mapped table: no entity needs to know it, and it follows its parent's columns. */
final class Children {

    private final SchemaObject child;
    private final Collection<List<String>> mapped;
    private final Schema live;
    private final Map<SchemaObject, SchemaObject> goal;

    /**
     * A child.
     *
     * @param child the table
     * @param mapped the tables of entities
     * @param live what stands in the database
     * @param goal what the tables of entities become
     */
    Children(SchemaObject child, Collection<List<String>> mapped, Schema live, Map<SchemaObject, SchemaObject> goal) {
        this.child = child;
        this.mapped = mapped;
        this.live = live;
        this.goal = goal;
    }

    /** Whether a list of parents, as the catalog gives it, names a table. */
    static boolean isParent(String parents, List<String> path) {
        return List.of(parents.replace("\"", "").split(", ")).contains(String.join(".", path));
    }

    /** The child and what stands in it, as it becomes. */
    List<SchemaObject> objects(List<SchemaObject> own) {
        List<SchemaObject> objects = new ArrayList<>(own);
        String parents = child.properties().getOrDefault("inherits", "");
        for (List<String> parent : mapped) {
            if (isParent(parents, parent)) {
                follow(parent, objects);
            }
        }
        return objects;
    }

    private void follow(List<String> parent, List<SchemaObject> objects) {
        objects.removeIf(object -> object.kind() == ObjectKind.COLUMN
                && "yes".equals(object.properties().get("inherited"))
                && has(live.objects(), parent, object)
                && !has(goal.values(), parent, object));
        List<SchemaObject> changed = goal.values().stream()
                .filter(object -> object.kind() == ObjectKind.COLUMN && object.path().size() == parent.size() + 1)
                .filter(object -> object.isWithin(parent))
                .filter(object -> !live.objects().contains(object))
                .toList();
        for (SchemaObject column : changed) {
            List<String> path = new ArrayList<>(child.path());
            path.add(column.name());
            var properties = new TreeMap<>(column.properties());
            properties.put("inherited", "yes");
            var here = new SchemaObject(ObjectKind.COLUMN, path, properties);
            objects.removeIf(object -> object.compareTo(here) == 0);
            objects.add(here);
        }
    }

    private static boolean has(Collection<SchemaObject> objects, List<String> parent, SchemaObject column) {
        List<String> path = new ArrayList<>(parent);
        path.add(column.name());
        return objects.stream().anyMatch(o -> o.kind() == ObjectKind.COLUMN && o.path().equals(path));
    }
}
