package dev.migrate.lint.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column, as CREATE TABLE, ADD COLUMN, MODIFY and CHANGE define it.
 *
 * @param name its name
 * @param type its type; null where SQLite's grammar lets it be left out
 * @param notNull whether NOT NULL is said, or follows from PRIMARY KEY, SERIAL or IDENTITY
 * @param defaultValue the expression of DEFAULT as written; null where there is none
 * @param generated how its value comes about
 * @param primaryKey whether PRIMARY KEY is said here
 * @param unique whether UNIQUE is said here
 * @param references the table that REFERENCES names here; null for none
 * @param checks the conditions of CHECK here, as written
 * @param collation its COLLATE; null for none
 * @param charset its character set; null for none
 * @param position {@code first}, the name of the column that it stands behind, or null for the end
 * @param computed the expression of a generated column, as written; null for others
 * @param comment whether it has a COMMENT
 * @param span where it stands
 */
public record ColumnSpec(
        String name,
        @Nullable TypeSpec type,
        boolean notNull,
        @Nullable String defaultValue,
        Generated generated,
        boolean primaryKey,
        boolean unique,
        @Nullable Name references,
        List<String> checks,
        @Nullable String collation,
        @Nullable String charset,
        @Nullable String position,
        @Nullable String computed,
        boolean comment,
        Span span) {

    /** How a column's value comes about where nobody gives one. */
    public enum Generated {
        /** It does not. */
        NO,
        /** GENERATED … AS IDENTITY. */
        IDENTITY,
        /** One of PostgreSQL's serial types. */
        SERIAL,
        /** MySQL's AUTO_INCREMENT, SQLite's AUTOINCREMENT. */
        AUTO_INCREMENT,
        /** An expression whose value is stored. */
        STORED,
        /** An expression whose value is computed when it is read. */
        VIRTUAL
    }

    /** Copies the conditions. */
    public ColumnSpec {
        checks = List.copyOf(checks);
    }

    /** Whether its type is one of these, by their first names. */
    public boolean is(String... types) {
        return type != null && type.is(types);
    }

    /** The same with another name. */
    public ColumnSpec named(String other) {
        return with(other, type, notNull, defaultValue, charset, collation);
    }

    /** The same of another type. */
    public ColumnSpec typed(TypeSpec other) {
        return with(name, other, notNull, defaultValue, charset, collation);
    }

    /** The same, with or without NOT NULL. */
    public ColumnSpec notNull(boolean now) {
        return with(name, type, now, defaultValue, charset, collation);
    }

    /** The same with another default; null for none. */
    public ColumnSpec defaultsTo(@Nullable String value) {
        return with(name, type, notNull, value, charset, collation);
    }

    /** The same in another character set, and in a collation of it; null for the usual one. */
    public ColumnSpec inCharset(String newCharset, @Nullable String newCollation) {
        return with(name, type, notNull, defaultValue, newCharset, newCollation);
    }

    private ColumnSpec with(
            String newName,
            @Nullable TypeSpec newType,
            boolean nowNotNull,
            @Nullable String newDefault,
            @Nullable String newCharset,
            @Nullable String newCollation) {
        return new ColumnSpec(
                newName,
                newType,
                nowNotNull,
                newDefault,
                generated,
                primaryKey,
                unique,
                references,
                checks,
                newCollation,
                newCharset,
                position,
                computed,
                comment,
                span);
    }
}
