package dev.migrate.command;

import dev.migrate.config.HookSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.report.OutputFile;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import dev.migrate.script.ScriptBody;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new script behind its parents: checked as a part of the graph first, then written, then handed to the hooks.
 */
public final class ScriptWriter {

    private static final String TEMPLATE = "script/template";

    private final ProjectScripts scripts;
    private final PostWriteHooks hooks;
    private final Clock clock;

    /**
     * A writer.
     *
     * @param out takes what the hooks print
     */
    public ScriptWriter(ProjectScripts scripts, HookSettings hooks, Clock clock, Consumer<String> out) {
        this.scripts = scripts;
        this.hooks = new PostWriteHooks(scripts.project(), hooks.postWrite(), out);
        this.clock = clock;
    }

    Result write(RevisionGraph graph, List<Revision> parents, Script script) {
        return write(make(graph, parents, script, null));
    }

    /** A script that is checked and not yet written. */
    NewScript make(RevisionGraph graph, List<Revision> parents, Script script, @Nullable ScriptBody body) {
        NewScript made = NewScript.of(scripts, clock, parents, dependencies(graph, script), script, body);
        checkGraph(graph, made.revision());
        checkHeader(made);
        return made;
    }

    Result write(NewScript made) {
        Path file = made.revision().file();
        if (!new OutputFile(scripts.project(), file.toString()).create(made.text())) {
            throw Diagnostic.error("script/exists", "\"" + scripts.project().relativize(file) + "\" is there already")
                    .help("give the revision another message: -Dmigrate.message=\"…\"")
                    .toException();
        }
        hooks.run(file);
        return new Result(made.revision());
    }

    /** A label stays one, so that the dependency moves with its branch; any other name becomes the whole id. */
    private static List<String> dependencies(RevisionGraph graph, Script script) {
        var resolver = new TargetResolver(graph);
        var dependencies = new ArrayList<String>();
        for (String name : script.dependsOn()) {
            if (graph.labelled(name).isPresent()) {
                dependencies.add(name);
            } else {
                resolver.revisions(name).forEach(revision -> dependencies.add(revision.id()));
            }
        }
        return dependencies;
    }

    /**
     * The graph with the new revision must be as valid as without it; nothing has been written yet, so no place is
     * named.
     */
    private static void checkGraph(RevisionGraph graph, Revision revision) {
        var revisions = new ArrayList<>(graph.ordered());
        revisions.add(revision);
        try {
            RevisionGraph.of(revisions);
        } catch (MigrateException e) {
            List<Diagnostic> faults = e.diagnostics().stream()
                    .map(fault -> isAt(fault.span(), revision.file()) ? fault.at(null) : fault)
                    .map(fault -> fault.note("nothing has been written"))
                    .toList();
            throw new MigrateException(faults, e);
        }
    }

    /**
     * A template of the user's own may make a text that says something else: it is read before it is put among the
     * scripts.
     */
    private void checkHeader(NewScript made) {
        Revision wanted = made.revision();
        Path folder = null;
        try {
            folder = Files.createTempDirectory("migrate-revision");
            Path draft = folder.resolve(wanted.file().getFileName());
            Files.writeString(draft, made.text());
            Revision read = ScriptFolder.read(folder, List.of(folder)).get(0);
            if (!read.id().equals(wanted.id()) || !read.parents().equals(wanted.parents())) {
                throw template("its header says revision \"" + read.id() + "\", revises \""
                        + String.join(", ", read.parents()) + "\"");
            }
        } catch (MigrateException e) {
            throw e.diagnostics().get(0).code().equals(TEMPLATE) ? e : template(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private MigrateException template(String what) {
        return Diagnostic.error(
                        TEMPLATE, "the template \"" + scripts.settings().revisionTemplate() + "\" makes no revision")
                .note(what)
                .note("nothing has been written")
                .help("begin it with -- ${header}, or for Java with /* ${header} */ on lines of their own")
                .toException();
    }

    private static void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // a draft in the system's temporary folder, which it empties itself
            return;
        }
    }

    private static boolean isAt(@Nullable SourceSpan span, Path file) {
        return span != null && span.file().equals(file);
    }

    /**
     * What stands in a new script.
     *
     * @param message its title
     * @param revId its id; null for one made from the time
     * @param labels its branch labels
     * @param dependsOn names of revisions that it needs besides its parents
     * @param location its folder, relative to the project; null for the first location
     * @param format {@code sql} or {@code java}; null for what the settings say
     */
    public record Script(
            String message,
            @Nullable String revId,
            List<String> labels,
            List<String> dependsOn,
            @Nullable String location,
            @Nullable String format) {

        /** Copies the lists. */
        public Script {
            labels = List.copyOf(labels);
            dependsOn = List.copyOf(dependsOn);
        }

        Script withMessage(String other) {
            return new Script(other, revId, labels, dependsOn, location, format);
        }

        /** A further one behind it: labels and dependencies stand at the first. */
        Script next(String other) {
            return new Script(other, null, List.of(), List.of(), location, format);
        }
    }

    /** The revision whose script was written. */
    public record Result(Revision revision) {}
}
