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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text that becomes a number, a date or such: it fails at the first row that is none (PostgreSQL 18 documentation, ALTER TABLE, USING; MySQL 8.0 manual, 15.1.9,
 * errors 1292 and 1366 in strict mode).
 */
public final class CastOverRows implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("F108", "cast-over-rows").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter) || sight.isRequired(alter.table())) {
            return;
        }
        alter.actions(Action.SetType.class).forEach(set -> {
            TypeSpec from = type(sight, alter.table(), set.column());
            boolean casts = set.using() != null && set.using().matches("(?is).*(::|\\bcast\\s*\\().*");
            if (from == null ? casts : isText(from)) {
                look(sight, alter.table(), set.column(), set.type(), set.span());
            }
        });
        alter.actions(Action.Redefine.class).forEach(change -> {
            TypeSpec from = type(sight, alter.table(), change.from());
            if (from != null && isText(from) && change.column().type() != null) {
                look(sight, alter.table(), change.from(), change.column().type(), change.span());
            }
        });
    }

    private static @Nullable TypeSpec type(Sight sight, Name table, String column) {
        return sight.known().column(table, column).map(ColumnSpec::type).orElse(null);
    }

    private static boolean isText(TypeSpec type) {
        return type.is("varchar", "char", "text", "tinytext", "mediumtext", "longtext", "citext", "name", "nvarchar");
    }

    /** What no text is too odd for. */
    private static boolean takesAnyText(TypeSpec type) {
        return isText(type)
                || type.is("bytea", "blob", "longblob", "mediumblob", "tinyblob", "binary", "varbinary", "tsvector");
    }

    private static void look(Sight sight, Name table, String column, TypeSpec to, Span span) {
        if (takesAnyText(to) || to.array() || sight.isNewColumn(table, column)) {
            return;
        }
        String name = sight.written(column);
        boolean mysql = sight.kind().isMysqlFamily();
        sight.reportOnRows(
                        table,
                        span,
                        "if a row of \"" + table + "\" has a text in \"" + column + "\" that is no "
                                + to.name().toLowerCase(Locale.ROOT) + ", the statement fails")
                .note(
                        mysql
                                ? "outside of strict mode it writes 0, or what the text begins with"
                                : "the lock keeps everybody out until then, for nothing")
                .rewrite(Rows.none(
                                sight,
                                table,
                                name + " IS NOT NULL AND " + (mysql ? mysql(name, to) : postgresql(name, to)))
                        + (mysql ? "" : postgresqlNote(to))
                        + "\n" + sight.statement().text().strip() + ";");
    }

    private static String mysql(String column, TypeSpec to) {
        if (to.is("tinyint", "smallint", "mediumint", "integer", "bigint", "boolean", "year", "bit")) {
            return column + " NOT REGEXP '^ *[-+]?[0-9]+ *$'";
        }
        if (to.is("numeric", "double precision", "real", "float")) {
            return column + " NOT REGEXP '^ *[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][-+]?[0-9]+)? *$'";
        }
        if (to.is("date", "datetime", "timestamp")) {
            return column + " NOT REGEXP '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}'";
        }
        if (to.is("enum") || to.is("set")) {
            return column + " NOT IN (" + String.join(", ", to.arguments()) + ")";
        }
        return to.is("json") ? "NOT JSON_VALID(" + column + ")" : column + " = ''";
    }

    private static String postgresql(String column, TypeSpec to) {
        if (to.is("smallint", "integer", "bigint")) {
            return column + " !~ '^\\s*[-+]?[0-9]+\\s*$'";
        }
        if (to.is("numeric", "double precision", "real")) {
            return column + " !~ '^\\s*[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?\\s*$'";
        }
        if (to.is("uuid")) {
            return column + " !~* '^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$'";
        }
        if (to.is("boolean")) {
            return column + " !~* '^\\s*(t|true|f|false|y|yes|n|no|on|off|0|1)\\s*$'";
        }
        if (to.is("date", "timestamp", "timestamptz")) {
            return column + " !~ '^\\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}'";
        }
        return "NOT pg_input_is_valid(" + column + ", '" + to.text().replace("'", "''") + "')";
    }

    private static String postgresqlNote(TypeSpec to) {
        return to.is(
                        "smallint",
                        "integer",
                        "bigint",
                        "numeric",
                        "double precision",
                        "real",
                        "uuid",
                        "boolean",
                        "date",
                        "timestamp",
                        "timestamptz")
                ? ""
                : "\n-- pg_input_is_valid: since PostgreSQL 16";
    }
}
