package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.Severity;
import dev.migrate.report.DiagnosticFormatter;
import dev.migrate.report.GithubAnnotations;
import dev.migrate.report.OutputFile;
import dev.migrate.report.Style;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Where a goal's lines go: Maven's log, or, while standard output belongs to a machine, past it. */
final class Console {

    private final Log log;
    private final Style style;
    private final boolean terminal;
    private final @Nullable Path annotated;
    private boolean machine;
    private TypedCommand typed = new TypedCommand("migrate", null);

    /**
     * A console.
     *
     * @param terminal whether a person looks on
     * @param annotated the root of the checkout under GitHub Actions, else null
     */
    Console(Log log, Style style, boolean terminal, @Nullable Path annotated) {
        this.log = log;
        this.style = style;
        this.terminal = terminal;
        this.annotated = annotated;
    }

    /** From now on standard output is for the result alone. */
    void leaveStandardOutput() {
        machine = true;
    }

    /** From now on the commands in advices are written as this user types them. */
    void callAs(TypedCommand command) {
        typed = command;
    }

    /** Whether progress may be drawn. */
    boolean isTerminal() {
        return terminal && !machine && log.isInfoEnabled();
    }

    Style style() {
        return style;
    }

    /** A line for people. */
    void line(String text) {
        String told = typed.in(text);
        if (machine) {
            log.debug(told);
        } else {
            log.info(told);
        }
    }

    void lines(List<String> lines) {
        lines.forEach(this::line);
    }

    /** A long result for a machine or a pipe, written piece by piece. */
    void raw(OutputFile.Content content) throws IOException {
        // not closed: standard output is Maven's
        var out = new BufferedWriter(new OutputStreamWriter(standardOutput(), StandardCharsets.UTF_8));
        content.writeTo(out);
        out.flush();
    }

    /** A result for a machine or a pipe, as it is. */
    void raw(String text) {
        PrintStream out = standardOutput();
        out.print(text);
        out.flush();
    }

    /** Problems, with files named relative to the module; on GitHub also at their lines. */
    void diagnostics(Path project, List<Diagnostic> found) {
        List<Diagnostic> diagnostics = found.stream().map(this::asTyped).toList();
        var formatter = new DiagnosticFormatter(project, machine ? Style.PLAIN : style);
        for (Diagnostic diagnostic : diagnostics) {
            for (String line : formatter.format(diagnostic)) {
                diagnosticLine(diagnostic.severity(), line);
            }
        }
        if (annotated != null) {
            var annotations = new GithubAnnotations(annotated);
            // GitHub reads a command only at the beginning of a line, so not through the log; both streams are read.
            for (Diagnostic diagnostic : diagnostics) {
                if (machine) {
                    System.err.println(annotations.format(diagnostic));
                } else {
                    raw(annotations.format(diagnostic) + "\n");
                }
            }
        }
    }

    private Diagnostic asTyped(Diagnostic diagnostic) {
        String help = diagnostic.help();
        return new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                diagnostic.message(),
                diagnostic.span(),
                diagnostic.label(),
                diagnostic.notes().stream().map(typed::in).toList(),
                help == null ? null : typed.in(help));
    }

    private void diagnosticLine(Severity severity, String line) {
        if (machine) {
            // Maven's own log goes to standard output.
            System.err.println(line);
        } else if (severity == Severity.ERROR) {
            log.error(line);
        } else if (severity == Severity.WARNING) {
            log.warn(line);
        } else {
            log.info(line);
        }
    }

    /**
     * Maven 4 puts {@code [INFO] [stdout]} before each line of {@code System.out} unless started with
     * {@code --raw-streams}.
     */
    private static PrintStream standardOutput() {
        if (System.out.getClass().getName().startsWith("org.apache.maven.")) {
            return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        }
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }
}
