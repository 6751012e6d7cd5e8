package dev.migrate.mojo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * A folder in which a goal works: a module, or without a POM the folder in which Maven was started.
 *
 * @param folder absolute
 * @param project the module; without a POM, Maven's stand-in
 * @param pom what its POM says about the plugin
 */
record Place(Path folder, MavenProject project, PomConfiguration pom) {

    private static final String ENVIRONMENTS = "environments";
    private static final String MIGRATIONS = "src/main/migrations";

    /** The folder of one project. */
    static Place of(MavenSession session, MojoExecution execution, MavenProject project) {
        Path folder = project.getFile() == null
                ? Path.of(session.getRequest().getBaseDirectory())
                : project.getBasedir().toPath();
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        var pom = PomConfiguration.of(project, plugin.getGroupId(), plugin.getArtifactId(), execution.getExecutionId());
        return new Place(folder.toAbsolutePath().normalize(), project, pom);
    }

    /**
     * Every folder with migrations that this execution is about. Maven runs a goal that needs no project once, at the
     * root of a multi-module build, when it is typed; so the modules are walked here. Bound to a phase, it is run in
     * each module.
     */
    static List<Place> withMigrations(MavenSession session, MojoExecution execution, MavenProject current) {
        var places = new ArrayList<Place>();
        for (MavenProject project : isTyped(execution) ? session.getProjects() : List.of(current)) {
            Place place = of(session, execution, project);
            if (place.hasMigrations()) {
                places.add(place);
            }
        }
        return places;
    }

    /** Whether the goal stands on the command line, and not in the POM. */
    static boolean isTyped(MojoExecution execution) {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    private boolean hasMigrations() {
        return Files.isDirectory(folder.resolve(ENVIRONMENTS))
                || Files.isDirectory(folder.resolve(MIGRATIONS))
                || pom.settings(Set.of()).containsKey("scripts.locations");
    }
}
