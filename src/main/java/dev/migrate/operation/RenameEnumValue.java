package dev.migrate.operation;

/**
 * Another word in the place of one.
 *
 * @param type the enumeration
 * @param value the word
 * @param to the other
 */
public record RenameEnumValue(ObjectName type, String value, String to) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.By(new RenameEnumValue(type, to, value));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "renameEnumValue(\"" + type + "\", \"" + value + "\")";
    }
}
