package dev.migrate.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * Several changes of one table, made together.
 *
 * @param table the table
 * @param changes the changes, each of this table
 */
public record AlterTable(ObjectName table, List<Operation> changes) implements Operation {

    /** Copies the changes. */
    public AlterTable {
        changes = List.copyOf(changes);
    }

    @Override
    public Reversal reverse() {
        var refused = new ArrayList<Reversal>();
        List<Operation> reversed = Reversal.ofAll(
                changes,
                (change, why) -> refused.add(new Reversal.Impossible(change.call() + ": " + why.reason(), why.help())));
        return refused.isEmpty() ? new Reversal.By(new AlterTable(table, reversed)) : refused.get(0);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "batchAlterTable(\"" + table + "\")";
    }
}
