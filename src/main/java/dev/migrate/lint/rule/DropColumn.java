package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;

/** DROP COLUMN of a column that was there before this run. */
public final class DropColumn implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("D103", "drop-column");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        sight.change()
                .actions(Action.DropColumn.class)
                .filter(drop -> !sight.isNewColumn(alter.table(), drop.column()))
                .forEach(drop -> sight.report(
                                drop.span(),
                                "DROP COLUMN takes the values of \"" + alter.table() + "." + drop.column() + "\" away")
                        .note("no downgrade brings them back")
                        .note("an application that is still running fails as soon as it names the column, and an ORM"
                                + " names every column that it knows")
                        .rewrite("-- first a release whose code does not know the column; then, in a later one:\n"
                                + "-- lint:allow D103 no release that runs knows " + alter.table() + "."
                                + drop.column() + "\n"
                                + "ALTER TABLE " + sight.written(alter.table()) + " DROP COLUMN "
                                + sight.written(drop.column()) + ";"));
    }
}
