package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.WrittenName;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key whose columns no index begins with: PostgreSQL makes none (documentation of constraints, "Foreign
 * Keys").
 */
public final class ForeignKeyWithoutIndex implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.warning("P134", "foreign-key-without-index").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (sight.change() instanceof Change.CreateTable create) {
            KnownTable made = KnownTable.of(create.table(), create.columns(), create.constraints(), List.of());
            for (ColumnSpec column : create.columns()) {
                check(
                        sight,
                        Optional.of(made),
                        create.table(),
                        column.references(),
                        List.of(column.name()),
                        column.span());
            }
            for (ConstraintSpec key : create.constraints()) {
                check(sight, Optional.of(made), create.table(), key.references(), key.columns(), key.span());
            }
        } else if (sight.change() instanceof Change.AlterTable alter) {
            Optional<KnownTable> known = sight.known().table(alter.table()).filter(KnownTable::complete);
            alter.actions(Action.AddConstraint.class)
                    .filter(add -> alter.actions(Action.AddColumn.class)
                            .noneMatch(column -> column.column().unique()
                                    && add.constraint()
                                            .columns()
                                            .equals(List.of(column.column().name()))))
                    .forEach(add -> check(
                            sight,
                            known,
                            alter.table(),
                            add.constraint().references(),
                            add.constraint().columns(),
                            add.span()));
            alter.actions(Action.AddColumn.class)
                    .filter(add -> !add.column().unique() && !add.column().primaryKey())
                    .forEach(add -> check(
                            sight,
                            known,
                            alter.table(),
                            add.column().references(),
                            List.of(add.column().name()),
                            add.span()));
        }
    }

    private static void check(
            Sight sight,
            Optional<KnownTable> known,
            Name table,
            @Nullable Name references,
            List<String> columns,
            Span span) {
        if (references == null
                || columns.isEmpty()
                || known.isEmpty()
                || known.get().isIndexed(columns)) {
            return;
        }
        boolean isNew = sight.change() instanceof Change.CreateTable || sight.isNew(table);
        List<String> parts = new ArrayList<>(List.of("ix", table.name()));
        parts.addAll(columns);
        String index = " " + sight.written(SafeWay.name(parts.toArray(String[]::new))) + " ON " + sight.written(table)
                + " (" + WrittenName.of(sight.kind(), columns) + ");";
        sight.report(
                        span,
                        "no index begins with " + named(columns) + ": to delete a row of \"" + references
                                + "\", or change its key, all of \"" + table + "\" is read")
                .note("PostgreSQL makes no index for a foreign key (every version)")
                .rewrite(isNew ? "CREATE INDEX" + index : SafeWay.outside("CREATE INDEX CONCURRENTLY" + index))
                .unless(later -> later.stream().anyMatch(seen -> covers(seen.change(), table, columns)));
    }

    private static String named(List<String> columns) {
        return "\"" + String.join("\", \"", columns) + "\"";
    }

    private static boolean covers(Change change, Name table, List<String> columns) {
        if (!change.onTable().map(table::matches).orElse(false)) {
            return false;
        }
        if (change instanceof Change.CreateIndex create) {
            return KnownTable.of(table, List.of(), List.of(), List.of(create.index()))
                    .isIndexed(columns);
        }
        List<ConstraintSpec> added = change.actions(Action.AddConstraint.class)
                .map(Action.AddConstraint::constraint)
                .toList();
        return KnownTable.of(table, List.of(), added, List.of()).isIndexed(columns);
    }
}
