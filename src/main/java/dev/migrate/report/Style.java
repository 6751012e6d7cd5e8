package dev.migrate.report;

import dev.migrate.diagnostic.Severity;
import java.util.List;

/**
 * How text looks where it is printed.
 *
 * @param colour whether the terminal understands colour
 * @param unicode whether it can show characters beyond ASCII
 * @param width how many cells a line has
 * @param cuts whether the width is that of a terminal, so that a longer line would be broken
 */
public record Style(boolean colour, boolean unicode, int width, boolean cuts) {

    /** For files, pipes and build logs. */
    public static final Style PLAIN = new Style(false, true, 120);

    /** One colour for each lane of a tree; yellow is for ids. */
    private static final List<String> LANES = List.of("36", "35", "34", "32", "31", "96", "95", "94", "92", "91");

    /** For lines that nothing breaks. */
    public Style(boolean colour, boolean unicode, int width) {
        this(colour, unicode, width, false);
    }

    /** Text that stands out. */
    public String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String boldGreen(String text) {
        return paint("1;32", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    /** A piece of the lane of that number. */
    String lane(int number, String text) {
        return paint(LANES.get(Math.floorMod(number, LANES.size())), text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String blue(String text) {
        return paint("34", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case ERROR -> paint("1;31", text);
            case WARNING -> paint("1;33", text);
            case NOTE -> paint("1;36", text);
        };
    }

    private String paint(String code, String text) {
        return colour && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
