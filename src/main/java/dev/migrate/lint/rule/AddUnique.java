package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Draft;
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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ADD UNIQUE and ADD PRIMARY KEY build their index under a lock that lets nobody read or write. */
public final class AddUnique implements Rule {

    private static final Pattern INCLUDE = Pattern.compile("(?is)\\)\\s*(INCLUDE\\s*\\([^)]*\\))");
    private static final Pattern NULLS = Pattern.compile("(?i)\\bNULLS\\s+NOT\\s+DISTINCT\\b");
    private static final Pattern WHEN = Pattern.compile("(?is)\\b((?:NOT\\s+)?DEFERRABLE\\b.*|INITIALLY\\b.*)");

    @Override
    public RuleFacts facts() {
        return RuleFacts.error("P111", "add-unique-or-primary-key").on(POSTGRESQL);
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.AlterTable alter)) {
            return;
        }
        boolean partitioned = sight.known()
                .table(alter.table())
                .map(known -> known.partitioned())
                .orElse(false);
        if (partitioned && alter.only()) {
            return;
        }
        alter.actions(Action.AddConstraint.class).forEach(add -> {
            ConstraintSpec key = add.constraint();
            boolean unique = key.kind() == ConstraintSpec.Kind.UNIQUE;
            if ((unique || key.kind() == ConstraintSpec.Kind.PRIMARY_KEY) && key.usingIndex() == null) {
                String name = key.name() != null
                        ? key.name()
                        : unique
                                ? SafeWay.name(alter.table().name(), String.join("_", key.columns()), "key")
                                : SafeWay.name(alter.table().name(), "pkey");
                String text = SafeWay.text(sight, key.span());
                report(
                        sight,
                        alter.table(),
                        add.span(),
                        partitioned,
                        way(sight, alter.table(), name, unique, key, text));
            }
        });
        alter.actions(Action.AddColumn.class).forEach(add -> {
            ColumnSpec column = add.column();
            if (column.unique() || column.primaryKey()) {
                String name = column.unique()
                        ? SafeWay.name(alter.table().name(), column.name(), "key")
                        : SafeWay.name(alter.table().name(), "pkey");
                String first = SafeWay.alter(
                        sight,
                        alter.table(),
                        "ADD COLUMN " + sight.written(column.name()) + " "
                                + (column.type() == null
                                        ? "text"
                                        : column.type().text())
                                + (column.defaultValue() == null ? "" : " DEFAULT " + column.defaultValue()));
                report(
                        sight,
                        alter.table(),
                        add.span(),
                        partitioned,
                        first + "\n"
                                + index(sight, alter.table(), name, List.of(column.name()), "")
                                + attach(sight, alter.table(), name, column.unique() ? "UNIQUE" : "PRIMARY KEY", ""));
            }
        });
    }

    private static void report(Sight sight, Name table, Span span, boolean partitioned, String way) {
        Draft draft = sight.reportOnRows(
                        table,
                        span,
                        "nobody reads or writes \"" + table + "\" while the index of the constraint is built")
                .aboutLock()
                .note("ADD UNIQUE and ADD PRIMARY KEY build it under an ACCESS EXCLUSIVE lock (every version)");
        if (partitioned) {
            draft.note("a partitioned table takes no index that is there as its constraint")
                    .rewrite("add the constraint to \"" + table
                            + "\" with ALTER TABLE ONLY; on each partition build the index with CONCURRENTLY,"
                            + " make it a constraint with USING INDEX, and ALTER INDEX … ATTACH PARTITION it");
        } else {
            draft.rewrite(way);
        }
    }

    private static String way(Sight sight, Name table, String name, boolean unique, ConstraintSpec key, String text) {
        Matcher include = INCLUDE.matcher(text);
        Matcher when = WHEN.matcher(text);
        String rest = (include.find() ? " " + include.group(1) : "")
                + (NULLS.matcher(text).find() ? " NULLS NOT DISTINCT" : "");
        return index(sight, table, name, key.columns(), rest)
                + attach(sight, table, name, unique ? "UNIQUE" : "PRIMARY KEY", when.find() ? " " + when.group(1) : "");
    }

    private static String index(Sight sight, Name table, String name, List<String> columns, String rest) {
        return SafeWay.outside("CREATE UNIQUE INDEX CONCURRENTLY " + sight.written(name) + " ON " + sight.written(table)
                + " (" + WrittenName.of(sight.kind(), columns) + ")" + rest + ";");
    }

    private static String attach(Sight sight, Name table, String name, String kind, String when) {
        String written = sight.written(name);
        return "\n-- in the next revision\n"
                + SafeWay.alter(
                        sight, table, "ADD CONSTRAINT " + written + " " + kind + " USING INDEX " + written + when);
    }
}
