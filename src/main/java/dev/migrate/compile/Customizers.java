package dev.migrate.compile;

import dev.migrate.RevisionCustomizer;
import dev.migrate.RevisionDraft;
import dev.migrate.diagnostic.Diagnostic;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The classes of the project that change what autogenerate has found. */
public final class Customizers {

    private final RevisionCompiler compiler;

    /** Those on the class path of a project's revisions. */
    public Customizers(RevisionCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * Hands a draft through each of them.
     *
     * @throws dev.migrate.diagnostic.MigrateException where one cannot be made, or throws
     */
    public RevisionDraft customize(RevisionDraft draft) {
        try (RevisionClasses classes = compiler.compile(List.of())) {
            return classes.as(() -> {
                RevisionDraft now = draft;
                for (RevisionCustomizer one : ServiceLoader.load(RevisionCustomizer.class)) {
                    now = customized(one, now);
                }
                return now;
            });
        } catch (ServiceConfigurationError e) {
            throw Diagnostic.error(
                            "autogenerate/customizer",
                            "a RevisionCustomizer of the project cannot be made: " + e.getMessage())
                    .note("META-INF/services/dev.migrate.RevisionCustomizer names it")
                    .help("it needs a public constructor without parameters, and to be compiled: mvn compile")
                    .toException(e);
        }
    }

    @SuppressWarnings("NullAway")
    private static RevisionDraft customized(RevisionCustomizer customizer, RevisionDraft draft) {
        String name = customizer.getClass().getName();
        RevisionDraft now;
        try {
            now = customizer.customize(draft);
        } catch (RuntimeException | LinkageError e) {
            throw Diagnostic.error("autogenerate/customizer", name + " throws " + e)
                    .note("nothing has been written")
                    .help("mvn -e shows where")
                    .toException(e);
        }
        if (now == null) {
            throw Diagnostic.error("autogenerate/customizer", name + " gives back nothing")
                    .note("nothing has been written")
                    .help("return the draft itself to leave it as it is")
                    .toException();
        }
        return now;
    }
}
