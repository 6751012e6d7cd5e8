package dev.migrate.revision;

import java.util.Arrays;

/**
 * Answers whether one node descends from another, looking at little of the graph: each node knows the lowest number
 * among all it comes from, and a search goes down only where that leaves the question open.
 */
final class Descent {

    private final int[][] parents;
    private final int[] lowest;
    private final int[] visited;
    private int search;

    /** Takes arrows to lower numbers; answers about {@code parents}, whose arrows are among {@code all}. */
    Descent(int[][] parents, int[][] all) {
        this.parents = parents;
        this.lowest = new int[all.length];
        this.visited = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            lowest[i] = i;
            for (int end : all[i]) {
                lowest[i] = Math.min(lowest[i], lowest[end]);
            }
        }
    }

    /** Whether {@code node} is a true descendant of {@code ancestor}. */
    boolean descends(int node, int ancestor) {
        search++;
        int[] stack = {node};
        int depth = 1;
        while (depth > 0) {
            int at = stack[--depth];
            for (int parent : parents[at]) {
                if (parent == ancestor) {
                    return true;
                }
                if (parent > ancestor && lowest[parent] <= lowest[ancestor] && visited[parent] != search) {
                    visited[parent] = search;
                    if (depth == stack.length) {
                        stack = Arrays.copyOf(stack, depth * 2);
                    }
                    stack[depth++] = parent;
                }
            }
        }
        return false;
    }
}
