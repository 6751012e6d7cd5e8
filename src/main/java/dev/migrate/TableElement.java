package dev.migrate;

/** What stands in the parentheses of a table: columns, constraints and indexes. */
public sealed interface TableElement permits Column, Constraint, Index {}
