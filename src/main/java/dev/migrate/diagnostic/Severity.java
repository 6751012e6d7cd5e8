package dev.migrate.diagnostic;

/** How bad a {@link Diagnostic} is. */
public enum Severity {
    /** The goal fails. */
    ERROR,
    /** The goal goes on; somebody should look. */
    WARNING,
    /** For information alone. */
    NOTE;

    /** The word printed before the code, such as {@code error}. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }
}
