package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.Optional;

/** A column gets another name while an application knows it by the old one. */
public final class RenameColumn implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("B102", "rename-column");
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.RenameColumn.class)
                .forEach(rename -> look(sight, alter.table(), rename.from(), rename.to(), rename.span()));
        alter.actions(Action.Redefine.class)
                .forEach(change -> look(
                        sight, alter.table(), change.from(), change.column().name(), change.span()));
    }

    private static void look(Sight sight, Name table, String from, String to, Span span) {
        boolean same = sight.kind() == POSTGRESQL ? from.equals(to) : from.equalsIgnoreCase(to);
        if (same || sight.isNewColumn(table, from)) {
            return;
        }
        sight.report(
                        span,
                        "an application that is still running knows \"" + table + "." + from + "\", which is now \""
                                + to + "\"")
                .note("every statement that names the column fails until all of the application is replaced")
                .rewrite(rewrite(sight, table, from, to));
    }

    private static String rewrite(Sight sight, Name table, String from, String to) {
        String alter = "ALTER TABLE " + sight.written(table);
        String old = sight.written(from);
        String fresh = sight.written(to);
        String type = sight.known()
                .column(table, from)
                .flatMap(column -> Optional.ofNullable(column.type()))
                .map(TypeSpec::text)
                .orElse("text");
        String key = sight.known()
                .table(table)
                .map(KnownTable::primaryKey)
                .filter(columns -> columns.size() == 1)
                .map(columns -> sight.written(columns.get(0)))
                .orElse("id");
        String filled = "-- this release: another column; its code writes both and reads the old one\n" + alter
                + " ADD COLUMN " + fresh + " " + type + ";\n"
                + "-- migrate:backfill table=" + sight.written(table) + " key=" + key + "\n"
                + "UPDATE " + sight.written(table) + " SET " + fresh + " = " + old + " WHERE " + key + " > :from AND "
                + key + " <= :to;\n";
        return filled + "-- the next release reads the new one; then\n"
                + "-- lint:allow D103 no release that runs knows " + table + "." + from + "\n" + alter + " DROP COLUMN "
                + old
                + ";";
    }
}
