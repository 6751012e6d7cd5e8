package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Name;
import java.util.List;

/**
 * Locks on several tables in use in one transaction: who takes them in another order, and waits for one, meets a
 * deadlock.
 */
public final class SeveralTablesLocked implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P131", "several-tables-locked").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!sight.isInTransaction()) {
            return;
        }
        List<Name> held = TableLocks.held(sight);
        for (Name table : TableLocks.exclusive(sight.change())) {
            List<Name> others =
                    held.stream().filter(name -> !name.matches(table)).toList();
            boolean first = others.stream().allMatch(name -> name.matches(others.get(0)));
            if (!others.isEmpty() && first && others.size() == held.size()) {
                sight.reportOnRows(
                                table,
                                null,
                                "\"" + others.get(0)
                                        + "\" is locked already, and stays so while this statement waits for its lock"
                                        + " on \""
                                        + table + "\"")
                        .aboutLock()
                        .note("a transaction of the application that uses both, in the other order, and this one"
                                + " wait for each other: PostgreSQL breaks one of them off (40P01)")
                        .rewrite("-- in the next revision, in a transaction of its own\n"
                                + sight.statement().text() + ";");
                return;
            }
        }
    }
}
