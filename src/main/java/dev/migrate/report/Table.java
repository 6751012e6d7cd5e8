package dev.migrate.report;

import java.util.ArrayList;
import java.util.List;

/** Rows under a headline, each column as wide as its widest cell. */
public final class Table {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these column titles. */
    public Table(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row with a cell for each column. */
    public Table row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The lines; no line ends in a blank. */
    public List<String> lines(Style style) {
        int[] widths = new int[head.size()];
        measure(widths, head);
        rows.forEach(row -> measure(widths, row));
        var lines = new ArrayList<String>();
        lines.add(style.bold(line(widths, head)));
        for (List<String> row : rows) {
            lines.add(line(widths, row));
        }
        return lines;
    }

    private static void measure(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private static String line(int[] widths, List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i).replace('\n', ' ').replace('\r', ' ');
            line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
