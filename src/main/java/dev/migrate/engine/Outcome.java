package dev.migrate.engine;

import java.util.Locale;

/** What the history says of a revision. */
public enum Outcome {
    /** It has begun; where DDL is not transactional, also how far it came. */
    STARTED,
    /** It is done. */
    SUCCESS,
    /** It failed. */
    FAILED,
    /** Its row was set without running it. */
    STAMPED,
    /** It is done, after it had stopped in the middle. */
    RESUMED,
    /** It is done, but for a statement that somebody chose to leave out. */
    SKIPPED;

    /** The word in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
