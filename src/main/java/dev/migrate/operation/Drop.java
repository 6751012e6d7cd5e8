package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * Something that goes and is no table, column, index or constraint.
 *
 * @param kind what it is
 * @param name its name
 * @param table the table of a trigger; null for everything else
 * @param parameters the parameters of a function or procedure; null for everything else
 * @param ifExists whether one that is not there is no error
 * @param cascade whether what depends on it goes too
 * @param was what made it; null where that is not known
 */
public record Drop(
        ObjectKind kind,
        ObjectName name,
        @Nullable ObjectName table,
        @Nullable String parameters,
        boolean ifExists,
        boolean cascade,
        @Nullable Operation was)
        implements Operation {

    static Drop of(ObjectKind kind, ObjectName name, Operation was) {
        return new Drop(kind, name, null, null, false, false, was);
    }

    @Override
    public Reversal reverse() {
        if (was == null) {
            return Reversal.Impossible.lost();
        }
        return ifExists || cascade ? Reversal.Impossible.mayBeMissing() : new Reversal.By(was);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "drop" + kind.word() + "(\"" + name + "\")";
    }
}
