package dev.migrate.dialect.postgresql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens circles among moves where one comes behind another only as a matter of taste. Left closed, all that stands in one waits until
 * nothing else is left to do.
 */
final class Circles {

    private Circles() {}

    /** Takes as few tastes away as there are circles. */
    static void open(Collection<Move> moves) {
        Deque<List<Move>> left = new ArrayDeque<>(List.of(List.copyOf(moves)));
        while (!left.isEmpty()) {
            for (List<Move> circle : new Search(left.poll()).circles()) {
                Set<Move> within = new HashSet<>(circle);
                Move first = null;
                for (Move move : circle) {
                    boolean tastes = move.ratherAfter.stream().anyMatch(within::contains);
                    if (tastes && (first == null || isEarlier(move, first, within))) {
                        first = move;
                    }
                }
                if (first != null) {
                    first.ratherAfter.removeAll(within);
                    left.add(circle);
                }
            }
        }
    }

    private static boolean isEarlier(Move move, Move other, Set<Move> within) {
        long here = move.after.stream().filter(within::contains).count();
        long there = other.after.stream().filter(within::contains).count();
        return here == there ? move.compareTo(other) < 0 : here < there;
    }

    /** Tarjan's search for what is connected both ways, without recursion: schemas are deep. */
    private static final class Search {

        private final Set<Move> moves;
        private final Map<Move, Integer> number = new HashMap<>();
        private final Map<Move, Integer> lowest = new HashMap<>();
        private final Deque<Move> open = new ArrayDeque<>();
        private final Set<Move> isOpen = new HashSet<>();
        private final List<List<Move>> circles = new ArrayList<>();

        Search(List<Move> moves) {
            this.moves = new HashSet<>(moves);
            for (Move move : moves) {
                if (!number.containsKey(move)) {
                    from(move);
                }
            }
        }

        /** Those of more than one. */
        List<List<Move>> circles() {
            return circles;
        }

        private void from(Move start) {
            Deque<Move> path = new ArrayDeque<>();
            Deque<Iterator<Move>> next = new ArrayDeque<>();
            enter(start, path, next);
            while (!path.isEmpty()) {
                Move move = path.element();
                Iterator<Move> others = next.element();
                if (others.hasNext()) {
                    Move other = others.next();
                    if (!moves.contains(other)) {
                        continue;
                    }
                    if (!number.containsKey(other)) {
                        enter(other, path, next);
                    } else if (isOpen.contains(other)) {
                        lowest.merge(move, number.getOrDefault(other, 0), Math::min);
                    }
                    continue;
                }
                path.remove();
                next.remove();
                if (!path.isEmpty()) {
                    lowest.merge(path.element(), lowest.getOrDefault(move, 0), Math::min);
                }
                close(move);
            }
        }

        private void enter(Move move, Deque<Move> path, Deque<Iterator<Move>> next) {
            number.put(move, number.size());
            lowest.put(move, number.getOrDefault(move, 0));
            open.push(move);
            isOpen.add(move);
            path.push(move);
            List<Move> others = new ArrayList<>(move.after);
            others.addAll(move.ratherAfter);
            next.push(others.iterator());
        }

        private void close(Move move) {
            if (!lowest.get(move).equals(number.get(move))) {
                return;
            }
            List<Move> circle = new ArrayList<>();
            Move last;
            do {
                last = open.pop();
                isOpen.remove(last);
                circle.add(last);
            } while (last != move);
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }
    }
}
