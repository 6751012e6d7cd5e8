package dev.migrate.schema;

import java.util.Locale;

/** What an object of a database is. */
public enum ObjectKind {
    /** The database itself: its defaults, and its own settings. */
    DATABASE,
    /** A named space for objects. */
    SCHEMA,
    /** Code that a server loads, with the objects that come with it. */
    EXTENSION,
    /** A sort order. */
    COLLATION,
    /** A type that lists its values. */
    ENUM,
    /** A type with constraints of its own. */
    DOMAIN,
    /** A type of several fields. */
    COMPOSITE_TYPE,
    /** A type of ranges over another. */
    RANGE_TYPE,
    /** A type whose functions are written by hand. */
    BASE_TYPE,
    /** A conversion between two types. */
    CAST,
    /** An operator. */
    OPERATOR,
    /** How an index compares a type. */
    OPERATOR_CLASS,
    /** What numbers rows. */
    SEQUENCE,
    /** A table. */
    TABLE,
    /** A table that stands on another server. */
    FOREIGN_TABLE,
    /** A table that a module serves. */
    VIRTUAL_TABLE,
    /** A view. */
    VIEW,
    /** A view whose rows are stored. */
    MATERIALIZED_VIEW,
    /** A column of a table, a view or a composite type. */
    COLUMN,
    /** A column that must have a value, where that is a constraint with a name. */
    NOT_NULL,
    /** A primary key. */
    PRIMARY_KEY,
    /** A unique constraint. */
    UNIQUE,
    /** A foreign key. */
    FOREIGN_KEY,
    /** A check constraint. */
    CHECK,
    /** An exclusion constraint. */
    EXCLUSION,
    /** An index that no constraint has made. */
    INDEX,
    /** What the planner is told to count together. */
    STATISTICS,
    /** A function. */
    FUNCTION,
    /** A procedure. */
    PROCEDURE,
    /** An aggregate. */
    AGGREGATE,
    /** A trigger. */
    TRIGGER,
    /** A rewrite rule. */
    RULE,
    /** A policy that shows a user some rows. */
    POLICY,
    /** What runs when the schema changes. */
    EVENT_TRIGGER,
    /** What runs at a time. */
    EVENT,
    /** A set of tables whose changes are sent on. */
    PUBLICATION,
    /** What reaches another server. */
    FOREIGN_SERVER,
    /** How text is taken apart for searching. */
    TEXT_SEARCH;

    /** The words for it, such as {@code primary key}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
