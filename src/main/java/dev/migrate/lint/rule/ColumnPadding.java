package dev.migrate.lint.rule;

import static dev.migrate.sql.DatabaseKind.POSTGRESQL;

import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.Sight;
import dev.migrate.lint.WrittenName;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Columns of a new table in an order that leaves gaps in each row ({@code pg_type.typalign}; documentation of
 * "Database Page Layout").
 */
public final class ColumnPadding implements Rule {

    private static final int WORTH = 8;

    /** Sizes of types that are as long as they must be aligned. */
    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("bigint", 8),
            Map.entry("bigserial", 8),
            Map.entry("double precision", 8),
            Map.entry("timestamp", 8),
            Map.entry("timestamptz", 8),
            Map.entry("time", 8),
            Map.entry("money", 8),
            Map.entry("integer", 4),
            Map.entry("serial", 4),
            Map.entry("real", 4),
            Map.entry("date", 4),
            Map.entry("oid", 4),
            Map.entry("smallint", 2),
            Map.entry("smallserial", 2),
            Map.entry("boolean", 1));

    @Override
    public RuleFacts facts() {
        return RuleFacts.note("P136", "column-padding").on(POSTGRESQL).optIn();
    }

    @Override
    public void review(Sight sight) {
        if (!(sight.change() instanceof Change.CreateTable create)) {
            return;
        }
        List<ColumnSpec> better = create.columns().stream()
                .sorted(Comparator.comparingInt(ColumnPadding::size).reversed())
                .toList();
        int saved = width(create.columns()) - width(better);
        if (saved >= WORTH) {
            sight.report("each row of \"" + create.table() + "\" has " + saved
                            + " bytes of gaps that another order of columns saves")
                    .note("PostgreSQL begins a value of 8 bytes at a multiple of 8, one of 4 at a multiple of 4"
                            + " (every version)")
                    .rewrite("in this order: "
                            + WrittenName.of(
                                    sight.kind(),
                                    better.stream().map(ColumnSpec::name).toList()));
        }
    }

    /** Of a value; 0 where it has no fixed size, and stands best at the end. */
    private static int size(ColumnSpec column) {
        return column.type() == null || column.type().array()
                ? 0
                : SIZES.getOrDefault(column.type().name(), 0);
    }

    private static int width(List<ColumnSpec> columns) {
        int at = 0;
        for (ColumnSpec column : columns) {
            int size = size(column);
            at += size == 0 ? 0 : (size - at % size) % size + size;
        }
        return at;
    }
}
