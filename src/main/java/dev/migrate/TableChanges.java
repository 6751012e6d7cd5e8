package dev.migrate;

import org.jspecify.annotations.Nullable;

/** The changes of one table, made together. */
public interface TableChanges {

    /** Adds a column. */
    ColumnAddition addColumn(Column column);

    /** Drops a column, along with the indexes over it. */
    ColumnDrop dropColumn(String column);

    /** Changes a column; what is not said stays as it is. */
    ColumnAlteration alterColumn(String column);

    /** Adds a constraint. */
    ConstraintCreation addConstraint(Constraint constraint);

    /** Adds a primary key. */
    ConstraintCreation createPrimaryKey(@Nullable String name, String... columns);

    /** Adds a unique key. */
    ConstraintCreation createUniqueConstraint(@Nullable String name, String... columns);

    /** Adds a foreign key; {@code references} says to where. */
    ForeignKeyCreation createForeignKey(@Nullable String name, String... columns);

    /** Adds a condition that every row must fulfil. */
    ConstraintCreation createCheckConstraint(@Nullable String name, String condition);

    /** Drops a constraint of any kind. */
    ConstraintDrop dropConstraint(String name);

    /** Drops the primary key, whatever its name. */
    ConstraintDrop dropPrimaryKey();

    /** Makes an index over columns. */
    IndexCreation createIndex(String index, String... columns);

    /** Makes an index over columns and expressions. */
    IndexCreation createIndex(String index, IndexKey... keys);

    /** Drops an index. */
    IndexDrop dropIndex(String index);
}
