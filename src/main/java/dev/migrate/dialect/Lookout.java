package dev.migrate.dialect;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a session that is busy, from a connection of its own that is opened by the first look. It belongs to one thread, but may be
 * closed by another.
 */
public interface Lookout extends AutoCloseable {

    /**
     * What was seen.
     *
     * @param statement what the session runs, in one line; null when it is not known
     * @param waitsFor what it waits for, such as a lock on a table; null when it waits for nothing, or that cannot be told
     * @param holders who holds that, one line each, with what ends them
     * @param progress how far the statement has come; null where the server does not say
     */
    record Sight(
            @Nullable String statement,
            @Nullable String waitsFor,
            List<String> holders,
            @Nullable String progress) {

        /** Nothing could be seen. */
        public static final Sight NOTHING = new Sight(null, null, List.of(), null);

        /** Copies the holders. */
        public Sight {
            holders = List.copyOf(holders);
        }
    }

    /** Looks now. */
    Sight look() throws SQLException;

    @Override
    void close();
}
