package dev.migrate.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a revision and what it did.
 *
 * @param number its number in the revision's section, from 1
 * @param line the line of the script
 * @param statement how it begins, on one line
 * @param operation the call in a Java revision that it was made from; null for SQL
 * @param impact what it means for others
 * @param blocks whom it keeps waiting
 * @param algorithm as {@link Effects#algorithm}
 * @param locks as {@link Effects#locks}
 * @param sampled as {@link Effects#sampled}
 * @param rewrites as {@link Effects#rewrites}
 * @param builds as {@link Effects#builds}
 * @param scans as {@link Effects#scans}
 * @param rows as {@link Effects#rows}
 * @param tookMs how long it took, in milliseconds
 */
public record StatementTrace(
        int number,
        int line,
        String statement,
        @Nullable String operation,
        Impact impact,
        Blocks blocks,
        @Nullable String algorithm,
        List<LockTaken> locks,
        boolean sampled,
        List<String> rewrites,
        List<String> builds,
        List<Scan> scans,
        @Nullable Long rows,
        long tookMs) {

    /** Copies the lists. */
    public StatementTrace {
        locks = List.copyOf(locks);
        rewrites = List.copyOf(rewrites);
        builds = List.copyOf(builds);
        scans = List.copyOf(scans);
    }

    /** What was measured of a statement. */
    public static StatementTrace of(
            int number, int line, String statement, @Nullable String operation, Effects effects, long tookMs) {
        return new StatementTrace(
                number,
                line,
                statement,
                operation,
                effects.impact(),
                effects.blocks(),
                effects.algorithm(),
                effects.locks(),
                effects.sampled(),
                effects.rewrites(),
                effects.builds(),
                effects.scans(),
                effects.rows(),
                tookMs);
    }

    /** Whether the next statement was made from the same call as this one. */
    public boolean isOfCallOf(StatementTrace next) {
        return operation != null && operation.equals(next.operation) && line == next.line;
    }
}
