package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ColumnSpec.Generated;
import dev.migrate.lint.grammar.Name;

/**
 * ADD COLUMN of a serial type or AS IDENTITY: each row gets a number of its own, so each is written anew (seen on
 * PostgreSQL 14 and 18).
 */
public final class AddCounter implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P102", "add-serial-or-identity-column").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AddColumn.class).forEach(add -> {
            ColumnSpec column = add.column();
            if (column.generated() != Generated.SERIAL && column.generated() != Generated.IDENTITY) {
                return;
            }
            Name table = sight.change().onTable().orElseThrow();
            String name = sight.written(column.name());
            String type = type(column);
            Name sequence = new Name(table.schema(), SafeWay.name(table.name(), column.name(), "seq"));
            String next = "nextval('" + sight.written(sequence).replace("'", "''") + "')";
            sight.reportOnRows(
                            table,
                            add.span(),
                            "to number the rows that are there, PostgreSQL writes all of \"" + table + "\" anew")
                    .aboutRewrite()
                    .note("the rewrite holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is"
                            + " done (every version)")
                    .rewrite(SafeWay.alter(sight, table, "ADD COLUMN " + name + " " + type) + "\n"
                            + "CREATE SEQUENCE " + sight.written(sequence) + " AS " + type + " OWNED BY "
                            + sight.written(table) + "." + name + ";\n"
                            + SafeWay.alter(sight, table, "ALTER COLUMN " + name + " SET DEFAULT " + next) + "\n"
                            + SafeWay.batches(
                                    sight,
                                    table,
                                    "UPDATE " + sight.written(table) + " SET " + name + " = " + next,
                                    name + " IS NULL")
                            + "\n-- then NOT NULL, in two revisions\n"
                            + NotNullWay.of(sight, table, column.name()));
        });
    }

    private static String type(ColumnSpec column) {
        if (column.type() == null) {
            return "bigint";
        }
        return switch (column.type().name()) {
            case "serial" -> "integer";
            case "smallserial" -> "smallint";
            case "bigserial" -> "bigint";
            default -> column.type().text();
        };
    }
}
