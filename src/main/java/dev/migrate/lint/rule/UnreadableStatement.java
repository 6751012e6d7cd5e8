package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** What the review cannot read it does not take for harmless. */
public final class UnreadableStatement implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("T108", "unreadable-statement");
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Opaque opaque) {
            sight.report("the review cannot see what this does: " + opaque.why())
                    .note("no rule has looked at it, and what it makes is not known behind it")
                    .rewrite("-- write its statements one by one; or, once somebody has looked at it:\n"
                            + "-- lint:allow T108 what it does, and why that does no harm");
        }
    }
}
