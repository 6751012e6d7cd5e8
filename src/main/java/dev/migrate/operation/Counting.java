package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * How a sequence counts; what is null is the database's own, or stays.
 *
 * @param start the first number
 * @param increment the step
 * @param minimum the smallest number
 * @param maximum the greatest number
 * @param cache how many numbers a session takes at once
 * @param cycle whether it begins again behind the last
 * @param restart the next number
 * @param owner the column with which it goes, as {@code table.column}
 */
public record Counting(
        @Nullable Long start,
        @Nullable Long increment,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Long cache,
        @Nullable Boolean cycle,
        @Nullable Long restart,
        @Nullable String owner) {}
