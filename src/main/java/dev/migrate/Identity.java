package dev.migrate;

import org.jspecify.annotations.Nullable;

/**
 * How a column numbers its rows.
 *
 * @param always whether a row may not bring a number of its own (PostgreSQL's GENERATED ALWAYS)
 * @param start the first number; null for 1
 * @param increment the step; null for 1
 */
public record Identity(
        boolean always, @Nullable Long start, @Nullable Long increment) {

    /** Numbers from 1, unless the row brings one. */
    public static Identity byDefault() {
        return new Identity(false, null, null);
    }

    /** Numbers from 1, whatever the row brings. */
    public static Identity alwaysGenerated() {
        return new Identity(true, null, null);
    }

    /** The same from another number. */
    public Identity startWith(long number) {
        return new Identity(always, number, increment);
    }

    /** The same with another step. */
    public Identity incrementBy(long step) {
        return new Identity(always, start, step);
    }
}
