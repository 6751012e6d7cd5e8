package dev.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rule of a table, made by {@link Columns}. */
public sealed interface Constraint extends TableElement {

    /** Its name; null where the database is to choose one. */
    @Nullable
    String name();

    /** When the rule is checked. */
    enum Timing {
        /** With each statement. */
        IMMEDIATE,
        /** With each statement, unless a transaction asks for its end. */
        DEFERRABLE,
        /** At the transaction's end. */
        INITIALLY_DEFERRED
    }

    /**
     * A primary key.
     *
     * @param name its name; null where the database is to choose one
     * @param columns its columns
     * @param timing when it is checked
     */
    record PrimaryKey(@Nullable String name, List<String> columns, Timing timing) implements Constraint {
        /** Copies the columns. */
        public PrimaryKey {
            columns = List.copyOf(columns);
        }

        /** The same, checked at the transaction's end where the transaction asks for it. */
        public PrimaryKey deferrable() {
            return new PrimaryKey(name, columns, Timing.DEFERRABLE);
        }

        /** The same, checked at the transaction's end. */
        public PrimaryKey initiallyDeferred() {
            return new PrimaryKey(name, columns, Timing.INITIALLY_DEFERRED);
        }
    }

    /**
     * A unique key.
     *
     * @param name its name; null where the database is to choose one
     * @param columns its columns
     * @param areNullsDistinct whether two rows with NULL differ, as in standard SQL
     * @param timing when it is checked
     */
    record Unique(@Nullable String name, List<String> columns, boolean areNullsDistinct, Timing timing)
            implements Constraint {
        /** Copies the columns. */
        public Unique {
            columns = List.copyOf(columns);
        }

        /** The same, where NULL may come once only (PostgreSQL 15 and newer). */
        public Unique nullsNotDistinct() {
            return new Unique(name, columns, false, timing);
        }

        /** The same, checked at the transaction's end where the transaction asks for it. */
        public Unique deferrable() {
            return new Unique(name, columns, areNullsDistinct, Timing.DEFERRABLE);
        }

        /** The same, checked at the transaction's end. */
        public Unique initiallyDeferred() {
            return new Unique(name, columns, areNullsDistinct, Timing.INITIALLY_DEFERRED);
        }
    }

    /**
     * A foreign key.
     *
     * @param name its name; null where the database is to choose one
     * @param columns its columns
     * @param table the table that is referred to; empty until {@link #references} is called
     * @param targets the columns there; none for its primary key
     * @param deletion what happens when the row there goes; null for the database's own way
     * @param update what happens when the key there changes; null for the database's own way
     * @param matching {@code FULL}, {@code PARTIAL} or {@code SIMPLE}; null for the database's own way
     * @param timing when it is checked
     */
    record ForeignKey(
            @Nullable String name,
            List<String> columns,
            String table,
            List<String> targets,
            @Nullable ReferentialAction deletion,
            @Nullable ReferentialAction update,
            @Nullable String matching,
            Timing timing)
            implements Constraint {
        /** Copies the columns. */
        public ForeignKey {
            columns = List.copyOf(columns);
            targets = List.copyOf(targets);
        }

        /** The same, referring to columns of a table; without columns to its primary key. */
        public ForeignKey references(String other, String... otherColumns) {
            return new ForeignKey(name, columns, other, List.of(otherColumns), deletion, update, matching, timing);
        }

        /** The same with what happens when the row referred to is deleted. */
        public ForeignKey onDelete(ReferentialAction action) {
            return new ForeignKey(name, columns, table, targets, action, update, matching, timing);
        }

        /** The same with what happens when the key referred to changes. */
        public ForeignKey onUpdate(ReferentialAction action) {
            return new ForeignKey(name, columns, table, targets, deletion, action, matching, timing);
        }

        /** The same with what a key that is NULL in part matches: {@code FULL}, {@code PARTIAL} or {@code SIMPLE}. */
        public ForeignKey match(String how) {
            return new ForeignKey(name, columns, table, targets, deletion, update, how, timing);
        }

        /** The same, checked at the transaction's end where the transaction asks for it. */
        public ForeignKey deferrable() {
            return new ForeignKey(name, columns, table, targets, deletion, update, matching, Timing.DEFERRABLE);
        }

        /** The same, checked at the transaction's end. */
        public ForeignKey initiallyDeferred() {
            return new ForeignKey(name, columns, table, targets, deletion, update, matching, Timing.INITIALLY_DEFERRED);
        }
    }

    /**
     * A condition that every row must fulfil.
     *
     * @param name its name; null where the database is to choose one
     * @param expression the condition
     */
    record Check(@Nullable String name, String expression) implements Constraint {

        /** Insists on a condition. */
        public Check {
            Objects.requireNonNull(expression, "a condition");
        }
    }

    /**
     * A rule that no two rows may fulfil together; PostgreSQL alone has it.
     *
     * @param name its name; null where the database is to choose one
     * @param elements what is compared, and by what
     * @param method the index behind it
     * @param condition for which rows; null for all
     * @param timing when it is checked
     */
    record Exclude(
            @Nullable String name,
            List<Element> elements,
            String method,
            @Nullable String condition,
            Timing timing) implements Constraint {
        /** Copies the elements. */
        public Exclude {
            elements = List.copyOf(elements);
        }

        /**
         * One comparison.
         *
         * @param expression a column or an expression in parentheses, written as it stands
         * @param operator such as {@code =} or {@code &&}
         */
        public record Element(String expression, String operator) {}

        /** The same with one more comparison. */
        public Exclude with(String expression, String operator) {
            var more = new ArrayList<>(elements);
            more.add(new Element(expression, operator));
            return new Exclude(name, more, method, condition, timing);
        }

        /** The same with another kind of index than GiST. */
        public Exclude using(String otherMethod) {
            return new Exclude(name, elements, otherMethod, condition, timing);
        }

        /** The same for some rows. */
        public Exclude where(String rows) {
            return new Exclude(name, elements, method, rows, timing);
        }

        /** The same, checked at the transaction's end where the transaction asks for it. */
        public Exclude deferrable() {
            return new Exclude(name, elements, method, condition, Timing.DEFERRABLE);
        }

        /** The same, checked at the transaction's end. */
        public Exclude initiallyDeferred() {
            return new Exclude(name, elements, method, condition, Timing.INITIALLY_DEFERRED);
        }
    }
}
