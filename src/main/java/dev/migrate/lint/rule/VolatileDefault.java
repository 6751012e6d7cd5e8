package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Draft;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.Optional;

/**
 * ADD COLUMN with a default that is another one for each row. Since PostgreSQL 11 a default that is computed once is
 * kept in the catalog ({@code pg_attribute.attmissingval}); a volatile one still writes every row (documentation of
 * ALTER TABLE, "Notes"; seen on 14 and 18).
 */
public final class VolatileDefault implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P101", "add-column-volatile-default").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AddColumn.class).forEach(add -> review(sight, add));
    }

    private static void review(Sight sight, Action.AddColumn add) {
        ColumnSpec column = add.column();
        String value = column.defaultValue();
        if (value == null || value.equalsIgnoreCase("null") || column.generated() != ColumnSpec.Generated.NO) {
            return;
        }
        Name table = sight.change().onTable().orElseThrow();
        Optional<Volatility.Call> call = Volatility.of(value, sight.known());
        if (call.isPresent()) {
            String function = call.get().function();
            Draft draft = sight.reportOnRows(
                            table,
                            add.span(),
                            call.get().certain()
                                    ? "the default of \"" + column.name() + "\" calls \"" + function
                                            + "\", which gives each row another value: PostgreSQL writes all of \""
                                            + table
                                            + "\" anew"
                                    : "the default of \"" + column.name() + "\" calls \"" + function
                                            + "\": unless that function is IMMUTABLE or STABLE, PostgreSQL writes all"
                                            + " of \""
                                            + table + "\" anew")
                    .aboutRewrite();
            if (!call.get().certain()) {
                draft.as(Severity.WARNING)
                        .note("a function is VOLATILE where its CREATE FUNCTION does not say otherwise");
            }
            explain(sight, draft, table, column, value);
        } else if (sight.isKnownBefore(11, 0, 0)) {
            Draft draft = sight.reportOnRows(
                            table,
                            add.span(),
                            "PostgreSQL before 11 writes all of \"" + table + "\" anew to give \"" + column.name()
                                    + "\" its default")
                    .aboutRewrite();
            explain(sight, draft, table, column, value);
        }
    }

    private static void explain(Sight sight, Draft draft, Name table, ColumnSpec column, String value) {
        String name = sight.written(column.name());
        String type = column.type() == null ? "text" : column.type().text();
        draft.note("the rewrite holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is done"
                        + " (every version)")
                .rewrite(SafeWay.alter(sight, table, "ADD COLUMN " + name + " " + type) + "\n"
                        + SafeWay.alter(sight, table, "ALTER COLUMN " + name + " SET DEFAULT " + value) + "\n"
                        + SafeWay.batches(
                                sight,
                                table,
                                "UPDATE " + sight.written(table) + " SET " + name + " = " + value,
                                name + " IS NULL")
                        + (column.notNull()
                                ? "\n-- then NOT NULL, in two revisions\n" + NotNullWay.of(sight, table, column.name())
                                : ""));
    }
}
