package dev.migrate.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement did.
 *
 * @param algorithm the way that MySQL or MariaDB accepted, such as {@code INPLACE}; null elsewhere, and where it was not asked
 * @param locks the locks, the worst first
 * @param sampled whether locks were watched from outside while it ran, so that one that was gone at once may be missing
 * @param rewrites tables that were there before the revision and have been written anew as a whole
 * @param builds indexes of such tables that were built, or built anew
 * @param scans such tables that were read as a whole
 * @param rows how many rows it inserted, changed or deleted; null where the database does not tell
 */
public record Effects(
        @Nullable String algorithm,
        List<LockTaken> locks,
        boolean sampled,
        List<String> rewrites,
        List<String> builds,
        List<Scan> scans,
        @Nullable Long rows) {

    /** Nothing that anybody would notice, or nothing that is measured. */
    public static final Effects NONE = new Effects(null, List.of(), false, List.of(), List.of(), List.of(), null);

    /** Copies the lists. */
    public Effects {
        locks = List.copyOf(locks);
        rewrites = List.copyOf(rewrites);
        builds = List.copyOf(builds);
        scans = List.copyOf(scans);
    }

    /** What it changed in rows alone. */
    public static Effects ofRows(@Nullable Long rows) {
        return new Effects(null, List.of(), false, List.of(), List.of(), List.of(), rows);
    }

    /** Whom it keeps waiting. */
    public Blocks blocks() {
        return locks.stream().map(LockTaken::felt).max(Blocks::compareTo).orElse(Blocks.NOTHING);
    }

    /** What it means for others. */
    public Impact impact() {
        if (!blocks().atLeast(Blocks.WRITES)) {
            return Impact.NONE;
        }
        boolean works = !rewrites.isEmpty()
                || !builds.isEmpty()
                || !scans.isEmpty()
                || algorithm != null && !algorithm.equals("INSTANT");
        return works ? Impact.LONG : Impact.BRIEF;
    }

    /** This and the next batch of the same statement. */
    public Effects and(Effects next) {
        @Nullable Long both = rows == null || next.rows == null ? null : Long.valueOf(rows + next.rows);
        Effects worse = next.impact().compareTo(impact()) > 0 ? next : this;
        return new Effects(
                worse.algorithm, worse.locks, worse.sampled, worse.rewrites, worse.builds, worse.scans, both);
    }
}
