package dev.migrate.operation;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new trigger.
 *
 * @param name its name
 * @param table its table or view
 * @param timing {@code BEFORE}, {@code AFTER} or {@code INSTEAD OF}
 * @param events {@code INSERT}, {@code UPDATE}, {@code DELETE}
 * @param columns the columns whose UPDATE counts; none for all
 * @param isForEachRow whether it runs once a row
 * @param condition for which rows; null for all
 * @param body the statements it runs; null where it calls a function
 * @param function the function it calls, with its arguments; null where it has a body
 * @param orReplace whether it takes the place of one that is there
 * @param was the one whose place it takes; null where that is not known
 */
public record CreateTrigger(
        String name,
        ObjectName table,
        String timing,
        Set<String> events,
        List<String> columns,
        boolean isForEachRow,
        @Nullable String condition,
        @Nullable String body,
        @Nullable String function,
        boolean orReplace,
        @Nullable CreateTrigger was)
        implements Operation {

    /** Copies the columns and, in their order, the events; of the one before counts only what it was. */
    public CreateTrigger {
        events = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(events));
        columns = List.copyOf(columns);
        was = was == null ? null : was.plain();
    }

    private CreateTrigger plain() {
        return was == null && !orReplace
                ? this
                : new CreateTrigger(
                        name, table, timing, events, columns, isForEachRow, condition, body, function, false, null);
    }

    @Override
    public Reversal reverse() {
        if (!orReplace) {
            return new Reversal.By(
                    new Drop(ObjectKind.TRIGGER, new ObjectName(null, name), table, null, false, false, this));
        }
        return was == null
                ? Reversal.Impossible.lost()
                : new Reversal.By(new CreateTrigger(
                        was.name,
                        was.table,
                        was.timing,
                        was.events,
                        was.columns,
                        was.isForEachRow,
                        was.condition,
                        was.body,
                        was.function,
                        true,
                        plain()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createTrigger(\"" + name + "\", \"" + table + "\")";
    }
}
