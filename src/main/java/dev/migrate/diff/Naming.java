package dev.migrate.diff;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a script names what stands in the schema in which an unqualified name is looked for first.
 *
 * @param home that schema, whose name is left out; null where every name is written with its schema
 * @param taken names that mean something else without their schema
 */
public record Naming(@Nullable String home, Set<String> taken) {

    /** Every name with its schema. */
    public static final Naming WHOLE = new Naming(null, Set.of());

    /** Copies the names. */
    public Naming {
        taken = Set.copyOf(taken);
    }

    /** Whether a schema's name can be left out before a name. */
    public boolean goesWithout(String schema, String name) {
        return schema.equals(home) && !taken.contains(name);
    }
}
