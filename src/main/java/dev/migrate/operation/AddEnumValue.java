package dev.migrate.operation;

import org.jspecify.annotations.Nullable;

/**
 * A new word of an enumeration.
 *
 * @param type the enumeration
 * @param value the word
 * @param before the word before which it comes; null where nothing is said
 * @param after the word behind which it comes; null where nothing is said
 * @param ifNotExists whether one that is there is left alone
 */
public record AddEnumValue(
        ObjectName type,
        String value,
        @Nullable String before,
        @Nullable String after,
        boolean ifNotExists) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible(
                "PostgreSQL cannot take a word out of an enumeration",
                "write the downgrade by hand; an empty one leaves the word, which does no harm");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "addEnumValue(\"" + type + "\", \"" + value + "\")";
    }
}
