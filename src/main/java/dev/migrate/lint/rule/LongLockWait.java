package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** A revision that lets its session wait long for a metadata lock. MySQL's default is one year (MySQL 8.0 manual, 7.1.8, lock_wait_timeout), MariaDB's a day. */
public final class LongLockWait implements Rule {

    /** Seconds. */
    private static final int LONG = 60;

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M105", "long-lock-wait").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.Setting setting)
                || !setting.name().equals("lock_wait_timeout")) {
            return;
        }
        String value = setting.value();
        boolean whole = value.matches("\\d{1,9}");
        if (whole && Integer.parseInt(value) <= LONG) {
            return;
        }
        if (!whole && !value.equalsIgnoreCase("default")) {
            return;
        }
        sight.report("the session waits " + (whole ? value + " seconds" : "as long as the server's default says")
                        + " for a lock on a table")
                .aboutLock()
                .note("a statement that waits for its lock makes every later query of that table wait behind it")
                .note("the default is one year on MySQL and a day on MariaDB; this plugin sets a few seconds, and"
                        + " tries again")
                .rewrite("SET SESSION lock_wait_timeout = 5;");
    }
}
