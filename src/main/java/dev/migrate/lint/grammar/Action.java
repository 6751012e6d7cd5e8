package dev.migrate.lint.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that an ALTER TABLE does. */
public sealed interface Action {

    /** Where it stands in the statement. */
    Span span();

    /** ADD COLUMN. */
    record AddColumn(ColumnSpec column, boolean ifNotExists, Span span) implements Action {}

    /** DROP COLUMN. */
    record DropColumn(String column, boolean ifExists, boolean cascade, Span span) implements Action {}

    /**
     * ALTER COLUMN … TYPE.
     *
     * @param using the expression of USING as written; null for none
     * @param collation its COLLATE; null for none
     */
    record SetType(
            String column,
            TypeSpec type,
            @Nullable String using,
            @Nullable String collation,
            Span span) implements Action {}

    /** SET NOT NULL. */
    record SetNotNull(String column, Span span) implements Action {}

    /** DROP NOT NULL. */
    record DropNotNull(String column, Span span) implements Action {}

    /** SET DEFAULT; its value as written. */
    record SetDefault(String column, String value, Span span) implements Action {}

    /** DROP DEFAULT. */
    record DropDefault(String column, Span span) implements Action {}

    /** ALTER COLUMN … ADD GENERATED … AS IDENTITY. */
    record AddIdentity(String column, Span span) implements Action {}

    /**
     * MySQL's MODIFY and CHANGE, which say the whole column again.
     *
     * @param from the column's name until then; with MODIFY that of {@code column}
     * @param moves whether FIRST or AFTER stands there
     */
    record Redefine(String from, ColumnSpec column, boolean moves, Span span) implements Action {}

    /** RENAME COLUMN. */
    record RenameColumn(String from, String to, Span span) implements Action {}

    /** RENAME TO. */
    record RenameTable(Name to, Span span) implements Action {}

    /** SET SCHEMA. */
    record SetSchema(String to, Span span) implements Action {}

    /** ADD CONSTRAINT, named or not. */
    record AddConstraint(ConstraintSpec constraint, Span span) implements Action {}

    /**
     * DROP CONSTRAINT, and MySQL's DROP PRIMARY KEY, DROP FOREIGN KEY and DROP CHECK.
     *
     * @param kind what it is, where the statement says so; null for DROP CONSTRAINT
     * @param name its name; null for a primary key
     */
    record DropConstraint(
            ConstraintSpec.@Nullable Kind kind, @Nullable String name, boolean ifExists, boolean cascade, Span span)
            implements Action {}

    /** RENAME CONSTRAINT. */
    record RenameConstraint(String from, String to, Span span) implements Action {}

    /** VALIDATE CONSTRAINT. */
    record ValidateConstraint(String name, Span span) implements Action {}

    /** ADD INDEX. */
    record AddIndex(IndexSpec index, Span span) implements Action {}

    /** DROP INDEX within ALTER TABLE. */
    record RemoveIndex(String name, Span span) implements Action {}

    /** RENAME INDEX. */
    record RenameIndex(String from, String to, Span span) implements Action {}

    /** ALTER INDEX … VISIBLE or INVISIBLE, MariaDB's IGNORED and NOT IGNORED. */
    record ShowIndex(String name, boolean visible, Span span) implements Action {}

    /** ATTACH PARTITION. */
    record AttachPartition(Name partition, boolean isDefault, Span span) implements Action {}

    /** DETACH PARTITION; {@code finishes} with FINALIZE, which ends one that was broken off. */
    record DetachPartition(Name partition, boolean concurrently, boolean finishes, Span span) implements Action {}

    /** MySQL's ADD, DROP, REORGANIZE, TRUNCATE and such of partitions, PARTITION BY and REMOVE PARTITIONING: the first words. */
    record Repartition(String what, List<String> partitions, Span span) implements Action {}

    /** CONVERT TO CHARACTER SET. */
    record ConvertCharset(String charset, @Nullable String collation, Span span) implements Action {}

    /** ENGINE = name. */
    record SetEngine(String engine, Span span) implements Action {}

    /** FORCE, which builds the table again. */
    record Force(Span span) implements Action {}

    /** Another option of the table, its name in lower case: {@code row_format}, {@code auto_increment}, {@code charset}. */
    record SetOption(String name, String value, Span span) implements Action {}

    /** PostgreSQL's SET LOGGED, SET UNLOGGED, SET TABLESPACE and SET ACCESS METHOD: the words behind SET, in lower case. */
    record Move(String what, Span span) implements Action {}

    /** ENABLE or DISABLE of TRIGGER, RULE or ROW LEVEL SECURITY: the words, in lower case. */
    record Switch(String what, boolean on, Span span) implements Action {}

    /** OWNER TO. */
    record SetOwner(String owner, Span span) implements Action {}

    /** Anything else: its words as written. */
    record Other(String text, Span span) implements Action {}
}
