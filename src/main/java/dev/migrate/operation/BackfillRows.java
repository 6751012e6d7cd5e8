package dev.migrate.operation;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to change in batches.
 *
 * @param table of which table
 * @param key the columns by whose ranges it is gone through
 * @param assignments what is set; null where the rows are deleted
 * @param condition for which rows; null for all
 * @param batchSize how many rows a batch has
 * @param pause how long to rest behind each batch
 */
public record BackfillRows(
        ObjectName table,
        List<String> key,
        @Nullable String assignments,
        @Nullable String condition,
        int batchSize,
        Duration pause)
        implements Operation {

    /** Copies the key. */
    public BackfillRows {
        key = List.copyOf(key);
    }

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible("what the rows were is not known", "write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "backfill(\"" + table + "\")";
    }
}
