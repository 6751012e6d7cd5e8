package dev.migrate.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The vertical lines of a {@link HistoryTree}: each waits for the revision that it leads to. */
final class Lanes {

    /** How a lane meets a horizontal line: at its end to the right, to the left, or crossing a longer one. */
    private enum Meeting {
        OPENS('╮', '╭', '┬', '.'),
        CLOSES('╯', '╰', '┴', '\''),
        GOES_ON('┤', '├', '┼', '+');

        private final char right;
        private final char left;
        private final char between;
        private final char ascii;

        Meeting(char right, char left, char between, char ascii) {
            this.right = right;
            this.left = left;
            this.between = between;
            this.ascii = ascii;
        }
    }

    private final boolean unicode;
    /** How many lanes are drawn; of more there is only a sign that they are there. */
    private final int most;
    /** For each lane the id it waits for, null for a free one. */
    private final List<@Nullable String> waiting = new ArrayList<>();
    /** The same, looked up by id. */
    private final Map<String, SortedSet<Integer>> lanes = new HashMap<>();

    private final SortedSet<Integer> free = new TreeSet<>();

    Lanes(boolean unicode, int most) {
        this.unicode = unicode;
        this.most = most;
    }

    /** The lanes that wait for a revision. */
    List<Integer> arriving(String id) {
        return List.copyOf(lanes.getOrDefault(id, Collections.emptySortedSet()));
    }

    /** A lane for a revision that none waits for. */
    int open(String id) {
        int lane = free.isEmpty() ? waiting.size() : free.first();
        if (lane == waiting.size()) {
            waiting.add(null);
        }
        set(lane, id);
        return lane;
    }

    private void set(int lane, @Nullable String id) {
        String before = waiting.set(lane, id);
        if (before != null) {
            SortedSet<Integer> same = lanes.get(before);
            if (same != null && same.remove(lane) && same.isEmpty()) {
                lanes.remove(before);
            }
        }
        if (id == null) {
            free.add(lane);
        } else {
            free.remove(lane);
            lanes.computeIfAbsent(id, i -> new TreeSet<>()).add(lane);
        }
    }

    /** Lets all but the first of these lanes end in the first, and draws that. */
    String join(List<Integer> lanes) {
        var ends = new TreeMap<Integer, Meeting>();
        lanes.subList(1, lanes.size()).forEach(lane -> ends.put(lane, Meeting.CLOSES));
        String drawn = horizontal(lanes.get(0), ends);
        ends.keySet().forEach(lane -> set(lane, null));
        dropFree();
        return drawn;
    }

    /** Goes on from a revision to its parents; draws the fork of a merge, nothing otherwise. */
    String leave(int lane, List<String> parents) {
        set(lane, parents.isEmpty() ? null : parents.get(0));
        var ends = new TreeMap<Integer, Meeting>();
        for (String parent : parents.subList(Math.min(1, parents.size()), parents.size())) {
            List<Integer> there = arriving(parent);
            if (there.isEmpty()) {
                ends.put(open(parent), Meeting.OPENS);
            } else {
                ends.put(there.get(0), Meeting.GOES_ON);
            }
        }
        ends.remove(lane);
        String drawn = ends.isEmpty() ? "" : horizontal(lane, ends);
        dropFree();
        return drawn;
    }

    /** The row of a revision. */
    String node(int lane) {
        StringBuilder row = row();
        if (lane < most) {
            row.setCharAt(lane * 2, '*');
        } else {
            row.append('*');
        }
        return row.toString().stripTrailing();
    }

    /** A row of nothing but lanes. */
    String bars() {
        return row().toString();
    }

    private StringBuilder row() {
        var row = new StringBuilder();
        for (int i = 0; i < Math.min(most, waiting.size()); i++) {
            row.append(waiting.get(i) == null ? ' ' : bar()).append(' ');
        }
        if (waiting.size() > most) {
            row.append(unicode ? '…' : '~').append(' ');
        }
        return row;
    }

    private String horizontal(int hub, SortedMap<Integer, Meeting> ends) {
        StringBuilder row = row();
        int from = Math.min(hub, ends.firstKey());
        int to = Math.max(hub, ends.lastKey());
        char dash = unicode ? '─' : '-';
        for (int at = from * 2 + 1; at < Math.min(to, most) * 2; at++) {
            // A lane that has nothing to do with it passes through.
            if (row.charAt(at) == ' ') {
                row.setCharAt(at, dash);
            }
        }
        ends.headMap(most).forEach((lane, meeting) -> row.setCharAt(lane * 2, glyph(meeting, lane, from, to)));
        if (hub < most) {
            row.setCharAt(hub * 2, glyph(Meeting.GOES_ON, hub, from, to));
        }
        return row.toString().stripTrailing();
    }

    private char glyph(Meeting meeting, int lane, int from, int to) {
        if (!unicode) {
            return meeting.ascii;
        }
        if (lane == to) {
            return meeting.right;
        }
        return lane == from ? meeting.left : meeting.between;
    }

    private char bar() {
        return unicode ? '│' : '|';
    }

    private void dropFree() {
        while (!waiting.isEmpty() && waiting.get(waiting.size() - 1) == null) {
            free.remove(waiting.size() - 1);
            waiting.remove(waiting.size() - 1);
        }
    }

    @Override
    public String toString() {
        return Collections.unmodifiableList(waiting).toString();
    }
}
