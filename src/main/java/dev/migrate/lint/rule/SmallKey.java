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
import dev.migrate.lint.grammar.TypeSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A primary key of a small integer type. SQLite's INTEGER PRIMARY KEY has 64 bits (SQLite documentation, ROWIDs and the INTEGER PRIMARY KEY), so nothing is said
 * there.
 */
public final class SmallKey implements Rule {

    private static final List<String> SMALL =
            List.of("integer", "smallint", "serial", "smallserial", "mediumint", "tinyint");

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("T101", "small-primary-key").on(POSTGRESQL, MYSQL, MARIADB);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTable create && !create.temporary()) {
            List<String> key = create.constraints().stream()
                    .filter(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                    .map(ConstraintSpec::columns)
                    .findFirst()
                    .orElseGet(() -> create.columns().stream()
                            .filter(ColumnSpec::primaryKey)
                            .map(ColumnSpec::name)
                            .toList());
            if (key.size() == 1 && !refers(create.constraints().stream(), key.get(0))) {
                create.columns().stream()
                        .filter(column -> column.name().equalsIgnoreCase(key.get(0)))
                        .forEach(column -> look(sight, create.table(), column));
            }
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddColumn.class)
                    .map(Action.AddColumn::column)
                    .filter(ColumnSpec::primaryKey)
                    .forEach(column -> look(sight, alter.table(), column));
            alter.actions(Action.AddConstraint.class)
                    .map(Action.AddConstraint::constraint)
                    .filter(c -> c.kind() == ConstraintSpec.Kind.PRIMARY_KEY
                            && c.columns().size() == 1)
                    .flatMap(c -> column(sight, alter, c.columns().get(0)).stream())
                    .forEach(column -> look(sight, alter.table(), column));
        }
    }

    private static Optional<ColumnSpec> column(Sight sight, Change.AlterTable alter, String column) {
        boolean refers = sight.known()
                .table(alter.table())
                .map(table -> refers(table.constraints().stream(), column))
                .orElse(false);
        return refers ? Optional.empty() : sight.known().column(alter.table(), column);
    }

    /** Whether it is a foreign key too: then its type is that of the other table's key. */
    private static boolean refers(Stream<ConstraintSpec> constraints, String column) {
        return constraints.anyMatch(c -> c.kind() == ConstraintSpec.Kind.FOREIGN_KEY
                && c.columns().stream().anyMatch(column::equalsIgnoreCase));
    }

    private static void look(Sight sight, Name table, ColumnSpec column) {
        TypeSpec type = column.type();
        if (type == null || type.array() || !SMALL.contains(type.name()) || column.references() != null) {
            return;
        }
        String bigger = type.isSerial() ? "bigserial" : type.unsigned() ? "bigint unsigned" : "bigint";
        sight.report(
                        column.span(),
                        "the primary key \"" + table + "." + column.name() + "\" has the type " + type.text()
                                + ", whose numbers end at " + largest(type))
                .note("a sequence uses up a number for each row that is ever tried, also for those that are rolled"
                        + " back")
                .note("a larger type later writes the whole table anew, and every table that refers to it")
                .rewrite(sight.written(column.name()) + " " + bigger);
    }

    private static String largest(TypeSpec type) {
        return switch (type.name()) {
            case "tinyint" -> type.unsigned() ? "255" : "127";
            case "smallint", "smallserial" -> type.unsigned() ? "65535" : "32767";
            case "mediumint" -> type.unsigned() ? "16777215" : "8388607";
            default -> type.unsigned() ? "4294967295" : "2147483647";
        };
    }
}
