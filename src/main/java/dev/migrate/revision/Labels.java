package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Spreads branch labels as Alembic does: from the revision that carries one to all its descendants, and back down to
 * the nearest branch or merge point, that point left out. For this a revision is a branch point too where one follows it
 * and another depends on it.
 */
final class Labels {

    private Labels() {}

    /** The labels of each node, sets shared where they are the same; nodes stand behind their parents. */
    static List<Set<String>> spread(List<Revision> nodes, int[][] parents, int[][] children, int[][] dependents) {
        var labels = new ArrayList<Set<String>>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            Set<String> inherited = Set.of();
            for (int parent : parents[i]) {
                inherited = union(inherited, labels.get(parent));
            }
            labels.add(union(inherited, nodes.get(i).labels()));
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).labels().isEmpty()) {
                continue;
            }
            int node = i;
            while (children[node].length + dependents[node].length < 2 && parents[node].length < 2) {
                labels.set(node, union(labels.get(node), nodes.get(i).labels()));
                if (parents[node].length == 0) {
                    break;
                }
                node = parents[node][0];
            }
        }
        return labels;
    }

    private static Set<String> union(Set<String> some, Collection<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        if (some.isEmpty() && more instanceof Set<String> set) {
            return set;
        }
        var union = new LinkedHashSet<>(some);
        union.addAll(more);
        return Collections.unmodifiableSet(union);
    }
}
