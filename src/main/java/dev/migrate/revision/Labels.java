package dev.migrate.revision;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Spreads branch labels as Alembic does: from the revision that carries one to all its descendants, and back down to
 * the nearest branch or merge point, that point left out. For this a revision is a branch point too where one follows it
 * and another depends on it. Labels are numbered, and nodes whose labels are the same share them: a thousand labels may
 * each reach nearly every revision.
 */
final class Labels {

    private static final BitSet NONE = new BitSet();

    private final List<String> names = new ArrayList<>();
    /** By node, what it carries itself and what reaches it from its ancestors. */
    private final BitSet[] inherited;
    /** By node, what reaches it from its descendants. */
    private final BitSet[] handedDown;

    private Labels(int nodes) {
        this.inherited = new BitSet[nodes];
        this.handedDown = new BitSet[nodes];
    }

    /** The labels of each node; nodes stand behind their parents. */
    static Labels spread(List<Revision> nodes, int[][] parents, int[][] children, int[][] dependents) {
        var labels = new Labels(nodes.size());
        BitSet[] own = new BitSet[nodes.size()];
        for (int i = 0; i < own.length; i++) {
            own[i] = labels.number(nodes.get(i).labels());
            labels.inherited[i] = own[i];
            for (int parent : parents[i]) {
                labels.inherited[i] = union(labels.inherited[parent], labels.inherited[i]);
            }
        }
        for (int i = own.length - 1; i >= 0; i--) {
            boolean passes = children[i].length + dependents[i].length < 2 && parents[i].length < 2;
            BitSet above = passes && children[i].length == 1 ? labels.handedDown[children[i][0]] : NONE;
            labels.handedDown[i] = passes ? union(above, own[i]) : NONE;
        }
        return labels;
    }

    /** The labels of a node. */
    Set<String> of(int node) {
        var all = new LinkedHashSet<String>();
        union(inherited[node], handedDown[node]).stream().mapToObj(names::get).forEach(all::add);
        return Collections.unmodifiableSet(all);
    }

    private BitSet number(List<String> own) {
        if (own.isEmpty()) {
            return NONE;
        }
        var numbers = new BitSet();
        for (String label : own) {
            numbers.set(names.size());
            names.add(label);
        }
        return numbers;
    }

    /** Both; one of them itself where the other adds nothing, so that sets are shared. Neither is changed. */
    private static BitSet union(BitSet some, BitSet more) {
        if (some == more || more.isEmpty()) {
            return some;
        }
        if (some.isEmpty()) {
            return more;
        }
        var union = (BitSet) some.clone();
        union.or(more);
        return union.equals(some) ? some : union.equals(more) ? more : union;
    }
}
