package dev.migrate.lint.rule;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.ArrayList;
import java.util.List;

/** An ENUM or SET that loses a value: rows that have it make the statement fail in strict mode, and lose it elsewhere (MySQL 8.0 manual, 11.3.5). */
public final class EnumValueGone implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("F106", "enum-value-removed").onMysql();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter) || sight.isRequired(alter.table())) {
            return;
        }
        alter.actions(Action.Redefine.class).forEach(change -> {
            TypeSpec before = sight.known()
                    .column(alter.table(), change.from())
                    .map(ColumnSpec::type)
                    .orElse(null);
            TypeSpec now = change.column().type();
            if (before == null
                    || now == null
                    || !before.is("enum", "set")
                    || !now.name().equals(before.name())) {
                return;
            }
            List<String> gone = new ArrayList<>(before.arguments());
            gone.removeAll(now.arguments());
            if (gone.isEmpty()) {
                return;
            }
            String column = sight.written(change.from());
            String holds = before.is("enum")
                    ? column + " IN (" + String.join(", ", gone) + ")"
                    : String.join(
                            " OR ",
                            gone.stream()
                                    .map(value -> "FIND_IN_SET(" + value + ", " + column + ")")
                                    .toList());
            sight.reportOnRows(
                            alter.table(),
                            change.span(),
                            "\"" + change.from() + "\" loses " + String.join(", ", gone)
                                    + ": rows that have it make the statement fail, or lose it")
                    .aboutRewrite()
                    .note("strict mode refuses it (error 1265), elsewhere such a row gets an empty value")
                    .note("the values get other numbers, so the whole table is copied while every write waits"
                            + " (MariaDB since 11.2: while others write)")
                    .rewrite("-- the rows first, in a revision of its own and in batches (-- migrate:backfill):\n"
                            + "UPDATE " + sight.written(alter.table()) + " SET " + column + " = NULL WHERE " + holds
                            + ";\n"
                            + "-- then:\n" + Rows.none(sight, alter.table(), holds) + "\n"
                            + sight.statement().text().strip() + ";");
        });
    }
}
