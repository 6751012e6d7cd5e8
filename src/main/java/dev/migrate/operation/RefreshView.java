package dev.migrate.operation;

/**
 * A view that keeps its rows and gets them anew.
 *
 * @param view its name
 * @param concurrently whether readers go on meanwhile
 */
public record RefreshView(ObjectName view, boolean concurrently) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.Nothing();
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "refreshMaterializedView(\"" + view + "\")";
    }
}
