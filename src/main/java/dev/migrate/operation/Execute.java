package dev.migrate.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A statement written by hand.
 *
 * @param sql the statement
 * @param binds the values of its question marks; none where its question marks are its own
 */
public record Execute(String sql, List<@Nullable Object> binds) implements Operation {

    /** Copies the values, of which some may be null. */
    public Execute {
        Objects.requireNonNull(sql, "a statement");
        binds = Collections.unmodifiableList(new ArrayList<>(binds));
    }

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible("the reverse of a statement is not known", "write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "execute(…)";
    }
}
