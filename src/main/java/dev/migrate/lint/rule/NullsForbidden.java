package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.Optional;

/**
 * A column that becomes NOT NULL: the statement fails where a row has no value (PostgreSQL 18 documentation, ALTER TABLE; MySQL 8.0, error 1138 in strict mode,
 * elsewhere 0 or an empty text is filled in).
 */
public final class NullsForbidden implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("F104", "nullable-to-not-null").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        alter.actions(Action.SetNotNull.class)
                .forEach(set -> look(sight, alter.table(), set.column(), set.column(), set.span()));
        alter.actions(Action.Redefine.class)
                .filter(change -> change.column().notNull())
                // what the column was must be known: MODIFY says NOT NULL again of those that have it
                .filter(change -> sight.known()
                        .column(alter.table(), change.from())
                        .map(old -> !old.notNull() && old.generated() == ColumnSpec.Generated.NO)
                        .orElse(false))
                .forEach(change -> look(
                        sight, alter.table(), change.from(), change.column().name(), change.span()));
    }

    private static void look(Sight sight, Name table, String column, String named, Span span) {
        Optional<KnownTable> known = sight.known().table(table);
        boolean inKey = known.map(t -> t.primaryKey().stream().anyMatch(column::equalsIgnoreCase))
                .orElse(false);
        boolean already =
                known.flatMap(t -> t.column(column)).map(ColumnSpec::notNull).orElse(false);
        if (inKey || already || isFilled(sight, table, column) || isChecked(known, column) || sight.isRequired(table)) {
            return;
        }
        boolean fresh = sight.isNewColumn(table, column)
                && known.flatMap(t -> t.column(column))
                        .map(c -> c.defaultValue() != null)
                        .orElse(false);
        if (fresh) {
            return;
        }
        sight.reportOnRows(
                        table,
                        span,
                        "if a row of \"" + table + "\" has no value in \"" + column + "\", the statement fails")
                .note(
                        sight.kind().isMysqlFamily()
                                ? "outside of strict mode it fills in 0 or an empty text instead"
                                : "every row is read before that is known")
                .rewrite(Rows.none(sight, table, sight.written(column) + " IS NULL") + "\n"
                        + sight.statement().text().strip() + ";");
    }

    /** Whether an UPDATE of the same revision gives the column a value. */
    private static boolean isFilled(Sight sight, Name table, String column) {
        return sight.before().stream()
                .anyMatch(seen -> seen.change() instanceof Change.Rows rows
                        && rows.verb().equals("update")
                        && rows.table().matches(table)
                        && rows.assigned().stream().anyMatch(column::equalsIgnoreCase));
    }

    /** Whether a check says that it is not null. */
    private static boolean isChecked(Optional<KnownTable> known, String column) {
        return known.stream()
                .flatMap(table -> table.constraints().stream())
                .anyMatch(c -> c.kind() == ConstraintSpec.Kind.CHECK
                        && !c.notValid()
                        && !c.notEnforced()
                        && c.expression() != null
                        && c.expression()
                                .replaceAll("[\"`()]", "")
                                .matches("(?is)\\s*" + java.util.regex.Pattern.quote(column)
                                        + "\\s+IS\\s+NOT\\s+NULL\\s*"));
    }
}
