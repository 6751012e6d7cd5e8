package dev.migrate.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row to be appended to the history.
 *
 * @param revision the revision's id
 * @param title its title
 * @param direction {@code upgrade}, {@code downgrade} or {@code stamp}
 * @param outcome what happened
 * @param checksum the script's checksum with its algorithm, null where no script ran
 * @param statement the statement that this row is about; null for a whole revision
 * @param finished how many statements are known to be finished and committed; null where all or none are
 * @param prefixHash a hash of those statements
 * @param message why it failed
 * @param downgradeScript header and downgrade section, so that older code can go back
 * @param began when, by this machine's clock; null to let the database say
 * @param tookMillis how long, by this machine's clock; null to let the database say
 */
record HistoryRow(
        String revision,
        String title,
        String direction,
        Outcome outcome,
        @Nullable String checksum,
        @Nullable Integer statement,
        @Nullable Integer finished,
        @Nullable String prefixHash,
        @Nullable String message,
        @Nullable String downgradeScript,
        @Nullable Instant began,
        @Nullable Long tookMillis) {

    /** A row without details. */
    static HistoryRow of(String revision, String title, String direction, Outcome outcome, @Nullable String checksum) {
        return new HistoryRow(revision, title, direction, outcome, checksum, null, null, null, null, null, null, null);
    }

    HistoryRow progress(int at, int done, String hash) {
        return new HistoryRow(
                revision,
                title,
                direction,
                outcome,
                checksum,
                at,
                done,
                hash,
                message,
                downgradeScript,
                began,
                tookMillis);
    }

    HistoryRow message(@Nullable String text) {
        return new HistoryRow(
                revision,
                title,
                direction,
                outcome,
                checksum,
                statement,
                finished,
                prefixHash,
                text,
                downgradeScript,
                began,
                tookMillis);
    }

    HistoryRow downgradeScript(@Nullable String text) {
        return new HistoryRow(
                revision,
                title,
                direction,
                outcome,
                checksum,
                statement,
                finished,
                prefixHash,
                message,
                text,
                began,
                tookMillis);
    }

    HistoryRow timed(@Nullable Instant at, @Nullable Long millis) {
        return new HistoryRow(
                revision,
                title,
                direction,
                outcome,
                checksum,
                statement,
                finished,
                prefixHash,
                message,
                downgradeScript,
                at,
                millis);
    }
}
