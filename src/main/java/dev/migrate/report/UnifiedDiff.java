package dev.migrate.report;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, as {@code diff -u} shows it. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;
    private static final int MOST = 4000;

    private record Line(char sign, String text, int before, int after) {}

    private UnifiedDiff() {}

    /**
     * The lines of the difference; none where both are the same.
     *
     * @param name the file, as it is to be shown
     * @param before its text until now; empty where it is new
     */
    public static List<String> of(String name, String before, String after) {
        List<String> old = lines(before);
        List<String> fresh = lines(after);
        if (old.equals(fresh)) {
            return List.of();
        }
        List<Line> all = compared(old, fresh);
        List<String> shown = new ArrayList<>();
        shown.add("--- " + (old.isEmpty() ? "/dev/null" : name));
        shown.add("+++ " + name);
        int at = 0;
        while ((at = nextChange(all, at)) < all.size()) {
            int from = Math.max(0, at - CONTEXT);
            int to = at;
            for (int next = at; next < all.size() && next - to <= 2 * CONTEXT; next = nextChange(all, next + 1)) {
                to = next;
            }
            int end = Math.min(all.size(), to + CONTEXT + 1);
            hunk(all.subList(from, end), shown);
            at = end;
        }
        return shown;
    }

    private static void hunk(List<Line> part, List<String> shown) {
        long before = part.stream().filter(line -> line.sign() != '+').count();
        long after = part.stream().filter(line -> line.sign() != '-').count();
        shown.add("@@ -" + range(part.get(0).before(), before) + " +"
                + range(part.get(0).after(), after) + " @@");
        part.forEach(line -> shown.add(line.sign() + line.text()));
    }

    private static String range(int from, long count) {
        return (count == 0 ? from - 1 : from) + (count == 1 ? "" : "," + count);
    }

    private static int nextChange(List<Line> all, int from) {
        int at = from;
        while (at < all.size() && all.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    /** The longest common run of lines; a text that is very long is taken as a whole between what both begin and end with. */
    private static List<Line> compared(List<String> old, List<String> fresh) {
        int head = 0;
        while (head < old.size() && head < fresh.size() && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < fresh.size() - head
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        int n = old.size() - head - tail;
        int m = fresh.size() - head - tail;
        boolean small = n <= MOST && m <= MOST;
        int[][] common = new int[small ? n + 1 : 1][small ? m + 1 : 1];
        for (int i = small ? n - 1 : -1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = old.get(head + i).equals(fresh.get(head + j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < head; i++) {
            all.add(new Line(' ', old.get(i), i + 1, i + 1));
        }
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            boolean same = small && i < n && j < m && old.get(head + i).equals(fresh.get(head + j));
            int before = head + i + 1;
            int after = head + j + 1;
            if (same) {
                all.add(new Line(' ', old.get(head + i), before, after));
                i++;
                j++;
            } else if (i < n && (j == m || !small || common[i + 1][j] >= common[i][j + 1])) {
                all.add(new Line('-', old.get(head + i), before, after));
                i++;
            } else {
                all.add(new Line('+', fresh.get(head + j), before, after));
                j++;
            }
        }
        for (int k = 0; k < tail; k++) {
            all.add(new Line(' ', old.get(head + n + k), head + n + k + 1, head + m + k + 1));
        }
        return all;
    }
}
