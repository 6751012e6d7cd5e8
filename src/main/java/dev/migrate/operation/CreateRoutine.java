package dev.migrate.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A new function or procedure.
 *
 * @param kind which of the two
 * @param name its name
 * @param parameters what stands in its parentheses
 * @param returns the type that a function gives; null for a procedure
 * @param language the language of its body; null for SQL
 * @param body its body
 * @param options words between its head and its body
 * @param orReplace whether it takes the place of one that is there
 * @param was the one whose place it takes; null where that is not known
 */
public record CreateRoutine(
        ObjectKind kind,
        ObjectName name,
        String parameters,
        @Nullable String returns,
        @Nullable String language,
        String body,
        List<String> options,
        boolean orReplace,
        @Nullable CreateRoutine was)
        implements Operation {

    /** Copies the options; of the one before counts only what it was. */
    public CreateRoutine {
        options = List.copyOf(options);
        was = was == null ? null : was.plain();
    }

    private CreateRoutine plain() {
        return was == null && !orReplace
                ? this
                : new CreateRoutine(kind, name, parameters, returns, language, body, options, false, null);
    }

    @Override
    public Reversal reverse() {
        if (!orReplace) {
            return new Reversal.By(new Drop(kind, name, null, parameters, false, false, this));
        }
        return was == null
                ? Reversal.Impossible.lost()
                : new Reversal.By(new CreateRoutine(
                        was.kind,
                        was.name,
                        was.parameters,
                        was.returns,
                        was.language,
                        was.body,
                        was.options,
                        true,
                        plain()));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "create" + kind.word() + "(\"" + name + "\")";
    }
}
