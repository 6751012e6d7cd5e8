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
import dev.migrate.lint.grammar.ConstraintSpec;

/** A primary key over columns that may be null: it fails where one is (PostgreSQL 18 documentation, ALTER TABLE; MySQL 8.0, error 1138). */
public final class KeyOverNulls implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("F105", "primary-key-over-nulls").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        KnownTable table = sight.known().table(alter.table()).orElse(null);
        if (table == null || sight.isRequired(alter.table())) {
            return;
        }
        alter.actions(Action.AddConstraint.class)
                .filter(add -> add.constraint().kind() == ConstraintSpec.Kind.PRIMARY_KEY
                        && add.constraint().usingIndex() == null)
                .forEach(add -> add.constraint().columns().stream()
                        .flatMap(name -> table.column(name).stream())
                        .filter(column -> !column.notNull()
                                && table.primaryKey().stream().noneMatch(column.name()::equalsIgnoreCase))
                        .findFirst()
                        .ifPresent(column -> sight.reportOnRows(
                                        alter.table(),
                                        add.span(),
                                        "\"" + column.name()
                                                + "\" may be null, and a primary key over it fails where it is")
                                .note("the primary key makes it NOT NULL, for which every row is read under the lock")
                                .rewrite(Rows.none(sight, alter.table(), sight.written(column.name()) + " IS NULL")
                                        + "\n" + sight.statement().text().strip() + ";")));
    }
}
