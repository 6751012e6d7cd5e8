package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;

/**
 * A CHECK for the rows that are there, with ADD CONSTRAINT or within ADD COLUMN, reads them all (seen on PostgreSQL 14
 * and 18).
 */
public final class AddCheck implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P108", "add-check-without-not-valid").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().onTable().ifPresent(table -> {
            sight.change().actions(Action.AddConstraint.class).forEach(add -> {
                ConstraintSpec check = add.constraint();
                if (check.kind() == ConstraintSpec.Kind.CHECK && !check.notValid() && !check.notEnforced()) {
                    String name = check.name() == null ? SafeWay.name(table.name(), "check") : check.name();
                    report(sight, table, add.span())
                            .rewrite(validated(sight, table, name, String.valueOf(check.expression())));
                }
            });
            sight.change().actions(Action.AddColumn.class).forEach(add -> addColumn(sight, table, add));
        });
    }

    private static void addColumn(Sight sight, Name table, Action.AddColumn add) {
        ColumnSpec column = add.column();
        if (column.checks().isEmpty()) {
            return;
        }
        String name = sight.written(column.name());
        StringBuilder way = new StringBuilder();
        way.append(SafeWay.alter(
                sight,
                table,
                "ADD COLUMN " + name + " "
                        + (column.type() == null ? "text" : column.type().text())
                        + (column.defaultValue() == null ? "" : " DEFAULT " + column.defaultValue())
                        + (column.notNull() && column.defaultValue() != null ? " NOT NULL" : "")));
        way.append('\n')
                .append(validated(
                        sight,
                        table,
                        SafeWay.name(table.name(), column.name(), "check"),
                        String.join(" AND ", column.checks())));
        report(sight, table, add.span()).rewrite(way.toString());
    }

    private static Draft report(Sight sight, Name table, Span span) {
        return sight.reportOnRows(table, span, "the CHECK reads all of \"" + table + "\" before it holds")
                .aboutLock()
                .note("the scan is under an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is done"
                        + " (every version)")
                .note("with NOT VALID nothing is read; VALIDATE in another transaction reads while everybody reads"
                        + " and writes");
    }

    private static String validated(Sight sight, Name table, String name, String condition) {
        return SafeWay.oneAfterTheOther(
                SafeWay.alter(
                        sight, table, "ADD CONSTRAINT " + sight.written(name) + " CHECK (" + condition + ") NOT VALID"),
                SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + sight.written(name)));
    }
}
