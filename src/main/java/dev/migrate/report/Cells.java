package dev.migrate.report;

/** How many cells of a terminal a text takes. */
final class Cells {

    private static final char CUT = '…';

    private Cells() {}

    /** How many cells a text takes that holds no tab. */
    static int of(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    /** How many cells a character takes: 0 for what is drawn over the one before, 2 for the wide blocks. */
    static int of(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /** The text in at most that many cells; what is cut off is told by an ellipsis. */
    static String cut(String text, int width, boolean unicode) {
        if (of(text) <= width) {
            return text;
        }
        String mark = unicode ? String.valueOf(CUT) : "...";
        var cut = new StringBuilder();
        int cells = of(mark);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            cells += of(point);
            if (cells > width) {
                break;
            }
            cut.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return cut.toString().stripTrailing() + mark;
    }

    /** The blocks that terminals draw two cells wide: Hangul, kana, Han, full-width forms, emoji. */
    private static boolean isWide(int point) {
        return point >= 0x1100 && point <= 0x115F
                || point >= 0x2E80 && point <= 0xA4CF
                || point >= 0xAC00 && point <= 0xD7A3
                || point >= 0xF900 && point <= 0xFAFF
                || point >= 0xFE30 && point <= 0xFE6F
                || point >= 0xFF00 && point <= 0xFF60
                || point >= 0xFFE0 && point <= 0xFFE6
                || point >= 0x1F300 && point <= 0x1F64F
                || point >= 0x1F680 && point <= 0x1F6FF
                || point >= 0x1F900 && point <= 0x1F9FF
                || point >= 0x20000 && point <= 0x3FFFD;
    }
}
