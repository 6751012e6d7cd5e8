package dev.migrate.operation;

import dev.migrate.SequenceOptions;
import org.jspecify.annotations.Nullable;

/** A sequence on the way. */
final class SequenceDraft extends Draft implements SequenceOptions {

    private final ObjectName sequence;
    private final boolean isNew;
    private @Nullable Long start;
    private @Nullable Long increment;
    private @Nullable Long minimum;
    private @Nullable Long maximum;
    private @Nullable Long cache;
    private @Nullable Boolean cycle;
    private @Nullable Long restart;
    private @Nullable String owner;
    private boolean ifNotExists;

    SequenceDraft(ObjectName sequence, boolean isNew) {
        this.sequence = sequence;
        this.isNew = isNew;
    }

    @Override
    Operation operation() {
        var counting = new Counting(start, increment, minimum, maximum, cache, cycle, restart, owner);
        if (isNew) {
            return new CreateSequence(sequence, counting, ifNotExists);
        }
        var operation = new AlterSequence(sequence, counting);
        if (counting.equals(new Counting(null, null, null, null, null, null, null, null))) {
            throw incomplete(operation.call(), "what changes", operation.call() + ".restartWith(1)");
        }
        return operation;
    }

    @Override
    public SequenceOptions startWith(long number) {
        open();
        start = number;
        return this;
    }

    @Override
    public SequenceOptions incrementBy(long step) {
        open();
        increment = step;
        return this;
    }

    @Override
    public SequenceOptions minValue(long number) {
        open();
        minimum = number;
        return this;
    }

    @Override
    public SequenceOptions maxValue(long number) {
        open();
        maximum = number;
        return this;
    }

    @Override
    public SequenceOptions cache(long numbers) {
        open();
        cache = numbers;
        return this;
    }

    @Override
    public SequenceOptions cycle(boolean cycles) {
        open();
        cycle = cycles;
        return this;
    }

    @Override
    public SequenceOptions restartWith(long number) {
        open();
        restart = number;
        return this;
    }

    @Override
    public SequenceOptions ownedBy(String column) {
        open();
        owner = column;
        return this;
    }

    @Override
    public SequenceOptions ifNotExists() {
        open();
        ifNotExists = true;
        return this;
    }
}
