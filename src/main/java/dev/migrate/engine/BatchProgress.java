package dev.migrate.engine;

import java.time.Duration;

/**
 * How far a backfill has come.
 *
 * @param table the table
 * @param rows how many rows it has gone through, those of an earlier run too
 * @param total how many there are, as far as they were counted; -1 where they are too many to be counted first
 * @param rowsNow how many rows this run has gone through
 * @param elapsed how long this run has taken for them
 */
public record BatchProgress(String table, long rows, long total, long rowsNow, Duration elapsed) {

    /** Rows in a second, in this run. */
    public long rate() {
        return rowsNow * 1000 / Math.max(1, elapsed.toMillis());
    }

    /** How long the rest takes at that rate; zero where that is not known. */
    public Duration left() {
        return total < 0 || rate() == 0 ? Duration.ZERO : Duration.ofSeconds(Math.max(0, total - rows) / rate());
    }
}
