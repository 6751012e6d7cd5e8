package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;

/**
 * ADD COLUMN … GENERATED ALWAYS AS (…) STORED writes every row (PostgreSQL 12 and later; 18 has VIRTUAL, which does
 * not).
 */
public final class AddStoredColumn implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P103", "add-stored-generated-column").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().actions(Action.AddColumn.class).forEach(add -> {
            if (add.column().generated() != ColumnSpec.Generated.STORED) {
                return;
            }
            Name table = sight.change().onTable().orElseThrow();
            sight.reportOnRows(
                            table,
                            add.span(),
                            "to store \"" + add.column().name()
                                    + "\" for the rows that are there, PostgreSQL writes all of \"" + table + "\" anew")
                    .aboutRewrite()
                    .note("the rewrite holds an ACCESS EXCLUSIVE lock: nobody reads or writes the table until it is"
                            + " done (every version)")
                    .note("PostgreSQL 18 has VIRTUAL, which is computed when it is read and writes nothing")
                    .rewrite(
                            sight.isKnownSince(18)
                                    ? virtual(sight, table, add.column())
                                    : byTrigger(sight, table, add.column()));
        });
    }

    private static String type(ColumnSpec column) {
        return column.type() == null ? "text" : column.type().text();
    }

    private static String virtual(Sight sight, Name table, ColumnSpec column) {
        return SafeWay.alter(
                sight,
                table,
                "ADD COLUMN " + sight.written(column.name()) + " " + type(column) + " GENERATED ALWAYS AS ("
                        + column.computed() + ") VIRTUAL");
    }

    private static String byTrigger(Sight sight, Name table, ColumnSpec column) {
        String name = sight.written(column.name());
        String function = sight.written(new Name(table.schema(), SafeWay.name(table.name(), column.name(), "compute")));
        String trigger = sight.written(SafeWay.name(table.name(), column.name(), "compute"));
        return SafeWay.alter(sight, table, "ADD COLUMN " + name + " " + type(column)) + "\n"
                + "CREATE FUNCTION " + function + "() RETURNS trigger LANGUAGE plpgsql AS $$\n"
                + "BEGIN\n"
                + "    NEW." + name + " := (SELECT " + column.computed() + " FROM (SELECT NEW.*) AS "
                + sight.written(table.name()) + ");\n"
                + "    RETURN NEW;\n"
                + "END $$;\n"
                + "CREATE TRIGGER " + trigger + " BEFORE INSERT OR UPDATE ON " + sight.written(table)
                + " FOR EACH ROW EXECUTE FUNCTION " + function + "();\n"
                + SafeWay.batches(
                        sight,
                        table,
                        "UPDATE " + sight.written(table) + " SET " + name + " = " + column.computed(),
                        name + " IS NULL");
    }
}
