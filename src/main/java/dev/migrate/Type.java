package dev.migrate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column, the same for every database; {@link Columns} makes them.
 *
 * @param kind which type
 * @param length its length, precision or number of fractional digits; null where none was given
 * @param scale the digits behind the point of a decimal; null where none was given
 * @param name the name of an enumeration's type, or the text of a native type; null for the others
 * @param values the values of an enumeration
 * @param element the type of an array's elements; null for the others
 */
public record Type(
        Kind kind,
        @Nullable Integer length,
        @Nullable Integer scale,
        @Nullable String name,
        List<String> values,
        @Nullable Type element) {

    /** Copies the values. */
    public Type {
        values = List.copyOf(values);
    }

    /** The types that every database can be asked for. */
    public enum Kind {
        /** A text of any length. */
        TEXT,
        /** A text of limited length. */
        VARCHAR,
        /** A text of fixed length. */
        CHAR,
        /** 32 bits. */
        INTEGER,
        /** 64 bits. */
        BIGINT,
        /** 16 bits. */
        SMALLINT,
        /** True or false. */
        BOOL,
        /** A day. */
        DATE,
        /** A time of the day. */
        TIME,
        /** A time of the day with its offset. */
        TIME_TZ,
        /** A day and its time. */
        TIMESTAMP,
        /** A moment. */
        TIMESTAMP_TZ,
        /** An exact number. */
        DECIMAL,
        /** A floating-point number of 32 bits. */
        REAL,
        /** A floating-point number of 64 bits. */
        DOUBLE_PRECISION,
        /** A UUID. */
        UUID,
        /** JSON, as it was written. */
        JSON,
        /** JSON, taken apart for queries. */
        JSONB,
        /** Bytes. */
        BYTES,
        /** A list of one type. */
        ARRAY,
        /** One of several words. */
        ENUMERATION,
        /** A span of time. */
        INTERVAL,
        /** What the database itself calls it. */
        NATIVE,
        /** A number that counts up by itself; only on its way into a column. */
        IDENTITY
    }

    static Type of(Kind kind) {
        return new Type(kind, null, null, null, List.of(), null);
    }

    static Type of(Kind kind, int length) {
        return new Type(kind, length, null, null, List.of(), null);
    }
}
