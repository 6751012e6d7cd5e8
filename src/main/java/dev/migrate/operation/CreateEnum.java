package dev.migrate.operation;

import java.util.List;

/**
 * A new enumeration's type.
 *
 * @param type its name
 * @param values its words
 */
public record CreateEnum(ObjectName type, List<String> values) implements Operation {

    /** Copies the words. */
    public CreateEnum {
        values = List.copyOf(values);
    }

    @Override
    public Reversal reverse() {
        return new Reversal.By(Drop.of(ObjectKind.ENUM, type, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createEnum(\"" + type + "\")";
    }
}
