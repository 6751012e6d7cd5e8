package dev.migrate.lint.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table.
 *
 * @param kind what it demands
 * @param name its name; null where the database gives one
 * @param columns its columns; empty for a check
 * @param expression the condition of a check, as written and without its parentheses; null for others
 * @param references the table that a foreign key refers to; null for others
 * @param referenced the columns that it refers to; empty where none are named
 * @param notValid whether the rows that are there are left unchecked: PostgreSQL's NOT VALID
 * @param notEnforced whether it is not enforced at all
 * @param usingIndex the index that PostgreSQL makes it of; null where it builds one
 * @param span where it stands
 */
public record ConstraintSpec(
        Kind kind,
        @Nullable String name,
        List<String> columns,
        @Nullable String expression,
        @Nullable Name references,
        List<String> referenced,
        boolean notValid,
        boolean notEnforced,
        @Nullable String usingIndex,
        Span span) {

    /** What a constraint demands. */
    public enum Kind {
        /** PRIMARY KEY. */
        PRIMARY_KEY,
        /** UNIQUE. */
        UNIQUE,
        /** CHECK. */
        CHECK,
        /** FOREIGN KEY. */
        FOREIGN_KEY,
        /** EXCLUDE. */
        EXCLUDE,
        /** NOT NULL as a constraint with a name (PostgreSQL 18). */
        NOT_NULL
    }

    /** Copies the lists. */
    public ConstraintSpec {
        columns = List.copyOf(columns);
        referenced = List.copyOf(referenced);
    }
}
