package dev.migrate.revision;

import java.util.Arrays;

/**
 * Answers whether one node descends from another, looking at little of the graph. Each node has a number in two orders,
 * which walk the graph from its two sides, and knows the lowest of both among all it comes from; a search goes down only
 * where these leave the question open. Of two branches side by side one order or the other tells at once.
 */
final class Descent {

    private final int[][] parents;
    private final int[] lowest;
    /** The place in the mirrored order, and the lowest one among all that a node comes from. */
    private final int[] mirrored;

    private final int[] lowestMirrored;
    private final int[] visited;
    private int[] stack = new int[16];
    private int depth;
    private int search;

    /** Takes arrows to lower numbers; answers about {@code parents}, whose arrows are among {@code all}. */
    Descent(int[][] parents, int[][] all) {
        this.parents = parents;
        this.lowest = new int[all.length];
        this.mirrored = new int[all.length];
        this.lowestMirrored = new int[all.length];
        this.visited = new int[all.length];
        int[] order = Edges.order(all, true);
        for (int i = 0; i < order.length; i++) {
            mirrored[order[i]] = i;
        }
        for (int i = 0; i < all.length; i++) {
            lowest[i] = i;
            lowestMirrored[i] = mirrored[i];
            for (int end : all[i]) {
                lowest[i] = Math.min(lowest[i], lowest[end]);
                lowestMirrored[i] = Math.min(lowestMirrored[i], lowestMirrored[end]);
            }
        }
    }

    /** Whether {@code node} is a true descendant of {@code ancestor}. */
    boolean descends(int node, int ancestor) {
        if (!mayDescend(node, ancestor)) {
            return false;
        }
        search++;
        depth = 0;
        push(node);
        while (depth > 0) {
            for (int parent : parents[stack[--depth]]) {
                if (parent == ancestor) {
                    return true;
                }
                if (visited[parent] != search && mayDescend(parent, ancestor)) {
                    push(parent);
                }
            }
        }
        return false;
    }

    /** Those of some nodes, in ascending order, from which others of them descend; one walk for all. */
    int[] behindOthers(int[] nodes) {
        search++;
        depth = 0;
        for (int node : nodes) {
            pushParents(node, nodes[0]);
        }
        while (depth > 0) {
            pushParents(stack[--depth], nodes[0]);
        }
        return Arrays.stream(nodes).filter(node -> visited[node] == search).toArray();
    }

    private void pushParents(int node, int lowestSought) {
        for (int parent : parents[node]) {
            if (parent >= lowestSought && visited[parent] != search) {
                push(parent);
            }
        }
    }

    private boolean mayDescend(int node, int ancestor) {
        return node > ancestor
                && mirrored[node] > mirrored[ancestor]
                && lowest[node] <= lowest[ancestor]
                && lowestMirrored[node] <= lowestMirrored[ancestor];
    }

    private void push(int node) {
        visited[node] = search;
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = node;
    }
}
