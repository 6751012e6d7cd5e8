package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.Span;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key for the rows that are there. Within ADD COLUMN the rows are not read where the column has no default,
 * for then they refer to nothing (seen on PostgreSQL 14 and 18).
 */
public final class AddForeignKey implements Rule {

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P109", "add-foreign-key-without-not-valid").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        sight.change().onTable().ifPresent(table -> {
            sight.change().actions(Action.AddConstraint.class).forEach(add -> constraint(sight, table, add));
            sight.change().actions(Action.AddColumn.class).forEach(add -> column(sight, table, add));
        });
    }

    private static void constraint(Sight sight, Name table, Action.AddConstraint add) {
        ConstraintSpec key = add.constraint();
        if (key.kind() != ConstraintSpec.Kind.FOREIGN_KEY || key.notValid() || key.notEnforced()) {
            return;
        }
        Draft draft = report(sight, table, key.references(), add.span());
        boolean partitioned =
                sight.known().table(table).map(known -> known.partitioned()).orElse(false);
        if (partitioned && !sight.isKnownSince(18)) {
            draft.note("on a partitioned table NOT VALID is there since PostgreSQL 18")
                    .rewrite("add the foreign key to each partition with NOT VALID, VALIDATE it there, and then add it"
                            + " to \""
                            + table + "\", which takes those that are there");
            return;
        }
        String name =
                key.name() != null ? key.name() : SafeWay.name(table.name(), String.join("_", key.columns()), "fkey");
        String text = SafeWay.text(sight, key.span());
        String definition = key.name() != null ? text : "CONSTRAINT " + sight.written(name) + " " + text;
        draft.rewrite(SafeWay.oneAfterTheOther(
                SafeWay.alter(sight, table, "ADD " + definition + " NOT VALID"),
                SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + sight.written(name))));
    }

    private static void column(Sight sight, Name table, Action.AddColumn add) {
        ColumnSpec column = add.column();
        if (column.references() == null
                || column.defaultValue() == null
                || column.defaultValue().equalsIgnoreCase("null")) {
            return;
        }
        String name = sight.written(column.name());
        String constraint = sight.written(SafeWay.name(table.name(), column.name(), "fkey"));
        report(sight, table, column.references(), add.span())
                .note("without a default the rows refer to nothing, and are not read")
                .rewrite(SafeWay.oneAfterTheOther(
                        SafeWay.alter(
                                        sight,
                                        table,
                                        "ADD COLUMN " + name + " "
                                                + (column.type() == null
                                                        ? "text"
                                                        : column.type().text()) + (column.notNull() ? " NOT NULL" : "")
                                                + " DEFAULT " + column.defaultValue())
                                + "\n"
                                + SafeWay.alter(
                                        sight,
                                        table,
                                        "ADD CONSTRAINT " + constraint + " FOREIGN KEY (" + name + ") REFERENCES "
                                                + sight.written(column.references()) + " NOT VALID"),
                        SafeWay.alter(sight, table, "VALIDATE CONSTRAINT " + constraint)));
    }

    private static Draft report(Sight sight, Name table, @Nullable Name references, Span span) {
        return sight.reportOnRows(
                        table,
                        span,
                        "the foreign key looks up each row of \"" + table + "\" in \"" + references
                                + "\" before it holds")
                .aboutLock()
                .note("a SHARE ROW EXCLUSIVE lock on both tables keeps every write to them waiting meanwhile (every"
                        + " version)")
                .note("with NOT VALID nothing is read; VALIDATE in another transaction reads while everybody reads"
                        + " and writes");
    }
}
