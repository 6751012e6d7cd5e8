package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * Another comment of a table.
 *
 * @param table the table
 * @param comment the comment; null for none
 * @param was the comment before; null where that is not known
 */
public record CommentOnTable(
        ObjectName table,
        @Nullable String comment,
        @Nullable Change<String> was) implements Operation {

    @Override
    public Reversal reverse() {
        return was == null
                ? Reversal.Impossible.lost()
                : new Reversal.By(new CommentOnTable(table, was.to(), new Change<>(comment)));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "commentOnTable(\"" + table + "\")";
    }
}
