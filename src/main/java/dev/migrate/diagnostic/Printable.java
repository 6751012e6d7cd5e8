package dev.migrate.diagnostic;

/** Text of others, such as a title or what a server said, so that it stays on its line and in its direction. */
public final class Printable {

    private static final char REPLACEMENT = '\uFFFD';

    private Printable() {}

    /**
     * The text without what terminals act on: an escape sequence in a title must not reach one, and a bidirectional
     * override must not turn what stands behind it. A tab becomes a blank.
     */
    public static String of(String text) {
        if (text.codePoints().noneMatch(Printable::isUnsafe)) {
            return text;
        }
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(point -> safe.appendCodePoint(point == '\t' ? ' ' : isUnsafe(point) ? REPLACEMENT : point));
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return Character.isISOControl(point)
                // line and paragraph separator
                || point == 0x2028
                || point == 0x2029
                // marks, embeddings, overrides and isolates of direction
                || point == 0x200E
                || point == 0x200F
                || point >= 0x202A && point <= 0x202E
                || point >= 0x2066 && point <= 0x2069
                // half of a pair, which no encoding can write
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
