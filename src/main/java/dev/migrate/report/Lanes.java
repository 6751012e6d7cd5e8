package dev.migrate.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
    /** For each lane the id it waits for, null for a free one. */
    private final List<@Nullable String> waiting = new ArrayList<>();

    Lanes(boolean unicode) {
        this.unicode = unicode;
    }

    /** The lanes that wait for a revision. */
    List<Integer> arriving(String id) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < waiting.size(); i++) {
            if (id.equals(waiting.get(i))) {
                found.add(i);
            }
        }
        return found;
    }

    /** A lane for a revision that none waits for. */
    int open(String id) {
        int free = waiting.indexOf(null);
        if (free < 0) {
            waiting.add(id);
            return waiting.size() - 1;
        }
        waiting.set(free, id);
        return free;
    }

    /** Lets all but the first of these lanes end in the first, and draws that. */
    String join(List<Integer> lanes) {
        var ends = new TreeMap<Integer, Meeting>();
        lanes.subList(1, lanes.size()).forEach(lane -> ends.put(lane, Meeting.CLOSES));
        String drawn = horizontal(lanes.get(0), ends);
        ends.keySet().forEach(lane -> waiting.set(lane, null));
        dropFree();
        return drawn;
    }

    /** Goes on from a revision to its parents; draws the fork of a merge, nothing otherwise. */
    String leave(int lane, List<String> parents) {
        waiting.set(lane, parents.isEmpty() ? null : parents.get(0));
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
        row.setCharAt(lane * 2, '*');
        return row.toString().stripTrailing();
    }

    /** A row of nothing but lanes. */
    String bars() {
        return row().toString();
    }

    private StringBuilder row() {
        var row = new StringBuilder();
        for (String id : waiting) {
            row.append(id == null ? ' ' : bar()).append(' ');
        }
        return row;
    }

    private String horizontal(int hub, SortedMap<Integer, Meeting> ends) {
        StringBuilder row = row();
        int from = Math.min(hub, ends.firstKey());
        int to = Math.max(hub, ends.lastKey());
        char dash = unicode ? '─' : '-';
        for (int at = from * 2 + 1; at < to * 2; at++) {
            // A lane that has nothing to do with it passes through.
            if (row.charAt(at) == ' ') {
                row.setCharAt(at, dash);
            }
        }
        ends.forEach((lane, meeting) -> row.setCharAt(lane * 2, glyph(meeting, lane, from, to)));
        Meeting middle = Meeting.GOES_ON;
        row.setCharAt(hub * 2, glyph(middle, hub, from, to));
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
            waiting.remove(waiting.size() - 1);
        }
    }

    @Override
    public String toString() {
        return Collections.unmodifiableList(waiting).toString();
    }
}
