package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Change;

/** A schema, or a value of an enum type, gets another name (PostgreSQL 18 documentation, ALTER SCHEMA and ALTER TYPE); the others have no statement for it. */
public final class RenameValue implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("B103", "rename-schema-or-enum-value").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.Rename rename
                && rename.kind().equals("schema")
                && !sight.known().isNewSchema(rename.from())) {
            String to = sight.written(rename.to());
            sight.report("an application that is still running knows the schema \"" + rename.from()
                            + "\", which is now \"" + rename.to() + "\"")
                    .note("every statement that names it fails until all of the application is replaced,"
                            + " and so does a search_path that leads there")
                    .rewrite("-- the tables stay, and are seen in both; a later release moves them\nCREATE SCHEMA " + to
                            + ";\n-- for each table of " + rename.from() + ", here one called t\nCREATE VIEW " + to
                            + ".t AS SELECT * FROM " + sight.written(rename.from()) + ".t;");
        } else if (sight.change() instanceof Change.RenameEnumValue rename
                && !sight.known().isNewEnum(rename.type())) {
            sight.report("an application that is still running knows the value '" + rename.from() + "' of \""
                            + rename.type() + "\", which is now '" + rename.to() + "'")
                    .note("it fails where it writes the old value, and does not know the new one where it reads it")
                    .rewrite("-- in a revision of its own, since a new value cannot be used in the same transaction\n"
                            + "ALTER TYPE " + sight.written(rename.type()) + " ADD VALUE " + string(rename.to())
                            + " AFTER " + string(rename.from()) + ";\n"
                            + "-- then a release that knows both, a backfill of the rows, and one that knows the new"
                            + " value alone");
        }
    }

    private static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
