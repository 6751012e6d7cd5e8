package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * One column or expression of an index, made by {@link Columns#key} or {@link Columns#expression}.
 *
 * @param text the column's name, or the expression
 * @param isExpression which of the two
 * @param isDescending whether the greatest comes first
 * @param nulls {@code FIRST} or {@code LAST}; null for the database's own order
 * @param operatorClass PostgreSQL's operator class; null for the type's own
 * @param collation how it is compared; null for the column's own way
 * @param length how many characters count (MySQL and MariaDB); null for all
 */
public record IndexKey(
        String text,
        boolean isExpression,
        boolean isDescending,
        @Nullable String nulls,
        @Nullable String operatorClass,
        @Nullable String collation,
        @Nullable Integer length) {

    /** The same, greatest first. */
    public IndexKey desc() {
        return new IndexKey(text, isExpression, true, nulls, operatorClass, collation, length);
    }

    /** The same, smallest first. */
    public IndexKey asc() {
        return new IndexKey(text, isExpression, false, nulls, operatorClass, collation, length);
    }

    /** The same with NULL before everything else. */
    public IndexKey nullsFirst() {
        return new IndexKey(text, isExpression, isDescending, "FIRST", operatorClass, collation, length);
    }

    /** The same with NULL behind everything else. */
    public IndexKey nullsLast() {
        return new IndexKey(text, isExpression, isDescending, "LAST", operatorClass, collation, length);
    }

    /** The same with an operator class, such as {@code text_pattern_ops}; PostgreSQL alone has them. */
    public IndexKey opclass(String name) {
        return new IndexKey(text, isExpression, isDescending, nulls, name, collation, length);
    }

    /** The same, compared in another way. */
    public IndexKey collate(String name) {
        return new IndexKey(text, isExpression, isDescending, nulls, operatorClass, name, length);
    }

    /** The same over the first characters alone; MySQL and MariaDB need it for long texts. */
    public IndexKey prefix(int characters) {
        return new IndexKey(text, isExpression, isDescending, nulls, operatorClass, collation, characters);
    }
}
