package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.maven.project.MavenProject;

/**
 * What Java revisions may use of the project, as {@code [scripts] classpath} says. A goal that asked Maven for the dependencies would
 * wait for them on every run; here they are resolved only when a revision in Java is to be compiled or run, and the setting wants them.
 */
final class ProjectClasses implements Supplier<List<Path>> {

    private static final String PROJECT = "project";

    private final Place place;
    private final ProjectDependencies dependencies;
    private final Supplier<List<String>> wanted;

    ProjectClasses(Place place, ProjectDependencies dependencies, Supplier<List<String>> wanted) {
        this.place = place;
        this.dependencies = dependencies;
        this.wanted = wanted;
    }

    @Override
    public List<Path> get() {
        var entries = new LinkedHashSet<Path>();
        for (String word : wanted.get()) {
            if (word.equals(PROJECT)) {
                entries.addAll(ofProject());
            } else {
                entries.add(file(word));
            }
        }
        return List.copyOf(entries);
    }

    private Path file(String word) {
        Path file = place.folder().resolve(word).normalize();
        if (!Files.exists(file)) {
            throw Diagnostic.error("java/class-path", "\"" + word + "\" of scripts.classpath is not there")
                    .note("it is looked for at " + file)
                    .help("classpath = \"project\" takes the project's own classes and dependencies")
                    .toException();
        }
        return file;
    }

    private List<Path> ofProject() {
        MavenProject project = place.project();
        var entries = new ArrayList<Path>();
        if (project.getFile() == null) {
            return entries;
        }
        entries.add(Path.of(project.getBuild().getOutputDirectory()));
        entries.addAll(dependencies.files("scripts.classpath").values());
        return entries;
    }
}
