package dev.migrate.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Some revisions of one graph; immutable, and always in the graph's order. */
public final class RevisionSet {

    private final RevisionGraph graph;
    private final BitSet bits;

    /** Takes the bits over: nobody else may change them. */
    RevisionSet(RevisionGraph graph, BitSet bits) {
        this.graph = graph;
        this.bits = bits;
    }

    /** Whether a revision is among them. */
    public boolean contains(Revision revision) {
        return bits.get(graph.indexOf(revision));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bits.isEmpty();
    }

    /** How many there are. */
    public int size() {
        return bits.cardinality();
    }

    /** Those that are in both. */
    public RevisionSet and(RevisionSet other) {
        BitSet both = copy();
        both.and(other.bits);
        return new RevisionSet(graph, both);
    }

    /** Those of this set that are not in the other. */
    public RevisionSet minus(RevisionSet other) {
        BitSet rest = copy();
        rest.andNot(other.bits);
        return new RevisionSet(graph, rest);
    }

    /** Those that are in either. */
    public RevisionSet plus(RevisionSet other) {
        BitSet either = copy();
        either.or(other.bits);
        return new RevisionSet(graph, either);
    }

    /** As a list, each after its parents and dependencies. */
    public List<Revision> oldestFirst() {
        var list = new ArrayList<Revision>(bits.cardinality());
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            list.add(graph.at(i));
        }
        return List.copyOf(list);
    }

    /** As a list, each before its parents and dependencies. */
    public List<Revision> newestFirst() {
        var list = new ArrayList<Revision>(bits.cardinality());
        for (int i = bits.length() - 1; i >= 0; i = bits.previousSetBit(i - 1)) {
            list.add(graph.at(i));
        }
        return List.copyOf(list);
    }

    @Override
    public String toString() {
        return oldestFirst().stream().map(Revision::id).toList().toString();
    }

    private BitSet copy() {
        return (BitSet) bits.clone();
    }
}
