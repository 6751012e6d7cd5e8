package dev.migrate.lint.rule;

import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a script sets PostgreSQL's limits of time, and what comes behind it. */
final class TimeLimits {

    private TimeLimits() {}

    /** Whether a value means no limit; the server's own one, which is none where nobody has changed it, counts too. */
    static boolean isNone(String value) {
        return value.matches("(?i)'?\\s*0+\\s*(us|ms|s|min|h|d)?\\s*'?|default");
    }

    /** Whether what follows makes new tables and fills them, and nothing else, as a dump does. */
    static boolean isBeforeADump(Sight sight) {
        List<Name> made = new ArrayList<>();
        for (Sight.Seen seen : sight.later()) {
            Optional<Name> table = seen.change().onTable();
            if (seen.change() instanceof Change.CreateTable create) {
                made.add(create.table());
            } else if (seen.change() instanceof Change.Opaque
                    || seen.change() instanceof Change.Drop
                    || seen.change() instanceof Change.DropIndex
                    || table.isPresent()
                            && made.stream().noneMatch(table.get()::matches)
                            && !sight.isNew(table.get())) {
                return false;
            }
        }
        return !made.isEmpty();
    }
}
