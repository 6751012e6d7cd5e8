package dev.migrate.dialect.postgresql;

import dev.migrate.diff.Drafted;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers what runs in a transaction and what runs outside of one, so that a script falls into as few revisions as can be: even stages have a
 * transaction, odd ones have none, and each statement stands in the first stage that what it needs allows.
 */
final class Stages {

    private final SortedMap<Integer, List<Drafted>> stages = new TreeMap<>();
    private final Map<Move, Integer> ends = new IdentityHashMap<>();

    /** Takes what a move says; the moves come in their order. */
    void take(Move move, List<Drafted> drafted) {
        int stage = begin(move);
        for (Drafted one : drafted) {
            if (one.apart() != (stage % 2 == 1)) {
                stage++;
            }
            stages.computeIfAbsent(stage, number -> new ArrayList<>()).add(one);
        }
        ends.put(move, stage);
    }

    private int begin(Move move) {
        int begin = 0;
        for (Move before : move.after) {
            begin = Math.max(begin, end(before));
        }
        return begin;
    }

    /** What others do along the way ends when they may begin. */
    private int end(Move move) {
        Integer end = ends.get(move);
        if (end == null) {
            // a circle of such moves ends somewhere
            ends.put(move, 0);
            end = begin(move);
            ends.put(move, end);
        }
        return end;
    }

    /** All of it in its order. */
    List<Drafted> drafted() {
        List<Drafted> drafted = new ArrayList<>();
        stages.values().forEach(drafted::addAll);
        return drafted;
    }
}
