package dev.migrate.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The vertical lines of a {@link HistoryTree}: each waits for the revision that it leads to, and no two for the same, so
 * that a thousand branches of one revision are no wider than two.
 */
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

    private static final SortedMap<Integer, Meeting> NONE = Collections.emptySortedMap();

    private final Style style;
    /** How many lanes are drawn; of more there is only a sign that they are there. */
    private final int most;
    /** For each lane the id it waits for, null for a free one. */
    private final List<@Nullable String> waiting = new ArrayList<>();
    /** For each lane its colour: a line keeps it, the next one in its place gets another. */
    private final List<Integer> colours = new ArrayList<>();

    private final Map<String, Integer> laneOf = new HashMap<>();
    private final TreeSet<Integer> free = new TreeSet<>();
    private int opened;

    Lanes(Style style, int most) {
        this.style = style;
        this.most = most;
    }

    /** The lane of a revision: the one that waits for it, or a new one. */
    int arrive(String id) {
        Integer lane = laneOf.get(id);
        return lane == null ? open(id) : lane;
    }

    private int open(String id) {
        Integer lane = free.pollFirst();
        if (lane == null) {
            lane = waiting.size();
            waiting.add(id);
            colours.add(opened++);
        } else {
            waiting.set(lane, id);
            colours.set(lane, opened++);
        }
        laneOf.put(id, lane);
        return lane;
    }

    /**
     * Goes on from a revision to its parents, and draws what opens, closes or is joined by that; nothing where a lane
     * goes straight on. Of two lanes that lead to the same parent the left one stays.
     */
    String leave(int lane, List<String> parents) {
        laneOf.remove(waiting.get(lane));
        waiting.set(lane, null);
        free.add(lane);
        var ends = new TreeMap<Integer, Meeting>();
        Meeting own = Meeting.CLOSES;
        var fresh = new ArrayList<String>();
        for (String parent : parents) {
            Integer there = laneOf.get(parent);
            if (there == null) {
                fresh.add(parent);
            } else {
                ends.put(there, Meeting.GOES_ON);
            }
        }
        if (fresh.isEmpty() && !ends.isEmpty() && ends.firstKey() > lane) {
            int there = ends.firstKey();
            String parent = waiting.get(there);
            waiting.set(there, null);
            free.add(there);
            ends.put(there, Meeting.CLOSES);
            keep(lane, parent);
            own = Meeting.GOES_ON;
        }
        for (String parent : fresh) {
            if (own == Meeting.CLOSES) {
                keep(lane, parent);
                own = Meeting.GOES_ON;
            } else {
                ends.put(open(parent), Meeting.OPENS);
            }
        }
        String drawn = ends.isEmpty() ? "" : horizontal(lane, own, ends);
        dropFree();
        return drawn;
    }

    private void keep(int lane, @Nullable String parent) {
        waiting.set(lane, parent);
        free.remove(lane);
        if (parent != null) {
            laneOf.put(parent, lane);
        }
    }

    /** How many cells the lanes take. */
    int width() {
        return Math.min(waiting.size(), most + 1) * 2;
    }

    /** The row of a revision, up to its mark. */
    String node(int lane) {
        char[] row = row();
        if (lane < most) {
            row[lane * 2] = '*';
        } else {
            row[most * 2 + 1] = '*';
        }
        return painted(row, -1, -1, -1, NONE);
    }

    /** A row of lanes below a revision, whose own is drawn where it goes on. */
    String bars(int own, boolean goesOn) {
        char[] row = row();
        if (!goesOn && own < most) {
            row[own * 2] = ' ';
        }
        String bars = painted(row, -1, -1, -1, NONE);
        return bars.isEmpty() ? "" : bars + " ";
    }

    private char[] row() {
        int shown = Math.min(waiting.size(), most);
        char[] row = new char[width()];
        Arrays.fill(row, ' ');
        for (int i = 0; i < shown; i++) {
            row[i * 2] = waiting.get(i) == null ? ' ' : bar();
        }
        if (shown < waiting.size()) {
            row[shown * 2] = style.unicode() ? '…' : '~';
        }
        return row;
    }

    private String horizontal(int hub, Meeting own, SortedMap<Integer, Meeting> ends) {
        char[] row = row();
        int from = Math.min(hub, ends.firstKey());
        int to = Math.max(hub, ends.lastKey());
        char dash = style.unicode() ? '─' : '-';
        for (int at = from * 2 + 1; at < Math.min(to, most) * 2; at++) {
            // A lane that has nothing to do with it passes through.
            if (row[at] == ' ') {
                row[at] = dash;
            }
        }
        ends.headMap(most).forEach((lane, meeting) -> row[lane * 2] = glyph(meeting, lane, from, to));
        if (hub < most) {
            row[hub * 2] = glyph(own, hub, from, to);
        }
        return painted(row, hub, from, to, ends);
    }

    private char glyph(Meeting meeting, int lane, int from, int to) {
        if (!style.unicode()) {
            return meeting.ascii;
        }
        if (lane == to) {
            return meeting.right;
        }
        return lane == from ? meeting.left : meeting.between;
    }

    private char bar() {
        return style.unicode() ? '│' : '|';
    }

    /** The row without its last blanks, each lane in its colour; a horizontal line has that of the lane it leads to. */
    private String painted(char[] row, int hub, int from, int to, SortedMap<Integer, Meeting> ends) {
        int length = row.length;
        while (length > 0 && row[length - 1] == ' ') {
            length--;
        }
        if (!style.colour()) {
            return new String(row, 0, length);
        }
        var painted = new StringBuilder();
        for (int at = 0; at < length; at++) {
            if (row[at] == ' ') {
                painted.append(' ');
                continue;
            }
            boolean across = at > from * 2 && at < to * 2 && at % 2 == 1;
            int lane = !across ? at / 2 : at < hub * 2 ? hub : ends.tailMap(at / 2 + 1).firstKey();
            painted.append(style.lane(colours.get(Math.min(lane, colours.size() - 1)), String.valueOf(row[at])));
        }
        return painted.toString();
    }

    private void dropFree() {
        while (!waiting.isEmpty() && waiting.get(waiting.size() - 1) == null) {
            free.remove(waiting.size() - 1);
            waiting.remove(waiting.size() - 1);
            colours.remove(colours.size() - 1);
        }
    }

    @Override
    public String toString() {
        return waiting.toString();
    }
}
