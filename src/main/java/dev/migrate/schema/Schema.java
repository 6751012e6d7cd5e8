package dev.migrate.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that stands in a database, its rows aside: equal where two databases cannot be told apart by their
 * catalogs. Owners, rights and the numbers that sequences have reached are left out.
 *
 * @param objects the objects in order, each once
 */
public record Schema(List<SchemaObject> objects) {

    /** Puts the objects in order; two of one kind and path are a defect of whoever read them. */
    public Schema {
        List<SchemaObject> sorted = new ArrayList<>(objects);
        // most come in order, and what is in order is sorted in one pass
        sorted.sort(null);
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).compareTo(sorted.get(i)) == 0) {
                throw new IllegalArgumentException(
                        "twice: " + sorted.get(i).title());
            }
        }
        objects = List.copyOf(sorted);
    }

    /** A schema of these objects. */
    public static Schema of(Collection<SchemaObject> objects) {
        return new Schema(List.copyOf(objects));
    }

    /** Whether nothing stands in it. */
    public boolean isEmpty() {
        return objects.isEmpty();
    }

    /** The objects that pass. */
    public Schema filter(Predicate<SchemaObject> passes) {
        return new Schema(objects.stream().filter(passes).toList());
    }

    /** The same with some properties left out of every object, such as {@link SchemaObject#POSITION}. */
    public Schema without(String... properties) {
        List<String> names = List.of(properties);
        return new Schema(objects.stream().map(o -> o.without(names)).toList());
    }

    /** What tells this from another. */
    public SchemaDifference differenceTo(Schema other) {
        return SchemaDifference.between(this, other);
    }
}
