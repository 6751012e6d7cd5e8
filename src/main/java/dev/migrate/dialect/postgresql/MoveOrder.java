package dev.migrate.dialect.postgresql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Puts moves in an order in which each comes behind what must be done before it; else by rank. */
final class MoveOrder {

    private final Map<Move, List<Move>> next = new IdentityHashMap<>();
    private final Map<Move, Integer> waitsFor = new IdentityHashMap<>();
    private final Map<Move, Integer> ratherWaitsFor = new IdentityHashMap<>();
    private final Map<Move, List<Move>> ratherNext = new IdentityHashMap<>();
    private final List<Move> moves;

    MoveOrder(Collection<Move> moves) {
        this.moves = List.copyOf(moves);
        for (Move move : moves) {
            move.after.remove(move);
            move.ratherAfter.removeAll(move.after);
            move.ratherAfter.remove(move);
        }
        spreadUrgency();
        Circles.open(this.moves);
        for (Move move : moves) {
            waitsFor.put(move, move.after.size());
            ratherWaitsFor.put(move, move.ratherAfter.size());
            move.after.forEach(before ->
                    next.computeIfAbsent(before, m -> new ArrayList<>()).add(move));
            move.ratherAfter.forEach(before ->
                    ratherNext.computeIfAbsent(before, m -> new ArrayList<>()).add(move));
        }
    }

    /** What others wait for is as urgent as they are. */
    private void spreadUrgency() {
        Deque<Move> changed = new ArrayDeque<>(moves);
        while (!changed.isEmpty()) {
            Move move = changed.poll();
            for (Move before : move.after) {
                if (before.urgency > move.urgency) {
                    before.urgency = move.urgency;
                    changed.add(before);
                }
            }
        }
    }

    /** The order. */
    List<Move> sorted() {
        List<Move> sorted = new ArrayList<>();
        TreeSet<Move> ready = new TreeSet<>();
        TreeSet<Move> waiting = new TreeSet<>(moves);
        for (Move move : moves) {
            if (waitsFor.get(move) == 0 && ratherWaitsFor.get(move) == 0) {
                ready.add(move);
            }
        }
        while (!waiting.isEmpty()) {
            Move move = ready.isEmpty() ? leastBound(waiting) : ready.first();
            ready.remove(move);
            waiting.remove(move);
            move.place = sorted.size();
            sorted.add(move);
            release(next.getOrDefault(move, List.of()), waitsFor, waiting, ready);
            release(ratherNext.getOrDefault(move, List.of()), ratherWaitsFor, waiting, ready);
        }
        return sorted;
    }

    private void release(List<Move> next, Map<Move, Integer> counts, TreeSet<Move> waiting, TreeSet<Move> ready) {
        for (Move move : next) {
            counts.merge(move, -1, Integer::sum);
            if (waitsFor.get(move) == 0 && ratherWaitsFor.get(move) == 0 && waiting.contains(move)) {
                ready.add(move);
            }
        }
    }

    /** In a circle, what waits only where that is a matter of taste; else what waits for least. */
    private Move leastBound(TreeSet<Move> waiting) {
        Move least = waiting.first();
        for (Move move : waiting) {
            if (waitsFor.get(move) < waitsFor.get(least)) {
                least = move;
            }
        }
        return least;
    }
}
