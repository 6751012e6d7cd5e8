package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * Another name for something other than a column.
 *
 * @param kind what it is
 * @param name its name now
 * @param table the table of an index or a constraint; null for everything else
 * @param to its new name, in the same schema
 */
public record Rename(
        ObjectKind kind, ObjectName name, @Nullable ObjectName table, String to) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.By(new Rename(kind, name.sibling(to), table, name.name()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "rename" + kind.word() + "(\"" + name + "\", \"" + to + "\")";
    }
}
