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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The default of a column changes while the application writes. */
public final class ChangeDefault implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("B105", "column-default-changed").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.SetDefault.class)
                .forEach(set -> look(sight, alter.table(), set.column(), set.value(), set.span()));
        alter.actions(Action.DropDefault.class)
                .forEach(drop -> look(sight, alter.table(), drop.column(), null, drop.span()));
        alter.actions(Action.Redefine.class)
                .filter(change ->
                        sight.known().column(alter.table(), change.from()).isPresent())
                .forEach(change -> look(
                        sight, alter.table(), change.from(), change.column().defaultValue(), change.span()));
    }

    private static void look(Sight sight, Name table, String column, @Nullable String value, Span span) {
        Optional<ColumnSpec> known = sight.known().column(table, column);
        String before = known.map(ColumnSpec::defaultValue).orElse(null);
        if (sight.isNewColumn(table, column) || known.isPresent() && Objects.equals(plain(before), plain(value))) {
            return;
        }
        String now = value == null ? "no default any more" : "the default " + value;
        sight.report(span, "\"" + table + "." + column + "\" has " + now)
                .note("rows that leave the column out get another value from one moment to the next,"
                        + " whichever release of the application writes them")
                .rewrite("let the application write the value itself first; then its releases agree");
    }

    /** NULL as a default is none. */
    private static @Nullable String plain(@Nullable String value) {
        return value == null || value.equalsIgnoreCase("NULL") ? null : value;
    }
}
