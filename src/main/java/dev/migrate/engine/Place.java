package dev.migrate.engine;

import dev.migrate.plan.Step;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a queued statement belongs to, so that an error can name it.
 *
 * @param role what it is
 * @param step the step; null outside any
 * @param file the file in which {@code statement} stands; null for the plugin's own
 * @param statement the script's statement; null for the plugin's own
 * @param finished in a journaled step: how many statements are committed if this one fails; -1 elsewhere
 * @param prefixHash a hash of those; null elsewhere
 * @param endsStep whether the step is done with it
 */
record Place(
        Role role,
        @Nullable Step step,
        @Nullable Path file,
        @Nullable Statement statement,
        int finished,
        @Nullable String prefixHash,
        boolean endsStep) {

    /** What a statement is for. */
    enum Role {
        /** A statement of a script. */
        SCRIPT,
        /** A statement of a hook. */
        HOOK,
        /** Opening a transaction, settings, own tables. */
        FRAME,
        /** The check that this session holds the lock. */
        LOCK,
        /** Making the plugin's own tables. */
        TABLES,
        /** Version and history rows. */
        ROWS,
        /** The row that ends a revision, which the database refuses when the version table is not as expected. */
        POSITION,
        /** The end of a transaction. */
        COMMIT
    }

    static Place of(Role role, @Nullable Step step) {
        return new Place(role, step, null, null, -1, null, false);
    }

    static Place script(Step step, Path file, Statement statement) {
        return new Place(Role.SCRIPT, step, file, statement, -1, null, false);
    }

    Place journaled(int done, String hash) {
        return new Place(role, step, file, statement, done, hash, endsStep);
    }

    Place ending() {
        return new Place(role, step, file, statement, finished, prefixHash, true);
    }
}
