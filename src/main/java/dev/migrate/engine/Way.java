package dev.migrate.engine;

import dev.migrate.dialect.Session;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a step are to be made.
 *
 * @param live the database they go to; null where there is none, or it is not to be asked
 * @param finished how many of them it has carried out already: these are counted, and need not be made again
 */
record Way(@Nullable Live live, int finished) {

    /** Without a database. */
    static final Way OFFLINE = new Way(null, 0);

    /** A database that statements are on their way to. */
    @FunctionalInterface
    interface Live {
        /** The session, once everything that was handed over has been carried out. */
        Session settled() throws Refused;
    }
}
