package dev.migrate.dialect.postgresql;

import dev.migrate.schema.SchemaObject;
import java.util.Comparator;
import java.util.TreeSet;

/** One thing that is done with an object, and what must be done before. */
final class Move implements Comparable<Move> {

    /** What is done. */
    enum Verb {
        /** It goes. */
        DROP,
        /** It lets go of what must be dropped before it changes. */
        LOOSEN,
        /** It changes where it stands. */
        CHANGE,
        /** It is made. */
        MAKE,
        /** It is bound to what was made since. */
        BIND
    }

    private static final Comparator<Move> ORDER = Comparator.<Move, Integer>comparing(move -> move.urgency)
            .thenComparing(move -> move.rank)
            .thenComparing(move -> move.object)
            .thenComparing(move -> move.verb);

    final Verb verb;
    final SchemaObject object;
    final int rank;

    /** The smallest rank among its own and those of what waits for it. */
    int urgency;

    /** Where it stands in the end. */
    int place = -1;

    /** What must be done before. */
    final TreeSet<Move> after = new TreeSet<>(IDENTITY);

    /** What is better done before. */
    final TreeSet<Move> ratherAfter = new TreeSet<>(IDENTITY);

    private static final Comparator<Move> IDENTITY =
            Comparator.<Move, SchemaObject>comparing(move -> move.object).thenComparing(move -> move.verb);

    Move(Verb verb, SchemaObject object, int rank) {
        this.verb = verb;
        this.object = object;
        this.rank = rank;
        this.urgency = rank;
    }

    @Override
    public int compareTo(Move other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return verb + " " + object.title();
    }
}
