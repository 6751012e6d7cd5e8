package dev.migrate.operation;

/**
 * A sequence that counts in another way.
 *
 * @param sequence its name
 * @param counting what changes
 */
public record AlterSequence(ObjectName sequence, Counting counting) implements Operation {

    @Override
    public Reversal reverse() {
        return new Reversal.Impossible("how the sequence counted is not known", "write the downgrade by hand");
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "alterSequence(\"" + sequence + "\")";
    }
}
