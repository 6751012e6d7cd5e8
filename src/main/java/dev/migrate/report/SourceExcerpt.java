package dev.migrate.report;

/**
 * A line of a file as a terminal shows it, with the marked characters; a long line is cut around them.
 *
 * @param text what is printed: tabs widened, control characters made visible
 * @param before how many cells stand before the marks
 * @param marked how many cells are marked; 0 for none
 */
record SourceExcerpt(String text, int before, int marked) {

    private static final int TAB = 4;
    private static final String CUT = "…";

    /**
     * The excerpt of a line.
     *
     * @param line the line
     * @param column the first marked character, from 1; 0 for none
     * @param length how many characters are marked
     * @param width the most cells to print
     */
    static SourceExcerpt of(String line, int column, int length, int width) {
        int from = column <= 0 ? 0 : Math.min(column - 1, line.length());
        int to = column <= 0 ? 0 : Math.min(from + Math.max(1, length), line.length());
        var shown = new StringBuilder();
        int cells = 0;
        int markBegin = 0;
        int markEnd = 0;
        int textBegin = 0;
        int windowBegin = 0;
        // Keep a quarter of the width as context before the marks; the rest belongs to them and to what follows.
        int markCells = cellsUpTo(line, from);
        if (cellsUpTo(line, line.length()) > width && markCells > width * 3 / 4) {
            windowBegin = markCells - width / 4;
            shown.append(CUT);
            cells = 1;
        }
        int absolute = 0;
        boolean cutRight = false;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            int size = cells(point, absolute);
            if (absolute >= windowBegin) {
                if (cells + size > width - 1 && i + Character.charCount(point) < line.length()) {
                    cutRight = true;
                    break;
                }
                if (i == from) {
                    markBegin = cells;
                }
                append(shown, point, size);
                cells += size;
                textBegin = i + Character.charCount(point);
                if (textBegin <= to) {
                    markEnd = cells;
                }
            }
            absolute += size;
            i += Character.charCount(point);
        }
        if (cutRight) {
            shown.append(CUT);
        }
        if (column <= 0) {
            return new SourceExcerpt(shown.toString(), 0, 0);
        }
        if (from >= line.length()) {
            return new SourceExcerpt(shown.toString(), cells, 1);
        }
        return new SourceExcerpt(shown.toString(), markBegin, Math.max(1, markEnd - markBegin));
    }

    private static int cellsUpTo(String line, int end) {
        int cells = 0;
        for (int i = 0; i < end; ) {
            int point = line.codePointAt(i);
            cells += cells(point, cells);
            i += Character.charCount(point);
        }
        return cells;
    }

    private static void append(StringBuilder shown, int point, int size) {
        if (point == '\t') {
            shown.append(" ".repeat(size));
        } else if (Character.isISOControl(point)) {
            // An escape sequence in a script must not reach the terminal.
            shown.append('\uFFFD');
        } else {
            shown.appendCodePoint(point);
        }
    }

    private static int cells(int point, int at) {
        if (point == '\t') {
            return TAB - at % TAB;
        }
        return Cells.of(point);
    }
}
