package dev.migrate.operation;

import dev.migrate.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Rows to insert.
 *
 * @param table into which table
 * @param rows the rows
 */
public record BulkInsert(ObjectName table, List<Row> rows) implements Operation {

    /** Copies the rows. */
    public BulkInsert {
        rows = List.copyOf(rows);
    }

    /** Neighbouring rows that name the same columns, so that a column that is not named gets its default. */
    public List<List<Row>> runs() {
        var runs = new ArrayList<List<Row>>();
        List<Row> run = List.of();
        for (Row row : rows) {
            if (run.isEmpty() || !names(run.get(0)).equals(names(row))) {
                run = new ArrayList<>();
                runs.add(run);
            }
            run.add(row);
        }
        return runs;
    }

    private static LinkedHashSet<String> names(Row row) {
        return new LinkedHashSet<>(row.values().keySet());
    }

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible(
                "which of the table's rows came from here is not known", "write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "bulkInsert(\"" + table + "\")";
    }
}
