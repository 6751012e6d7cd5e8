package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/** A column that begins to count: the rows get their numbers while nobody may write (MySQL 8.0 manual, 15.12.1, "Adding a column"). */
public final class CounterAdded extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M114", "auto-increment-added").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.AUTO_INCREMENT);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        String text = OnlineCosts.text(sight, costly.action().span());
        OnlineCosts.report(sight, costly, "giving every row a number by AUTO_INCREMENT")
                .note("the order in which the rows get their numbers is not defined, and may be another one on a"
                        + " replica")
                .rewrite("-- a new table that counts from the start, filled in batches, then\n"
                        + OnlineCosts.ghost(sight, costly.table(), text));
    }
}
