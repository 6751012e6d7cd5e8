package dev.migrate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column, made by {@link Columns#column}. Each method returns another column with one thing more said of it.
 *
 * @param name its name
 * @param type its type
 * @param isNullable whether it takes NULL
 * @param initial its default; null for none
 * @param counter how it numbers rows; null where it does not
 * @param isPrimaryKey whether it is the table's key
 * @param isUnique whether no value comes twice
 * @param remark its comment; null for none
 * @param collation how it is compared; null for the database's own way
 * @param formula how it is computed; null where it is not
 * @param condition what every value must fulfil; null for anything
 * @param reference where its values must be found; null for nowhere
 */
public record Column(
        String name,
        Type type,
        boolean isNullable,
        @Nullable Default initial,
        @Nullable Identity counter,
        boolean isPrimaryKey,
        boolean isUnique,
        @Nullable String remark,
        @Nullable String collation,
        @Nullable Generated formula,
        @Nullable String condition,
        Constraint.@Nullable ForeignKey reference)
        implements TableElement {

    static Column of(String name, Type type) {
        Objects.requireNonNull(type, "a type");
        if (type.kind() == Type.Kind.IDENTITY) {
            return of(name, Type.of(Type.Kind.BIGINT)).identity();
        }
        return new Column(name, type, true, null, null, false, false, null, null, null, null, null);
    }

    /** The column under another name. */
    public Column named(String other) {
        return new Column(
                other,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column without NULL. */
    public Column notNull() {
        return new Column(
                name,
                type,
                false,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column with NULL. */
    public Column nullable() {
        return new Column(
                name,
                type,
                true,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column with a default, written as a literal. */
    public Column defaultValue(@Nullable Object value) {
        return new Column(
                name,
                type,
                isNullable,
                new Default.Value(value),
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column with an expression as its default, such as {@code CURRENT_TIMESTAMP}. */
    public Column defaultExpression(String sql) {
        return new Column(
                name,
                type,
                isNullable,
                new Default.Expression(sql),
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column, numbering its rows from 1 unless they bring a number. */
    public Column identity() {
        return new Column(
                name,
                type,
                false,
                initial,
                Identity.byDefault(),
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column, numbering its rows in a way of its own. */
    public Column identity(Identity how) {
        return new Column(
                name,
                type,
                false,
                initial,
                how,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column as the table's key; several columns need {@link Columns#primaryKey}. */
    public Column primaryKey() {
        return new Column(
                name, type, false, initial, counter, true, isUnique, remark, collation, formula, condition, reference);
    }

    /** The column with no value twice. */
    public Column unique() {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                true,
                remark,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column with a comment. */
    public Column comment(@Nullable String text) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                text,
                collation,
                formula,
                condition,
                reference);
    }

    /** The column, compared in another way. */
    public Column collate(String how) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                how,
                formula,
                condition,
                reference);
    }

    /** The column, computed from others and stored. */
    public Column generatedStored(String expression) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                new Generated(expression, true),
                condition,
                reference);
    }

    /** The column, computed from others when it is read. */
    public Column generatedVirtual(String expression) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                new Generated(expression, false),
                condition,
                reference);
    }

    /** The column with a condition for its values. */
    public Column check(String expression) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                expression,
                reference);
    }

    /** The column, whose values must be found in a column of another table; without a column there in its primary key. */
    public Column references(String table, String... columns) {
        return references(new Constraint.ForeignKey(
                null,
                java.util.List.of(name),
                table,
                java.util.List.of(columns),
                null,
                null,
                null,
                Constraint.Timing.IMMEDIATE));
    }

    /** The column with a foreign key of which more is to be said. */
    public Column references(Constraint.ForeignKey key) {
        return new Column(
                name,
                type,
                isNullable,
                initial,
                counter,
                isPrimaryKey,
                isUnique,
                remark,
                collation,
                formula,
                condition,
                key);
    }
}
