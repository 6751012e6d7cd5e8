package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** A script that switches {@code statement_timeout} off, which an environment may set. */
public final class NoStatementTimeout implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P128", "statement-timeout-off").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Setting setting
                && setting.name().equals("statement_timeout")
                && TimeLimits.isNone(setting.value())
                && !TimeLimits.isBeforeADump(sight)) {
            sight.report("from here on a statement may hold its locks without end, whatever the environment's limit is")
                    .note("a statement that takes longer than thought ends by itself where there is a limit")
                    .rewrite("SET LOCAL statement_timeout = '15min';");
        }
    }
}
