package dev.migrate.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new view.
 *
 * @param view its name
 * @param query its query
 * @param columns its columns' names; none for the query's own
 * @param isMaterialized whether it keeps its rows
 * @param withCheckOption whether rows that it would not show cannot be written through it
 * @param withNoData whether one that keeps its rows has none yet
 * @param orReplace whether it takes the place of one that is there
 * @param ifNotExists whether one that is there is left alone
 * @param was the view whose place it takes; null where that is not known
 */
public record CreateView(
        ObjectName view,
        String query,
        List<String> columns,
        boolean isMaterialized,
        boolean withCheckOption,
        boolean withNoData,
        boolean orReplace,
        boolean ifNotExists,
        @Nullable CreateView was)
        implements Operation {

    /** Copies the columns; of the view before counts only what it was. */
    public CreateView {
        columns = List.copyOf(columns);
        was = was == null ? null : was.replacing(null);
    }

    private CreateView replacing(@Nullable CreateView other) {
        if (other == null && was == null && !orReplace && !ifNotExists) {
            return this;
        }
        return new CreateView(
                view, query, columns, isMaterialized, withCheckOption, withNoData, other != null, false, other);
    }

    @Override
    public Reversal reverse() {
        if (ifNotExists) {
            return Reversal.Impossible.mayHaveBeenThere();
        }
        if (orReplace) {
            return was == null
                    ? Reversal.Impossible.lost()
                    : new Reversal.By(new CreateView(
                            was.view,
                            was.query,
                            was.columns,
                            was.isMaterialized,
                            was.withCheckOption,
                            was.withNoData,
                            true,
                            false,
                            replacing(null)));
        }
        return new Reversal.By(Drop.of(isMaterialized ? ObjectKind.MATERIALIZED_VIEW : ObjectKind.VIEW, view, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return (isMaterialized ? "createMaterializedView(\"" : "createView(\"") + view + "\")";
    }
}
