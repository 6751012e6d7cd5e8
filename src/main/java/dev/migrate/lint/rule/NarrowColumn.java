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
import dev.migrate.lint.grammar.TypeSpec;
import org.jspecify.annotations.Nullable;

/**
 * A column's type gets narrower. PostgreSQL refuses what is too long or too large and rounds what has more digits (PostgreSQL 18 documentation, Numeric
 * Types); MySQL and MariaDB refuse it in strict mode and cut it off elsewhere (MySQL 8.0 manual, Server SQL Modes).
 */
public final class NarrowColumn implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("B106", "narrow-column").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.SetType.class)
                .forEach(set -> look(sight, alter.table(), set.column(), set.type(), set.span()));
        alter.actions(Action.Redefine.class)
                .forEach(change -> look(
                        sight, alter.table(), change.from(), change.column().type(), change.span()));
    }

    private static void look(Sight sight, Name table, String column, @Nullable TypeSpec to, Span span) {
        TypeSpec from =
                sight.known().column(table, column).map(ColumnSpec::type).orElse(null);
        if (from == null || to == null || sight.isNewColumn(table, column)) {
            return;
        }
        String lost = Width.lost(sight.kind(), from, to);
        if (lost == null) {
            return;
        }
        sight.reportOnRows(
                        table,
                        span,
                        "\"" + table + "." + column + "\" holds less than before: from " + from.text() + " to "
                                + to.text())
                .note(
                        sight.kind().isMysqlFamily()
                                ? "a value " + lost
                                        + " makes the statement fail in strict mode, and is cut off elsewhere"
                                : "a value " + lost
                                        + (lost.contains(" behind the ")
                                                ? " is rounded without a word"
                                                : " makes the statement fail, or is cut off"))
                .note("an application that is still running goes on writing such values, and fails")
                .rewrite(rewrite(sight, table, column, to));
    }

    private static String rewrite(Sight sight, Name table, String column, TypeSpec to) {
        String fresh = column + "_new";
        String alter = "ALTER TABLE " + sight.written(table);
        return "-- another column, that the application fills with what fits\n" + alter + " ADD COLUMN "
                + sight.written(fresh) + " " + to.text() + ";\n"
                + "-- a release that writes both and a backfill; one that reads the new one; then\n"
                + "-- lint:allow D103 no release that runs knows " + table + "." + column + "\n" + alter
                + " DROP COLUMN " + sight.written(column) + ";";
    }
}
