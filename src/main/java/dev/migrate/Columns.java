package dev.migrate;

import dev.migrate.sql.DatabaseKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a migration, for {@code import static dev.migrate.Columns.*}: columns, types, constraints, indexes and their options. */
public final class Columns {

    /** {@link ReferentialAction#CASCADE}. */
    public static final ReferentialAction CASCADE = ReferentialAction.CASCADE;

    /** {@link ReferentialAction#SET_NULL}. */
    public static final ReferentialAction SET_NULL = ReferentialAction.SET_NULL;

    /** {@link ReferentialAction#SET_DEFAULT}. */
    public static final ReferentialAction SET_DEFAULT = ReferentialAction.SET_DEFAULT;

    /** {@link ReferentialAction#RESTRICT}. */
    public static final ReferentialAction RESTRICT = ReferentialAction.RESTRICT;

    /** {@link ReferentialAction#NO_ACTION}. */
    public static final ReferentialAction NO_ACTION = ReferentialAction.NO_ACTION;

    /** PostgreSQL. */
    public static final DatabaseKind POSTGRESQL = DatabaseKind.POSTGRESQL;

    /** MySQL. */
    public static final DatabaseKind MYSQL = DatabaseKind.MYSQL;

    /** MariaDB. */
    public static final DatabaseKind MARIADB = DatabaseKind.MARIADB;

    /** SQLite. */
    public static final DatabaseKind SQLITE = DatabaseKind.SQLITE;

    private Columns() {}

    /** A column, of which more can be said. */
    public static Column column(String name, Type type) {
        return Column.of(name, type);
    }

    /** A text of any length. */
    public static Type text() {
        return Type.of(Type.Kind.TEXT);
    }

    /** A text of at most so many characters. */
    public static Type varchar(int length) {
        return Type.of(Type.Kind.VARCHAR, length);
    }

    /** A text of exactly so many characters. */
    public static Type character(int length) {
        return Type.of(Type.Kind.CHAR, length);
    }

    /** A number of 32 bits. */
    public static Type integer() {
        return Type.of(Type.Kind.INTEGER);
    }

    /** A number of 64 bits. */
    public static Type bigint() {
        return Type.of(Type.Kind.BIGINT);
    }

    /** A number of 16 bits. */
    public static Type smallint() {
        return Type.of(Type.Kind.SMALLINT);
    }

    /** True or false. */
    public static Type bool() {
        return Type.of(Type.Kind.BOOL);
    }

    /** A day. */
    public static Type date() {
        return Type.of(Type.Kind.DATE);
    }

    /** A time of the day. */
    public static Type time() {
        return Type.of(Type.Kind.TIME);
    }

    /** A time of the day with so many digits of a second. */
    public static Type time(int digits) {
        return Type.of(Type.Kind.TIME, digits);
    }

    /** A time of the day with its offset. */
    public static Type timeTz() {
        return Type.of(Type.Kind.TIME_TZ);
    }

    /** A day and its time. */
    public static Type timestamp() {
        return Type.of(Type.Kind.TIMESTAMP);
    }

    /** A day and its time with so many digits of a second. */
    public static Type timestamp(int digits) {
        return Type.of(Type.Kind.TIMESTAMP, digits);
    }

    /** A moment. */
    public static Type timestampTz() {
        return Type.of(Type.Kind.TIMESTAMP_TZ);
    }

    /** A moment with so many digits of a second. */
    public static Type timestampTz(int digits) {
        return Type.of(Type.Kind.TIMESTAMP_TZ, digits);
    }

    /** An exact number of so many digits, some of them behind the point. */
    public static Type decimal(int precision, int scale) {
        return new Type(Type.Kind.DECIMAL, precision, scale, null, List.of(), null);
    }

    /** A floating-point number of 32 bits. */
    public static Type real() {
        return Type.of(Type.Kind.REAL);
    }

    /** A floating-point number of 64 bits. */
    public static Type doublePrecision() {
        return Type.of(Type.Kind.DOUBLE_PRECISION);
    }

