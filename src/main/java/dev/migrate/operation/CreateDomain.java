package dev.migrate.operation;

import dev.migrate.Default;
import dev.migrate.Type;
import org.jspecify.annotations.Nullable;

/**
 * A new domain.
 *
 * @param domain its name
 * @param type the type behind it
 * @param isNullable whether it takes NULL
 * @param initial its default; null for none
 * @param condition its rule for {@code VALUE}; null for none
 */
public record CreateDomain(
        ObjectName domain,
        Type type,
        boolean isNullable,
        @Nullable Default initial,
        @Nullable String condition) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.By(Drop.of(ObjectKind.DOMAIN, domain, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createDomain(\"" + domain + "\")";
    }
}
