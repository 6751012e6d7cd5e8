package dev.migrate.lint.rule;

import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import java.util.List;
import java.util.stream.Stream;

/** The columns that a statement makes, or gives another type, and the table that has them. */
record ColumnsAdded(Name table, List<ColumnSpec> columns) {

    /** Those of CREATE TABLE and of ALTER TABLE; none of another statement. */
    static ColumnsAdded of(Change change) {
        if (change instanceof Change.CreateTable create) {
            return new ColumnsAdded(create.table(), create.columns());
        }
        if (change instanceof Change.AlterTable alter) {
            return new ColumnsAdded(
                    alter.table(),
                    Stream.concat(
                                    alter.actions(Action.AddColumn.class).map(Action.AddColumn::column),
                                    alter.actions(Action.Redefine.class).map(Action.Redefine::column))
                            .toList());
        }
        return new ColumnsAdded(Name.of("?"), List.of());
    }

    /** The same with those alone. */
    List<ColumnSpec> of(String... types) {
        return columns.stream().filter(column -> column.is(types)).toList();
    }

    /** Columns as a message has them: {@code "orders.id", "orders.ref"}. */
    String named(List<ColumnSpec> some) {
        return String.join(
                ", ",
                some.stream().map(c -> "\"" + table + "." + c.name() + "\"").toList());
    }

    /** "is" or "are", "has" or "have". */
    static String verb(List<ColumnSpec> some, String one, String several) {
        return some.size() == 1 ? one : several;
    }
}
