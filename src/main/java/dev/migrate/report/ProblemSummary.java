package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic for programs.
 *
 * @param severity {@code error}, {@code warning} or {@code note}
 * @param code what it is, stable
 * @param message one sentence
 * @param file relative to the project; null without a place
 * @param line from 1; null without one
 * @param column from 1; null without one
 * @param label what is said of the marked characters
 * @param notes further facts
 * @param help what to do
 */
public record ProblemSummary(
        String severity,
        String code,
        String message,
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String label,
        List<String> notes,
        @Nullable String help) {

    /** The summary of a diagnostic. */
    public static ProblemSummary of(Diagnostic diagnostic, Path project) {
        SourceSpan span = diagnostic.span();
        var paths = new ProjectPaths(project);
        return new ProblemSummary(
                diagnostic.severity().word(),
                diagnostic.code(),
                diagnostic.message(),
                span == null ? null : paths.name(span.file()),
                span == null || span.line() == 0 ? null : span.line(),
                span == null || span.column() == 0 ? null : span.column(),
                diagnostic.label(),
                diagnostic.notes().stream().map(paths::within).toList(),
                diagnostic.help());
    }
}
