package dev.migrate.revision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Finds cycles by peeling off what stands in none. */
final class Cycles {

    private final int[][] arrows;
    private final int[][] reversed;
    private final BitSet left;
    private final int[] open;

    private Cycles(int[][] arrows, BitSet without) {
        this.arrows = arrows;
        this.reversed = Edges.reversed(arrows);
        this.left = new BitSet(arrows.length);
        this.open = new int[arrows.length];
        left.set(0, arrows.length);
        left.andNot(without);
        for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
            for (int end : arrows[i]) {
                if (left.get(end)) {
                    open[i]++;
                }
            }
        }
    }

    /**
     * Cycles that share no node, each along its arrows and beginning with its lowest number; as many as {@code limit}.
     *
     * @param without nodes to leave aside, with their arrows
     */
    static List<int[]> of(int[][] arrows, BitSet without, int limit) {
        var search = new Cycles(arrows, without);
        var ready = new ArrayList<Integer>();
        for (int i = search.left.nextSetBit(0); i >= 0; i = search.left.nextSetBit(i + 1)) {
            if (search.open[i] == 0) {
                ready.add(i);
            }
        }
        search.peel(ready);
        var cycles = new ArrayList<int[]>();
        while (!search.left.isEmpty() && cycles.size() < limit) {
            int[] cycle = search.next();
            cycles.add(cycle);
            search.peel(Arrays.stream(cycle).boxed().toList());
        }
        return cycles;
    }

    private void peel(List<Integer> ready) {
        var stack = new ArrayList<>(ready);
        ready.forEach(left::clear);
        while (!stack.isEmpty()) {
            int node = stack.remove(stack.size() - 1);
            for (int other : reversed[node]) {
                if (left.get(other) && --open[other] == 0) {
                    left.clear(other);
                    stack.add(other);
                }
            }
        }
    }

    /** Whatever is left has an arrow to something left: following them leads into a cycle. */
    private int[] next() {
        int[] at = new int[arrows.length];
        int[] path = new int[arrows.length];
        int length = 0;
        int node = left.nextSetBit(0);
        while (at[node] == 0) {
            path[length++] = node;
            at[node] = length;
            for (int end : arrows[node]) {
                if (left.get(end)) {
                    node = end;
                    break;
                }
            }
        }
        int[] cycle = Arrays.copyOfRange(path, at[node] - 1, length);
        int lowest = 0;
        for (int i = 1; i < cycle.length; i++) {
            if (cycle[i] < cycle[lowest]) {
                lowest = i;
            }
        }
        int[] turned = new int[cycle.length];
        for (int i = 0; i < cycle.length; i++) {
            turned[i] = cycle[(lowest + i) % cycle.length];
        }
        return turned;
    }
}
