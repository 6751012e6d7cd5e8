package dev.migrate;

/** How a sequence counts. */
public interface SequenceOptions {

    /** The first number. */
    SequenceOptions startWith(long number);

    /** The step. */
    SequenceOptions incrementBy(long step);

    /** The smallest number. */
    SequenceOptions minValue(long number);

    /** The greatest number. */
    SequenceOptions maxValue(long number);

    /** How many numbers a session takes at once. */
    SequenceOptions cache(long numbers);

    /** Whether it begins again behind the last. */
    SequenceOptions cycle(boolean cycles);

    /** The next number, for a sequence that is there. */
    SequenceOptions restartWith(long number);

    /** The column with which it goes, as {@code table.column} (PostgreSQL). */
    SequenceOptions ownedBy(String column);

    /** Nothing is made where it is there. */
    SequenceOptions ifNotExists();
}
