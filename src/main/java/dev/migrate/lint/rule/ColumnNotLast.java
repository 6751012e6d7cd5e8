package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MYSQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;

/** A column that is not added as the last one: until MySQL 8.0.29 that is no instant change (its manual, 15.12.1, "Adding a column"). */
public final class ColumnNotLast implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("M115", "column-not-last").on(MYSQL);
    }

    @Override
    public void review(Sight sight) {
        if (!sight.isKnownBefore(8, 0, 29) || !(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.AddColumn.class)
                .filter(add -> add.column().position() != null)
                .forEach(add -> sight.reportOnRows(
                                alter.table(),
                                add.span(),
                                "\"" + add.column().name() + "\" is not the last column: \"" + alter.table()
                                        + "\" is built anew")
                        .aboutRewrite()
                        .note("before 8.0.29 only a column at the end is added at once (ALGORITHM=INSTANT)")
                        .rewrite("ALTER TABLE " + sight.written(alter.table()) + " ADD COLUMN "
                                + OnlineCosts.text(sight, add.column().span())
                                        .replaceFirst("(?is)\\s+(FIRST|AFTER\\s+\\S+)\\s*$", "")
                                + ", ALGORITHM=INSTANT;"));
    }
}
