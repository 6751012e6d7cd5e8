package dev.migrate.revision;

import java.util.Arrays;
import java.util.Collection;

/** Arrows between numbered nodes: the arrays that the graph's algorithms walk, none of them recursive. */
final class Edges {

    private static final int[] NONE = {};

    private Edges() {}

    /** The same arrows seen from their other ends; ends in ascending order. */
    static int[][] reversed(int[][] arrows) {
        int[] counts = new int[arrows.length];
        for (int[] ends : arrows) {
            for (int end : ends) {
                counts[end]++;
            }
        }
        int[][] reversed = new int[arrows.length][];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = counts[i] == 0 ? NONE : new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < arrows.length; i++) {
            for (int end : arrows[i]) {
                reversed[end][counts[end]++] = i;
            }
        }
        return reversed;
    }

    /** The arrows of both; none may stand in both. */
    static int[][] joined(int[][] some, int[][] others) {
        int[][] joined = new int[some.length][];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = some[i];
            if (others[i].length > 0) {
                joined[i] = Arrays.copyOf(some[i], some[i].length + others[i].length);
                System.arraycopy(others[i], 0, joined[i], some[i].length, others[i].length);
            }
        }
        return joined;
    }

    /** A list of ends as an array in ascending order. */
    static int[] of(Collection<Integer> ends) {
        return ends.isEmpty()
                ? NONE
                : ends.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /**
     * The nodes so that each stands behind those that its arrows point to. Walks down from one end after the other in
     * the order of their numbers, and so finishes one branch before it begins the next.
     *
     * @param arrows without a cycle
     */
    static int[] order(int[][] arrows) {
        return order(arrows, false);
    }

    /** The same, or its mirror: the ends and each node's arrows taken in descending order. */
    static int[] order(int[][] arrows, boolean mirrored) {
        int size = arrows.length;
        boolean[] pointedTo = new boolean[size];
        for (int[] ends : arrows) {
            for (int end : ends) {
                pointedTo[end] = true;
            }
        }
        int[] order = new int[size];
        int done = 0;
        boolean[] seen = new boolean[size];
        int[] stack = new int[size];
        int[] next = new int[size];
        for (int i = 0; i < size; i++) {
            int root = mirrored ? size - 1 - i : i;
            if (pointedTo[root]) {
                continue;
            }
            int depth = 0;
            stack[depth++] = root;
            seen[root] = true;
            while (depth > 0) {
                int node = stack[depth - 1];
                if (next[node] == arrows[node].length) {
                    order[done++] = node;
                    depth--;
                    continue;
                }
                int at = next[node]++;
                int end = arrows[node][mirrored ? arrows[node].length - 1 - at : at];
                if (!seen[end]) {
                    seen[end] = true;
                    stack[depth++] = end;
                }
            }
        }
        if (done != size) {
            throw new IllegalArgumentException("a cycle");
        }
        return order;
    }
}
