package dev.migrate.operation;

/**
 * A new sequence.
 *
 * @param sequence its name
 * @param counting how it counts
 * @param ifNotExists whether one that is there is left alone
 */
public record CreateSequence(ObjectName sequence, Counting counting, boolean ifNotExists) implements Operation {

    @Override
    public Reversal reverse() {
        return ifNotExists
                ? Reversal.Impossible.mayHaveBeenThere()
                : new Reversal.By(Drop.of(ObjectKind.SEQUENCE, sequence, this));
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
        return visitor.visit(this);
    }

    @Override
    public String call() {
        return "createSequence(\"" + sequence + "\")";
    }
}
