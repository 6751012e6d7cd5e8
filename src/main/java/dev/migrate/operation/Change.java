package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * Something that is set or taken away; where there is no change at all stands null instead.
 *
 * @param to the new value; null where it is taken away
 * @param <T> what it is
 */
public record Change<T>(@Nullable T to) {}
