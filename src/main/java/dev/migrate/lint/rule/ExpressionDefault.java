package dev.migrate.lint.rule;

import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.online.Cause;
import java.util.Set;

/**
 * A new column whose default is an expression: MySQL works it out for every row and copies the table, and refuses what may differ on a replica (error 1674,
 * measured on 8.0.31); MariaDB copies only where every row gets a value of its own.
 */
public final class ExpressionDefault extends CostlyAction {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("M125", "expression-default").onMysql();
    }

    @Override
    Set<Cause> causes() {
        return Set.of(Cause.DEFAULT_EXPRESSION);
    }

    @Override
    void tell(Sight sight, OnlineCosts.Costly costly) {
        Action.AddColumn add = (Action.AddColumn) costly.action();
        ColumnSpec column = add.column();
        String value = column.defaultValue();
        boolean refused = OnlineCosts.server(sight).refusesDefault(value);
        String name = sight.written(column.name());
        String alter = "ALTER TABLE " + sight.written(costly.table());
        String type = column.type() == null ? "" : column.type().text();
        String steps = alter + " ADD COLUMN " + name + " " + type + ", ALGORITHM=INSTANT;\n"
                + alter + " ALTER COLUMN " + name + " SET DEFAULT " + value + ";\n"
                + "-- in a revision of its own, in batches (-- migrate:backfill):\n"
                + "UPDATE " + sight.written(costly.table()) + " SET " + name + " = " + value + " WHERE " + name
                + " IS NULL;"
                + (column.notNull()
                        ? "\n-- in a later one:\n" + alter + " MODIFY COLUMN " + name + " " + type + " NOT NULL DEFAULT " + value
                                + ", ALGORITHM=INPLACE, LOCK=NONE;"
                        : "");
        if (refused) {
            sight.reportOnRows(
                            costly.table(),
                            add.span(),
                            "MySQL refuses the default of \"" + column.name() + "\": its value may differ on a replica")
                    .note("error 1674, with the binary log on or off (measured on 8.0.31 and 9.7)")
                    .rewrite(steps);
        } else {
            OnlineCosts.report(sight, costly, "adding \"" + column.name() + "\" with an expression as its default")
                    .note("a default that is a constant, and CURRENT_TIMESTAMP without parentheses, is added at once")
                    .rewrite(steps);
        }
    }
}
