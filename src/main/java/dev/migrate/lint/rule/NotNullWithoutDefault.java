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

/**
 * A column that must not be null, for rows that are there and have no value for it. PostgreSQL refuses it where there are rows; MySQL and MariaDB fill in 0 or an
 * empty text without a word, in strict mode too (measured on MySQL 8.0.31, 9.7 and MariaDB 10.11).
 */
public final class NotNullWithoutDefault implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("F103", "not-null-without-default").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.AddColumn.class).forEach(add -> {
            ColumnSpec column = add.column();
            if (!column.notNull()
                    || column.defaultValue() != null
                    || column.generated() != ColumnSpec.Generated.NO
                    || column.type() != null && column.type().isSerial()
                    || isDomain(sight, column)) {
                return;
            }
            boolean mysql = sight.kind().isMysqlFamily();
            sight.reportOnRows(
                            alter.table(),
                            add.span(),
                            mysql
                                    ? "the rows of \"" + alter.table() + "\" get " + zero(column) + " for \""
                                            + column.name() + "\", which nobody gave them"
                                    : "\"" + column.name() + "\" must not be null, and the rows of \"" + alter.table()
                                            + "\" have no value for it: the statement fails")
                    .note(
                            mysql
                                    ? "MySQL and MariaDB do this in strict mode too; of a date they say that"
                                            + " 0000-00-00 is none, and fail"
                                    : "on a table without rows it succeeds, which is why no test finds it")
                    .rewrite(rewrite(sight, alter.table(), column));
        });
    }

    private static boolean isDomain(Sight sight, ColumnSpec column) {
        return column.type() != null
                && sight.known().domain(column.type().name()).isPresent();
    }

    private static String zero(ColumnSpec column) {
        if (column.is("date", "datetime", "timestamp")) {
            return "the date 0000-00-00, or none,";
        }
        if (column.is("enum")) {
            return "the first value of the enum";
        }
        return column.is(
                        "varchar",
                        "char",
                        "text",
                        "tinytext",
                        "mediumtext",
                        "longtext",
                        "binary",
                        "varbinary",
                        "blob",
                        "set",
                        "json")
                ? "an empty value"
                : "0";
    }

    private static String rewrite(Sight sight, Name table, ColumnSpec column) {
        String alter = "ALTER TABLE " + sight.written(table) + " ";
        String name = sight.written(column.name());
        String type = column.type() == null ? "" : column.type().text();
        boolean mysql = sight.kind().isMysqlFamily();
        return alter + "ADD COLUMN " + name + " " + type + ";\n"
                + "-- in a revision of its own, in batches (-- migrate:backfill), the value that is right:\n"
                + "UPDATE " + sight.written(table) + " SET " + name + " = " + sample(column) + " WHERE " + name
                + " IS NULL;\n"
                + "-- in a later one:\n"
                + Rows.none(sight, table, name + " IS NULL") + "\n"
                + alter
                + (mysql
                        ? "MODIFY COLUMN " + name + " " + type + " NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;"
                        : "ALTER COLUMN " + name + " SET NOT NULL;");
    }

    /** A value that the type takes; the right one is for people to choose. */
    private static String sample(ColumnSpec column) {
        if (column.is("date", "datetime", "timestamp", "timestamptz")) {
            return "CURRENT_TIMESTAMP";
        }
        if (column.is("boolean")) {
            return "false";
        }
        if (column.is("enum")
                && column.type() != null
                && !column.type().arguments().isEmpty()) {
            return column.type().arguments().get(0);
        }
        return column.is(
                        "tinyint",
                        "smallint",
                        "mediumint",
                        "integer",
                        "bigint",
                        "numeric",
                        "real",
                        "double precision",
                        "bit",
                        "float")
                ? "0"
                : "''";
    }
}
