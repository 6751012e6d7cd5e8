package dev.migrate.report;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;

/** Diagnostics as the workflow commands by which GitHub Actions marks a line of a pull request. */
public final class GithubAnnotations {

    private final ProjectPaths paths;

    /** Annotations whose files are relative to the root of the checkout, as GitHub wants them. */
    public GithubAnnotations(Path checkout) {
        this.paths = new ProjectPaths(checkout);
    }

    /** The command of one diagnostic, one line. */
    public String format(Diagnostic diagnostic) {
        String command =
                switch (diagnostic.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case NOTE -> "notice";
                };
        var text = new StringBuilder("::").append(command).append(' ');
        SourceSpan span = diagnostic.span();
        if (span != null) {
            text.append("file=").append(property(paths.name(span.file()))).append(',');
            if (span.line() > 0) {
                text.append("line=").append(span.line()).append(',');
            }
            if (span.column() > 0) {
                text.append("col=").append(span.column()).append(',');
                text.append("endColumn=").append(span.column() + span.length()).append(',');
            }
        }
        text.append("title=").append(property(diagnostic.code())).append("::");
        return text.append(data(body(diagnostic))).toString();
    }

    private String body(Diagnostic diagnostic) {
        var body = new StringBuilder(diagnostic.message());
        String label = diagnostic.label();
        if (label != null) {
            body.append('\n').append(label);
        }
        diagnostic.notes().forEach(note -> body.append("\nnote: ").append(paths.within(note)));
        String help = diagnostic.help();
        if (help != null) {
            body.append("\nhelp: ").append(help);
        }
        return body.toString();
    }

    /** The percent sign first, as the escapes bring new ones. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
