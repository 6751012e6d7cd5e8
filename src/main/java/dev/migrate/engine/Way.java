package dev.migrate.engine;

import dev.migrate.dialect.Session;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a step are to be made.
 *
 * @param live the database they go to; null where there is none, or it is not to be asked
 * @param finished how many of them it has carried out already: these are counted, and need not be made again
 * @param prefix what is recorded of those; null where nothing is
 */
record Way(@Nullable Live live, int finished, @Nullable Prefix prefix) {

    /** Without a database. */
    static final Way OFFLINE = new Way(null, 0, null);

    /** A database that is only looked at. */
    static Way look(Session session, int finished) {
        return new Way(() -> session, finished, null);
    }

    /** The database, where there must be one. */
    Live required() {
        return Objects.requireNonNull(live, "a database");
    }

    /** A database that statements are on their way to. */
    @FunctionalInterface
    interface Live {
        /** The session, once everything that was handed over has been carried out. */
        Session settled() throws Refused;
    }
}
