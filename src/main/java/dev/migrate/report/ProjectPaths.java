package dev.migrate.report;

import dev.migrate.diagnostic.SourceSpan;
import java.nio.file.Path;

/** Names files as users would: relative to their project, with forward slashes. */
public final class ProjectPaths {

    private final Path base;

    /** Paths below a project's folder. */
    public ProjectPaths(Path base) {
        this.base = base.toAbsolutePath().normalize();
    }

    /** The path below the project, or the whole path of a file elsewhere. */
    public String name(Path file) {
        Path whole = file.isAbsolute() ? file.normalize() : base.resolve(file).normalize();
        Path shown = whole.startsWith(base) ? base.relativize(whole) : whole;
        return shown.toString().replace('\\', '/');
    }

    /** A sentence in which files of the project are named likewise. */
    String within(String text) {
        return base.getParent() == null
                ? text
                : text.replace(base + base.getFileSystem().getSeparator(), "");
    }

    /** {@code file:line:column}, as editors and build servers turn into a link. */
    String place(SourceSpan span) {
        var text = new StringBuilder(name(span.file()));
        if (span.line() > 0) {
            text.append(':').append(span.line());
            if (span.column() > 0) {
                text.append(':').append(span.column());
            }
        }
        return text.toString();
    }
}
