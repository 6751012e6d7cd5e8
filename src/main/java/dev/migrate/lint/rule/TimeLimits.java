package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import java.util.List;

/** How a script sets PostgreSQL's limits of time, and what comes behind it. */
final class TimeLimits {

    private TimeLimits() {}

    /** Whether a value means no limit; the server's own one, which is none where nobody has changed it, counts too. */
    static boolean isNone(String value) {
        return value.matches("(?i)'?\\s*0+\\s*(us|ms|s|min|h|d)?\\s*'?|default");
    }

    /** Whether what follows makes new tables alone, as a dump does. */
    static boolean touchNothingInUse(List<Sight.Seen> later) {
        return !later.isEmpty()
                && later.stream()
                        .noneMatch(seen -> seen.change() instanceof Change.Opaque
                                || !(seen.change() instanceof Change.CreateTable)
                                        && !seen.wasNew()
                                        && seen.change().onTable().isPresent());
    }
}
