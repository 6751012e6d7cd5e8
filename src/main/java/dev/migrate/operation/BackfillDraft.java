package dev.migrate.operation;

import dev.migrate.Backfill;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of rows in batches, on the way. */
final class BackfillDraft extends Draft implements Backfill {

    private final ObjectName table;
    private List<String> key = List.of();
    private @Nullable String assignments;
    private boolean delete;
    private @Nullable String condition;
    private int batchSize = 10_000;
    private Duration pause = Duration.ZERO;

    BackfillDraft(ObjectName table) {
        this.table = table;
    }

    @Override
    Operation operation() {
        String call = "backfill(\"" + table + "\")";
        if (key.isEmpty()) {
            throw incomplete(call, "by which key it goes through the table", call + ".key(\"id\")");
        }
        if ((assignments == null) != delete) {
            throw incomplete(call, "either what is set or that rows are deleted", call + ".key(\"id\").set(\"a = b\")");
        }
        return new BackfillRows(table, key, assignments, condition, batchSize, pause);
    }

    @Override
    public Backfill key(String... columns) {
        open();
        key = List.of(columns);
        return this;
    }

    @Override
    public Backfill set(String sql) {
        open();
        assignments = sql;
        return this;
    }

    @Override
    public Backfill delete() {
        open();
        delete = true;
        return this;
    }

    @Override
    public Backfill where(String rows) {
        open();
        condition = rows;
        return this;
    }

    @Override
    public Backfill batchSize(int rows) {
        open();
        if (rows < 1) {
            throw incomplete("batchSize(" + rows + ")", "how many rows a batch has", "….batchSize(10_000)");
        }
        batchSize = rows;
        return this;
    }

    @Override
    public Backfill pause(Duration rest) {
        open();
        pause = rest;
        return this;
    }
}
