package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.Sight;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** A rule about one reason for which MySQL or MariaDB copies a table, or blocks those who write to it. */
abstract class CostlyAction implements Rule {

    /** The reasons that it is about. */
    abstract Set<Cause> causes();

    /** Tells of one. */
    abstract void tell(Sight sight, OnlineCosts.Costly costly);

    @Override
    public void review(Sight sight) {
        OnlineCosts.of(sight).stream()
                .filter(costly -> causes().contains(costly.way().cause()))
                .forEach(costly -> tell(sight, costly));
    }
}
