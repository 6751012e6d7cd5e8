package dev.migrate.compile;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The JDK's compiler. A class of its own, for a Java that was cut down may lack {@code javax.tools} altogether. */
final class Javac {

    private Javac() {}

    /**
     * Compiles sources in one go.
     *
     * @throws MigrateException with everything that the compiler refuses
     */
    static void compile(JavaCompiler compiler, List<RevisionSource> sources, ClassPath path) {
        var found = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(found, Locale.ROOT, StandardCharsets.UTF_8)) {
            // Sources beside the classes of the class path are not looked for: only revisions are compiled here.
            files.setLocation(StandardLocation.SOURCE_PATH, List.of());
            List<String> options = new ArrayList<>(RevisionCompiler.OPTIONS);
            options.addAll(List.of("-classpath", path.option()));
            boolean done = compiler.getTask(new StringWriter(), new ClassOutput(files), found, options, null, sources)
                    .call();
            if (!done) {
                throw new MigrateException(errors(found, sources), null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Diagnostic> errors(DiagnosticCollector<JavaFileObject> found, List<RevisionSource> sources) {
        List<Diagnostic> errors = new ArrayList<>();
        for (javax.tools.Diagnostic<? extends JavaFileObject> said : found.getDiagnostics()) {
            if (said.getKind() == javax.tools.Diagnostic.Kind.ERROR) {
                Diagnostic error = error(said, sources);
                if (!errors.contains(error)) {
                    errors.add(error);
                }
            }
        }
        if (errors.isEmpty()) {
            errors.add(Diagnostic.error("java/compile", "the Java compiler gave up and did not say why"));
        }
        return errors;
    }

    private static Diagnostic error(
            javax.tools.Diagnostic<? extends JavaFileObject> said, List<RevisionSource> sources) {
        String message = said.getMessage(Locale.ROOT);
        RevisionSource source = null;
        for (RevisionSource one : sources) {
            if (one == said.getSource() || one.equals(said.getSource())) {
                source = one;
            }
        }
        if (source != null) {
            message = message.replace(
                    RevisionClasses.packageOf(source.script().revision().id()) + ".", "");
        }
        String[] lines = message.strip().split("\n");
        Diagnostic error = Diagnostic.error("java/compile", "the Java compiler says: " + lines[0].strip());
        if (source != null) {
            // The mark under the line is where javac's own caret stands: "position", which may be behind the start.
            long from = said.getPosition();
            error = from == javax.tools.Diagnostic.NOPOS
                    ? error.at(SourceSpan.of(source.file()))
                    : error.at(source.span(from, said.getEndPosition()));
        }
        for (int i = 1; i < lines.length; i++) {
            error = error.note(lines[i].strip().replaceAll("\\s+", " "));
        }
        return error;
    }
}
