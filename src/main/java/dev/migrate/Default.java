package dev.migrate;

import org.jspecify.annotations.Nullable;

/** What a column gets when a row does not say. */
public sealed interface Default {

    /**
     * A value, written as a literal of the database.
     *
     * @param value a string, number, boolean, date, time, UUID, byte array, list, map or null
     */
    record Value(@Nullable Object value) implements Default {}

    /**
     * An expression, written as it stands.
     *
     * @param sql such as {@code CURRENT_TIMESTAMP}
     */
    record Expression(String sql) implements Default {}
}
