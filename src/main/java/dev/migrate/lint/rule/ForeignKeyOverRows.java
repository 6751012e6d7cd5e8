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
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;

/** A foreign key over rows that are there: it fails where one of them refers to nothing (PostgreSQL 18 documentation, ALTER TABLE; MySQL 8.0, error 1452). */
public final class ForeignKeyOverRows implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("F107", "foreign-key-over-rows").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)
                || sight.isRequired(alter.table())
                || sight.kind().isMysqlFamily() && !OnlineCosts.checksForeignKeys(sight)) {
            return;
        }
        alter.actions(Action.AddConstraint.class)
                .filter(add -> add.constraint().kind() == ConstraintSpec.Kind.FOREIGN_KEY
                        && !add.constraint().notValid()
                        && !add.constraint().notEnforced()
                        && add.constraint().references() != null)
                .filter(add ->
                        add.constraint().columns().stream().noneMatch(column -> isEmpty(sight, alter.table(), column)))
                .forEach(add -> sight.reportOnRows(
                                alter.table(),
                                add.span(),
                                "if a row of \"" + alter.table() + "\" refers to none of \""
                                        + add.constraint().references() + "\", the statement fails")
                        .note("rows without a parent are common where no foreign key has kept them away until now")
                        .rewrite(Rows.noOrphans(
                                        sight,
                                        alter.table(),
                                        add.constraint().columns(),
                                        add.constraint().references(),
                                        add.constraint().referenced())
                                + "\n" + sight.statement().text().strip() + ";"));
    }

    /** Whether this run adds the column, without a value for the rows that are there. */
    private static boolean isEmpty(Sight sight, Name table, String column) {
        boolean added = sight.isNewColumn(table, column)
                || ((Change.AlterTable) sight.change())
                        .actions(Action.AddColumn.class)
                        .anyMatch(add -> add.column().name().equalsIgnoreCase(column)
                                && add.column().defaultValue() == null);
        return added
                && sight.known()
                        .column(table, column)
                        .map(ColumnSpec::defaultValue)
                        .isEmpty()
                && sight.before().stream()
                        .noneMatch(seen -> seen.change() instanceof Change.Rows rows
                                && rows.table().matches(table));
    }
}
