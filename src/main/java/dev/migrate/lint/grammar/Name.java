package dev.migrate.lint.grammar;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, an index, a type: quotes taken off, and on PostgreSQL in lower case where it had none.
 *
 * @param schema the schema, or the database on MySQL; null where the statement names none
 * @param name the name itself
 */
public record Name(@Nullable String schema, String name) {

    /** A name without a schema. */
    public static Name of(String name) {
        return new Name(null, name);
    }

    /** Whether both may mean the same object: a schema that is not named is any. */
    public boolean matches(Name other) {
        return name.equalsIgnoreCase(other.name)
                && (schema == null || other.schema == null || schema.equalsIgnoreCase(other.schema));
    }

    /** The schema, where the statement names it. */
    public Optional<String> inSchema() {
        return Optional.ofNullable(schema);
    }

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
