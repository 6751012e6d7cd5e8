package dev.migrate.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object of a database with everything that can be said of it. What is not so has no property: a column without a
 * default has no {@code default}.
 *
 * @param kind what it is
 * @param path its name behind those of what it stands in: schema (where the database has schemas), table, column
 * @param properties what can be said of it, by name
 */
public record SchemaObject(ObjectKind kind, List<String> path, SortedMap<String, String> properties)
        implements Comparable<SchemaObject> {

    /**
     * The property that holds a column's place among its table's; leave it out to compare tables whatever their
     * columns' order.
     */
    public static final String POSITION = "position";

    /** Copies path and properties. */
    public SchemaObject {
        path = List.copyOf(path);
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an object without a name");
        }
    }

    /** An object of these properties. */
    public static SchemaObject of(ObjectKind kind, List<String> path, Map<String, String> properties) {
        return new SchemaObject(kind, path, new TreeMap<>(properties));
    }

    /** Its own name. */
    public String name() {
        return path.get(path.size() - 1);
    }

    /** Kind and path as people read them: {@code column public.users.email}. */
    public String title() {
        return kind.label() + " " + String.join(".", path);
    }

    /** The same without some properties. */
    public SchemaObject without(Collection<String> names) {
        var rest = new TreeMap<>(properties);
        rest.keySet().removeAll(names);
        return rest.size() == properties.size() ? this : new SchemaObject(kind, path, rest);
    }

    /** Whether it stands in, or is, what has that path. */
    public boolean isWithin(List<String> other) {
        return path.size() >= other.size() && path.subList(0, other.size()).equals(other);
    }

    /** By path, so that what belongs to a table stands behind it; then by kind. */
    @Override
    public int compareTo(SchemaObject other) {
        int order = comparePaths(path, other.path);
        return order == 0 ? kind.compareTo(other.kind) : order;
    }

    /** By name, from the left; what something stands in comes before it. */
    public static int comparePaths(List<String> a, List<String> b) {
        if (a == b) {
            return 0;
        }
        int shared = Math.min(a.size(), b.size());
        for (int i = 0; i < shared; i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
