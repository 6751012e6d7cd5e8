package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;

/** A column may be NULL from now on, which readers do not expect. */
public final class DropNotNull implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("B104", "drop-not-null").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.DropNotNull.class)
                .filter(drop -> sight.known()
                        .column(alter.table(), drop.column())
                        .map(ColumnSpec::notNull)
                        .orElse(true))
                .forEach(drop -> look(sight, alter.table(), drop.column(), drop.span()));
        alter.actions(Action.Redefine.class)
                .filter(change -> !change.column().notNull() && !change.column().primaryKey())
                .filter(change -> sight.known()
                        .column(alter.table(), change.from())
                        .map(ColumnSpec::notNull)
                        .orElse(false))
                .filter(change -> sight.known()
                        .table(alter.table())
                        .map(table -> table.primaryKey().stream().noneMatch(change.from()::equalsIgnoreCase))
                        .orElse(true))
                .forEach(change -> look(sight, alter.table(), change.from(), change.span()));
    }

    private static void look(Sight sight, Name table, String column, Span span) {
        if (sight.isNewColumn(table, column)) {
            return;
        }
        sight.report(span, "\"" + table + "." + column + "\" may be NULL from now on")
                .note("code that reads it as a value that is always there fails on the first row that has none")
                .rewrite("-- once every release that runs reads NULL well:\n-- lint:allow B104 every reader of " + table
                        + "." + column + " knows NULL\n" + sight.statement().text() + ";");
    }
}
