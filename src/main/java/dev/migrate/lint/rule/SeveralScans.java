package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import java.util.List;

/**
 * Two ALTER TABLE, one behind the other, of which each reads or writes all rows of the same table: as one statement
 * they do it once.
 */
public final class SeveralScans implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("P130", "several-scans-of-one-table").on(POSTGRESQL);
    }

    /** What the old type of a column was is not known any more of a statement that has gone by: it may have left the rows alone. */
    private static boolean scanned(Action action) {
        return !(action instanceof Action.SetType) && TableLocks.scans(action);
    }

    private static boolean scans(Sight sight, Change.AlterTable alter, Action action) {
        return action instanceof Action.SetType set
                ? ChangeType.move(sight, alter.table(), set) == TypeMove.ROWS
                : TableLocks.scans(action);
    }

    @Override
    public void review(Sight sight) {
        List<Sight.Seen> before = sight.transaction();
        if (!(sight.change() instanceof Change.AlterTable alter) || before.isEmpty()) {
            return;
        }
        Sight.Seen last = before.get(before.size() - 1);
        if (last.wasNew()
                || !(last.change() instanceof Change.AlterTable first)
                || !first.table().matches(alter.table())
                || first.actions().stream().noneMatch(SeveralScans::scanned)
                || alter.actions().stream().noneMatch(action -> scans(sight, alter, action))) {
            return;
        }
        String text = sight.statement().text();
        String more = text.substring(Math.min(alter.actions().get(0).span().from(), text.length()));
        sight.reportOnRows(
                        alter.table(),
                        null,
                        "\"" + alter.table()
                                + "\" is read from end to end once more than it needs to be: the statement before does"
                                + " that too")
                .aboutLock()
                .note("the actions of one ALTER TABLE share one pass over the rows (documentation of ALTER TABLE,"
                        + " every version)")
                .rewrite(last.text() + ",\n    " + more + ";");
    }
}
