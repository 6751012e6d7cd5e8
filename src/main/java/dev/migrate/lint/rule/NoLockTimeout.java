package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/**
 * A script that switches {@code lock_timeout} off, which each run sets (the environment's setting, five seconds where
 * none is made).
 */
public final class NoLockTimeout implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P127", "lock-timeout-off").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Setting setting
                && setting.name().equals("lock_timeout")
                && TimeLimits.isNone(setting.value())
                && !TimeLimits.isBeforeADump(sight)) {
            sight.report("from here on a statement waits for its lock without end")
                    .aboutLock()
                    .note("while it waits, every query that comes later waits behind it, reads too (every version)")
                    .note("the run sets lock_timeout itself, and tries again where that runs out")
                    .rewrite("SET LOCAL lock_timeout = '5s';");
        }
    }
}
