package dev.migrate.report;

import dev.migrate.diagnostic.Severity;

/**
 * How text looks where it is printed.
 *
 * @param colour whether the terminal understands colour
 * @param unicode whether it can show characters beyond ASCII
 * @param width how many cells a line has
 */
public record Style(boolean colour, boolean unicode, int width) {

    /** For files, pipes and build logs. */
    public static final Style PLAIN = new Style(false, true, 120);

    /** Text that stands out. */
    public String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
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
