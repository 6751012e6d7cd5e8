package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A unique index or constraint over rows that are there: it fails where two of them are alike, on MySQL and MariaDB after all the work (MySQL 8.0 manual,
 * 15.12.1; PostgreSQL 18 documentation, CREATE INDEX).
 */
public final class UniqueOverRows implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("F101", "unique-over-rows");
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateIndex create
                && create.index().unique()
                && create.index().where() == null) {
            look(sight, create.table(), create.index().columns(), create.index().span());
        } else if (sight.change() instanceof Change.AlterTable alter) {
            alter.actions(Action.AddConstraint.class)
                    .filter(add -> add.constraint().usingIndex() == null)
                    .filter(add -> add.constraint().kind() == ConstraintSpec.Kind.UNIQUE
                            || add.constraint().kind() == ConstraintSpec.Kind.PRIMARY_KEY)
                    .forEach(add -> look(sight, alter.table(), add.constraint().columns(), add.span()));
        }
    }

    private static void look(Sight sight, Name table, List<String> columns, Span span) {
        boolean empty = !columns.isEmpty()
                && columns.stream()
                        .anyMatch(column -> sight.isNewColumn(table, column)
                                && sight.known()
                                        .column(table, column)
                                        .map(c -> c.defaultValue() == null && !c.notNull())
                                        .orElse(false));
        boolean known = sight.known()
                .table(table)
                .map(t -> keys(t).anyMatch(key -> !key.isEmpty()
                        && key.stream().allMatch(part -> columns.stream().anyMatch(part::equalsIgnoreCase))))
                .orElse(false);
        if (empty || known || columns.isEmpty() || sight.isRequired(table)) {
            return;
        }
        sight.reportOnRows(
                        table,
                        span,
                        "if two rows of \"" + table + "\" are alike in (" + String.join(", ", columns)
                                + "), the statement fails")
                .note("it fails behind the work: the index is built before the second of two rows is found")
                .rewrite(Rows.noneTwice(sight, table, columns) + "\n"
                        + sight.statement().text().strip() + ";");
    }

    /** What is unique already: rows cannot be alike in that and more. */
    private static Stream<List<String>> keys(KnownTable table) {
        return Stream.of(
                        Stream.of(table.primaryKey()),
                        table.columns().stream().filter(ColumnSpec::unique).map(c -> List.of(c.name())),
                        table.constraints().stream()
                                .filter(c -> c.kind() == ConstraintSpec.Kind.UNIQUE)
                                .map(ConstraintSpec::columns),
                        table.indexes().stream()
                                .filter(i -> i.unique() && i.where() == null)
                                .map(IndexSpec::columns))
                .flatMap(Function.identity());
    }
}
