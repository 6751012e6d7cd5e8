package dev.migrate.lint.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a statement does. */
public sealed interface Change {

    /**
     * CREATE TABLE.
     *
     * @param indexes those that MySQL's CREATE TABLE makes with it
     * @param options MySQL's options by their names in lower case: {@code engine}, {@code charset}; SQLite's {@code strict}; PostgreSQL's {@code partition by}; {@code or replace}
     * @param asSelect whether it is filled by a query
     * @param partitionOf the table whose partition it is; null for none
     */
    record CreateTable(
            Name table,
            boolean ifNotExists,
            boolean temporary,
            List<ColumnSpec> columns,
            List<ConstraintSpec> constraints,
            List<IndexSpec> indexes,
            Map<String, String> options,
            boolean asSelect,
            boolean partitioned,
            @Nullable Name partitionOf)
            implements Change {
        /** Copies the lists. */
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
            indexes = List.copyOf(indexes);
            options = Map.copyOf(options);
        }

        /** Whether it has a primary key, on whatever line. */
        public boolean hasPrimaryKey() {
            return columns.stream().anyMatch(ColumnSpec::primaryKey)
                    || constraints.stream().anyMatch(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY);
        }
    }

    /**
     * ALTER TABLE, and MySQL's RENAME TABLE.
     *
     * @param algorithm MySQL's ALGORITHM in lower case; null where none is said
     * @param lock MySQL's LOCK in lower case; null where none is said
     */
    record AlterTable(
            Name table,
            boolean ifExists,
            boolean only,
            List<Action> actions,
            @Nullable String algorithm,
            @Nullable String lock)
            implements Change {
        /** Copies the actions. */
        public AlterTable {
            actions = List.copyOf(actions);
        }
    }

    /** CREATE INDEX. */
    record CreateIndex(
            IndexSpec index,
            Name table,
            boolean concurrently,
            boolean ifNotExists,
            boolean only,
            @Nullable String algorithm,
            @Nullable String lock)
            implements Change {}

    /**
     * DROP INDEX.
     *
     * @param table the table that MySQL names; null elsewhere
     */
    record DropIndex(
            List<Name> indexes,
            @Nullable Name table,
            boolean concurrently,
            boolean ifExists,
            boolean cascade,
            @Nullable String algorithm,
            @Nullable String lock)
            implements Change {
        /** Copies the names. */
        public DropIndex {
            indexes = List.copyOf(indexes);
        }
    }

    /**
     * DROP of anything but an index.
     *
     * @param kind {@code table}, {@code schema}, {@code database}, {@code view}, {@code materialized view}, {@code type}, …
     */
    record Drop(String kind, List<Name> names, boolean ifExists, boolean cascade) implements Change {
        /** Copies the names. */
        public Drop {
            names = List.copyOf(names);
        }
    }

    /** TRUNCATE. */
    record Truncate(List<Name> tables, boolean cascade) implements Change {
        /** Copies the names. */
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /**
     * REINDEX.
     *
     * @param what {@code index}, {@code table}, {@code schema}, {@code database} or {@code system}
     */
    record Reindex(String what, @Nullable Name name, boolean concurrently) implements Change {}

    /** CREATE SCHEMA, and MySQL's CREATE DATABASE. */
    record CreateSchema(Name schema) implements Change {}

    /** CREATE TYPE … AS ENUM. */
    record CreateEnum(Name type, List<String> values) implements Change {
        /** Copies the values. */
        public CreateEnum {
            values = List.copyOf(values);
        }
    }

    /** ALTER TYPE … ADD VALUE; {@code placed} where BEFORE or AFTER is said. */
    record AddEnumValue(Name type, String value, boolean placed, boolean ifNotExists) implements Change {}

    /** ALTER TYPE … RENAME VALUE. */
    record RenameEnumValue(Name type, String from, String to) implements Change {}

    /** CREATE DOMAIN over a type; {@code constrained} where it has a check or NOT NULL. */
    record CreateDomain(Name domain, TypeSpec base, boolean constrained) implements Change {}

    /** ALTER DOMAIN: whether it adds a constraint or sets NOT NULL, and whether NOT VALID stands there. */
    record AlterDomain(Name domain, boolean addsConstraint, boolean notValid) implements Change {}

    /** CREATE VIEW. */
    record CreateView(Name view, boolean materialized, boolean orReplace, boolean withNoData) implements Change {}

    /** REFRESH MATERIALIZED VIEW. */
    record Refresh(Name view, boolean concurrently, boolean withNoData) implements Change {}

    /** CREATE TRIGGER. */
    record CreateTrigger(@Nullable Name name, @Nullable Name table) implements Change {}

    /** CREATE POLICY. */
    record CreatePolicy(String name, Name table) implements Change {}

    /** CREATE FUNCTION or PROCEDURE; {@code steady} where PostgreSQL's IMMUTABLE or STABLE is said. */
    record CreateRoutine(
            Name name,
            boolean securityDefiner,
            boolean setsSearchPath,
            @Nullable String definer,
            boolean steady) implements Change {}

    /** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES: its first word in lower case. */
    record Privilege(String verb) implements Change {}

    /** ALTER … OWNER TO of anything but a table. */
    record ChangeOwner(String kind, @Nullable Name name) implements Change {}

    /** CREATE of what no rule looks at, such as a sequence or an operator; the name is null where it is no plain one. */
    record CreateOther(String kind, @Nullable Name name) implements Change {}

    /** PostgreSQL's REASSIGN OWNED BY, after which these roles own nothing in the database. */
    record ReassignOwned(List<Name> roles) implements Change {
        /** Copies the roles. */
        public ReassignOwned {
            roles = List.copyOf(roles);
        }
    }

    /** CREATE EXTENSION ({@code verb} is {@code create}) or ALTER EXTENSION … UPDATE ({@code update}). */
    record Extension(String verb, String name) implements Change {}

    /** ALTER … RENAME TO of a schema, a type, a view or such. */
    record Rename(String kind, Name from, Name to) implements Change {}

    /**
     * Changes rows.
     *
     * @param verb {@code insert}, {@code update}, {@code delete}, {@code merge}, {@code copy} or {@code load}
     * @param bounded whether a condition or a LIMIT says which rows
     * @param assigned the columns that UPDATE assigns, in order
     * @param fromQuery whether the rows that INSERT adds come from a query
     */
    record Rows(String verb, Name table, boolean bounded, List<String> assigned, boolean fromQuery) implements Change {
        /** Copies the columns. */
        public Rows {
            assigned = List.copyOf(assigned);
        }
    }

    /** SET name = value; the name in lower case, the value as written. */
    record Setting(String name, String value, boolean local) implements Change {}

    /** BEGIN, COMMIT, ROLLBACK and their like: the first word in lower case. */
    record Transaction(String verb) implements Change {}

    /** LOCK TABLE; the mode in lower case. */
    record LockTable(List<Name> tables, String mode) implements Change {
        /** Copies the names. */
        public LockTable {
            tables = List.copyOf(tables);
        }
    }

    /** VACUUM; {@code full} where it writes the table anew. */
    record Vacuum(@Nullable Name table, boolean full) implements Change {}

    /** CLUSTER, MySQL's OPTIMIZE TABLE, PostgreSQL 19's REPACK: the word in lower case. */
    record Rewrite(String verb, @Nullable Name table, boolean concurrently) implements Change {}

    /** A statement that harms nothing: a query, a comment, ANALYZE. */
    record Harmless() implements Change {}

    /**
     * A statement that cannot be understood from its text.
     *
     * @param why what hides it: {@code "a DO block"}
     */
    record Opaque(String why) implements Change {}

    /** The actions of one sort of an ALTER TABLE; none of another statement. */
    default <A extends Action> Stream<A> actions(Class<A> sort) {
        return this instanceof AlterTable alter
                ? alter.actions().stream().filter(sort::isInstance).map(sort::cast)
                : Stream.empty();
    }

    /** The table that it changes, where it is a single one. */
    default Optional<Name> onTable() {
        if (this instanceof AlterTable alter) {
            return Optional.of(alter.table());
        }
        if (this instanceof CreateIndex index) {
            return Optional.of(index.table());
        }
        if (this instanceof DropIndex index) {
            return Optional.ofNullable(index.table());
        }
        if (this instanceof CreateTable create) {
            return Optional.of(create.table());
        }
        if (this instanceof Rows rows) {
            return Optional.of(rows.table());
        }
        if (this instanceof CreateTrigger trigger) {
            return Optional.ofNullable(trigger.table());
        }
        if (this instanceof CreatePolicy policy) {
            return Optional.of(policy.table());
        }
        if (this instanceof Vacuum vacuum) {
            return Optional.ofNullable(vacuum.table());
        }
        if (this instanceof Rewrite rewrite) {
            return Optional.ofNullable(rewrite.table());
        }
        if (this instanceof Truncate truncate && truncate.tables().size() == 1) {
            return Optional.of(truncate.tables().get(0));
        }
        if (this instanceof Drop drop
                && drop.kind().equals("table")
                && drop.names().size() == 1) {
            return Optional.of(drop.names().get(0));
        }
        return Optional.empty();
    }
}
