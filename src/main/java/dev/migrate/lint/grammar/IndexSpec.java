package dev.migrate.lint.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param name its name; null where the database gives one
 * @param unique whether it is unique
 * @param kind {@code fulltext}, {@code spatial}, {@code vector}, PostgreSQL's method such as {@code gin}, or null for the usual one
 * @param columns its columns, or the text of an expression, as written without order and operator class
 * @param where the condition of a partial index; null where it has all rows
 * @param span where it stands
 */
public record IndexSpec(
        @Nullable String name,
        boolean unique,
        @Nullable String kind,
        List<String> columns,
        @Nullable String where,
        Span span) {

    /** Copies the columns. */
    public IndexSpec {
        columns = List.copyOf(columns);
    }

    /** The same with another name. */
    public IndexSpec named(String other) {
        return new IndexSpec(other, unique, kind, columns, where, span);
    }
}
