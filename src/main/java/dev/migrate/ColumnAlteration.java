package dev.migrate;

import org.jspecify.annotations.Nullable;

/** What changes of a column; everything else stays. */
public interface ColumnAlteration {

    /** Another name. */
    ColumnAlteration rename(String name);

    /** Another type. */
    ColumnAlteration type(Type type);

    /** How PostgreSQL makes the new values out of the old, with {@link #type}. */
    ColumnAlteration using(String expression);

    /** Whether it takes NULL. */
    ColumnAlteration nullable(boolean nullable);

    /** It takes no NULL: as {@code nullable(false)}. */
    default ColumnAlteration notNull() {
        return nullable(false);
    }

    /** A default, written as a literal. */
    ColumnAlteration defaultValue(@Nullable Object value);

    /** An expression as its default. */
    ColumnAlteration defaultExpression(String sql);

    /** No default. */
    ColumnAlteration dropDefault();

    /** Another comment; null takes it away. */
    ColumnAlteration comment(@Nullable String text);

    /** Another collation; null for the database's own way. */
    ColumnAlteration collate(@Nullable String name);

    /** It numbers its rows. */
    ColumnAlteration identity(Identity how);

    /** It numbers its rows from 1. */
    default ColumnAlteration identity() {
        return identity(Identity.byDefault());
    }

    /** It no longer numbers its rows. */
    ColumnAlteration dropIdentity();

    /** It is computed by another expression, and stored. */
    ColumnAlteration generatedStored(String expression);

    /** It is computed by another expression when it is read. */
    ColumnAlteration generatedVirtual(String expression);

    /** It is no longer computed; its values stay. */
    ColumnAlteration dropGenerated();

    /** What the column is before the change: for the reverse, and for SQL that is written without a database. */
    ColumnAlteration was(Column column);
}
