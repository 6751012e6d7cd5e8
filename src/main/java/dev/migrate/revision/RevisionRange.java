package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * A range as users write it, {@code from:to}.
 *
 * @param from the older end; null when left out
 * @param to the newer end; null when left out
 */
public record RevisionRange(@Nullable String from, @Nullable String to) {

    /** Whether a text is a range rather than a single name. */
    public static boolean isRange(String written) {
        return written.indexOf(':') >= 0;
    }

    /**
     * Reads a range. Steps at one end count from the other, as in {@code -3:current} and {@code ID:+2}.
     *
     * @throws dev.migrate.diagnostic.MigrateException where it is none
     */
    public static RevisionRange parse(String written) {
        int colon = written.indexOf(':');
        if (colon < 0 || written.indexOf(':', colon + 1) >= 0) {
            throw Diagnostic.error("graph/bad-range", "\"%s\" is not a range of revisions".formatted(written))
                    .help("write from:to, where either side may be left out: ae10:head, :head, ae10:")
                    .toException();
        }
        String from = written.substring(0, colon).strip();
        String to = written.substring(colon + 1).strip();
        if (isSteps(from, '-') && isName(to)) {
            from = to + from;
        } else if (isSteps(to, '+') && isName(from)) {
            to = from + to;
        }
        return new RevisionRange(from.isEmpty() ? null : from, to.isEmpty() ? null : to);
    }

    private static boolean isSteps(String end, char sign) {
        return !end.isEmpty() && end.charAt(0) == sign;
    }

    private static boolean isName(String end) {
        return !end.isEmpty() && end.indexOf(',') < 0 && !end.matches(".*[+-]\\d+");
    }
}
