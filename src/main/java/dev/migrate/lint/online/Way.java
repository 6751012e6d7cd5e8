package dev.migrate.lint.online;

import dev.migrate.sql.DatabaseKind;

/**
 * The cheapest way in which a server does something to a table.
 *
 * @param algorithm the cheapest algorithm that it accepts
 * @param blocksWrites whether everybody who writes waits until it is done
 * @param rebuilds whether the whole table is written anew
 * @param cause what makes it cost that
 */
public record Way(Algorithm algorithm, boolean blocksWrites, boolean rebuilds, Cause cause) {

    /** Only what is known of the table changes. */
    static final Way INSTANT = new Way(Algorithm.INSTANT, false, false, Cause.NONE);

    /** Rows stay where they are, and others write; on MySQL that is one of the things that INPLACE does. */
    static Way nocopy(DatabaseKind kind) {
        return new Way(kind == DatabaseKind.MARIADB ? Algorithm.NOCOPY : Algorithm.INPLACE, false, false, Cause.NONE);
    }

    /** MySQL calls it INPLACE although nothing is written; MariaDB does it at once. */
    static Way metadata(DatabaseKind kind) {
        return kind == DatabaseKind.MARIADB ? INSTANT : nocopy(kind);
    }

    /** The table is built anew while others write. */
    static Way rebuild(Cause cause) {
        return new Way(Algorithm.INPLACE, false, true, cause);
    }

    /** Built by the engine while others wait. */
    static Way shared(Algorithm algorithm, Cause cause) {
        return new Way(algorithm, true, cause != Cause.INDEX && algorithm != Algorithm.NOCOPY, cause);
    }

    /** What both cost together: the dearer of each. */
    Way and(Way other) {
        Way dearer = other.algorithm.compareTo(algorithm) > 0
                        || other.algorithm == algorithm && other.blocksWrites && !blocksWrites
                ? other
                : this;
        return new Way(dearer.algorithm, blocksWrites || other.blocksWrites, rebuilds || other.rebuilds, dearer.cause);
    }

    /** What makes the server refuse anything dearer: {@code ALGORITHM=INPLACE, LOCK=NONE}. */
    public String clause() {
        // ALGORITHM=INSTANT takes no LOCK but DEFAULT (MySQL 8.0 manual, 15.12.2)
        return "ALGORITHM=" + algorithm
                + (algorithm == Algorithm.INSTANT ? "" : blocksWrites ? ", LOCK=SHARED" : ", LOCK=NONE");
    }
}
