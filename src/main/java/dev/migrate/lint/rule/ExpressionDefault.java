package dev.migrate.lint.rule;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.online.Cause;
import dev.migrate.sql.DatabaseKind;
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
        boolean refused = OnlineCosts.server(sight).refusesDefault(column.defaultValue());
        String steps = steps(sight, costly.table(), column);
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

    @Override
    public void review(Sight sight) {
        super.review(sight);
        if (sight.kind() == DatabaseKind.MARIADB && sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddColumn.class)
                    .filter(add -> add.column().defaultValue() != null
                            && add.column().defaultValue().matches("(?is).*\\brand\\s*\\(.*"))
                    .forEach(add -> sight.reportOnRows(
                                    alter.table(),
                                    add.span(),
                                    "all rows of \"" + alter.table() + "\" get one value of \""
                                            + add.column().name() + "\", however random it is")
                            .as(Severity.WARNING)
                            .note("MariaDB works the default out once for the rows that are there (measured on"
                                    + " 11.4), and again for each new one")
                            .rewrite(steps(sight, alter.table(), add.column())));
        }
    }

    private static String steps(Sight sight, Name table, ColumnSpec column) {
        String value = column.defaultValue();
        String name = sight.written(column.name());
        String alter = "ALTER TABLE " + sight.written(table);
        String type = column.type() == null ? "" : column.type().text();
        return alter + " ADD COLUMN " + name + " " + type + ", ALGORITHM=INSTANT;\n"
                + alter + " ALTER COLUMN " + name + " SET DEFAULT " + value + ";\n"
                + "-- in a revision of its own, in batches (-- migrate:backfill):\n"
                + "UPDATE " + sight.written(table) + " SET " + name + " = " + value + " WHERE " + name
                + " IS NULL;"
                + (column.notNull()
                        ? "\n-- in a later one:\n" + alter + " MODIFY COLUMN " + name + " " + type
                                + " NOT NULL DEFAULT " + value + ", ALGORITHM=INPLACE, LOCK=NONE;"
                        : "");
    }
}
