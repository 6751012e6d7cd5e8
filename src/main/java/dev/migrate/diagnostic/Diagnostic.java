package dev.migrate.diagnostic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell the user: what is so, where, why, and what to type next.
 *
 * @param severity how bad it is
 * @param code {@code area/name}, stable: build servers and documentation refer to it
 * @param message one sentence that says what is so, the values in double quotes
 * @param span where; null when there is no file
 * @param label what to say under the marked characters; null for nothing
 * @param notes further facts, a sentence each
 * @param help what to do, best something that can be pasted; null for nothing
 */
public record Diagnostic(
        Severity severity,
        String code,
        String message,
        @Nullable SourceSpan span,
        @Nullable String label,
        List<String> notes,
        @Nullable String help) {

    /** Copies the notes. */
    public Diagnostic {
        notes = List.copyOf(notes);
    }

    /** An error without place, notes and help; add them with the methods below. */
    public static Diagnostic error(String code, String message) {
        return new Diagnostic(Severity.ERROR, code, message, null, null, List.of(), null);
    }

    /** A warning without place, notes and help. */
    public static Diagnostic warning(String code, String message) {
        return new Diagnostic(Severity.WARNING, code, message, null, null, List.of(), null);
    }

    /** The same at a place. */
    public Diagnostic at(@Nullable SourceSpan place) {
        return new Diagnostic(severity, code, message, place, label, notes, help);
    }

    /** The same at a place, with a text under the marked characters. */
    public Diagnostic at(@Nullable SourceSpan place, String text) {
        return new Diagnostic(severity, code, message, place, text, notes, help);
    }

    /** The same with one more note. */
    public Diagnostic note(String note) {
        var more = new ArrayList<>(notes);
        more.add(note);
        return new Diagnostic(severity, code, message, span, label, more, help);
    }

    /** The same with an advice. */
    public Diagnostic help(String advice) {
        return new Diagnostic(severity, code, message, span, label, notes, advice);
    }

    /** This as an exception to throw. */
    public MigrateException toException() {
        return new MigrateException(List.of(this), null);
    }

    /** This as an exception to throw, with the cause that {@code -e} shows. */
    public MigrateException toException(Throwable cause) {
        return new MigrateException(List.of(this), cause);
    }
}
