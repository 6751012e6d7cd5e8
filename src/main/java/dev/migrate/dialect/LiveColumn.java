package dev.migrate.dialect;

import org.jspecify.annotations.Nullable;

/**
 * What an alteration must know of a column that is there, so that it keeps what it does not change.
 *
 * @param type its type, in the database's words
 * @param collation its collation as SQL names it; null where it is the type's own
 * @param numbers whether it numbers rows
 */
public record LiveColumn(String type, @Nullable String collation, boolean numbers) {}