    /** A UUID. */
    public static Type uuid() {
        return Type.of(Type.Kind.UUID);
    }

    /** JSON. */
    public static Type json() {
        return Type.of(Type.Kind.JSON);
    }

    /** JSON in PostgreSQL's binary form; elsewhere as {@link #json()}. */
    public static Type jsonb() {
        return Type.of(Type.Kind.JSONB);
    }

    /** Bytes. */
    public static Type bytes() {
        return Type.of(Type.Kind.BYTES);
    }

    /** A list of one type; PostgreSQL has them, elsewhere it is JSON. */
    public static Type array(Type element) {
        return new Type(Type.Kind.ARRAY, null, null, null, List.of(), element);
    }

    /**
     * One of several words.
     *
     * @param name the type's name on PostgreSQL, where {@link Operations#createEnum} makes it
     * @param values the words, which MySQL, MariaDB and SQLite keep with the column
     */
    public static Type enumeration(String name, String... values) {
        return new Type(Type.Kind.ENUMERATION, null, null, name, List.of(values), null);
    }

    /** A span of time. */
    public static Type interval() {
        return Type.of(Type.Kind.INTERVAL);
    }

    /** A number of 64 bits that counts up by itself: as {@code bigint()} with {@link Column#identity()}. */
    public static Type identity() {
        return Type.of(Type.Kind.IDENTITY);
    }

    /** A type as the database itself calls it, written as it stands. */
    public static Type nativeType(String sql) {
        return new Type(Type.Kind.NATIVE, null, null, sql, List.of(), null);
    }

    /** A primary key. */
    public static Constraint.PrimaryKey primaryKey(@Nullable String name, String... columns) {
        return new Constraint.PrimaryKey(name, List.of(columns), Constraint.Timing.IMMEDIATE);
    }

    /** A unique key. */
    public static Constraint.Unique unique(@Nullable String name, String... columns) {
        return new Constraint.Unique(name, List.of(columns), true, Constraint.Timing.IMMEDIATE);
    }

    /** A foreign key; {@code references} says to where. */
    public static Constraint.ForeignKey foreignKey(@Nullable String name, String... columns) {
        return new Constraint.ForeignKey(
                name, List.of(columns), "", List.of(), null, null, null, Constraint.Timing.IMMEDIATE);
    }

    /** A condition that every row must fulfil. */
    public static Constraint.Check check(@Nullable String name, String condition) {
        return new Constraint.Check(name, condition);
    }

    /** A rule that no two rows may fulfil together; {@code with} says what is compared. */
    public static Constraint.Exclude exclude(@Nullable String name) {
        return new Constraint.Exclude(name, List.of(), "gist", null, Constraint.Timing.IMMEDIATE);
    }

    /** An index over columns. */
    public static Index index(String name, String... columns) {
        return Index.of(name, Arrays.stream(columns).map(Columns::key).toList());
    }

    /** An index over columns and expressions. */
    public static Index index(String name, IndexKey... keys) {
        return Index.of(name, List.of(keys));
    }

    /** A column of an index, of which more can be said. */
    public static IndexKey key(String column) {
        return new IndexKey(column, false, false, null, null, null, null);
    }

    /** An expression of an index, such as {@code lower(email)}. */
    public static IndexKey expression(String sql) {
        return new IndexKey(sql, true, false, null, null, null, null);
    }

    /** A row to insert: names and values in turn, as in {@code row("id", 1, "name", "Ada")}. */
    public static Row row(@Nullable Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a row is names and values in turn, but the last name has no value");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new IllegalArgumentException(
                        "a row is names and values in turn, but \"" + namesAndValues[i] + "\" is no name");
            }
            if (values.containsKey(name)) {
                throw new IllegalArgumentException("a row names each column once, but \"" + name + "\" twice");
            }
            values.put(name, namesAndValues[i + 1]);
        }
        return new Row(values);
    }
}
