package dev.migrate.mojo;

import dev.migrate.compile.RevisionCompiler;
import dev.migrate.config.Environment;
import dev.migrate.model.ModelChoice;
import dev.migrate.model.ProjectCode;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** One run of a goal in one place. */
final class Invocation {

    private final Place place;
    private final Console console;
    private final PluginDescriptor plugin;
    private final EnvironmentFiles environments;
    private final ProjectClasses classes;
    private final Supplier<ProjectCode> code;

    Invocation(
            Place place,
            Console console,
            PluginDescriptor plugin,
            EnvironmentFiles environments,
            ProjectClasses classes,
            Supplier<ProjectCode> code) {
        this.place = place;
        this.plugin = plugin;
        this.console = console;
        this.environments = environments;
        this.classes = classes;
        this.code = code;
    }

    /** The project's folder. */
    Path folder() {
        return place.folder();
    }

    /** A file as this user may type it. */
    String shown(Path file) {
        return (file.startsWith(folder()) ? folder().relativize(file) : file)
                .toString()
                .replace('\\', '/');
    }

    Console console() {
        return console;
    }

    /** The environment that was chosen; its files are read now. */
    Environment environment() {
        return environments.chosen();
    }

    EnvironmentFiles environments() {
        return environments;
    }

    /** Compiles the project's revisions in Java. */
    RevisionCompiler compiler() {
        return RevisionCompiler.of(place.folder(), classes);
    }

    /** The models of the project, as an environment wants them; its code is looked for only where entities are the model. */
    ModelChoice models(Environment environment) {
        return new ModelChoice(folder(), code, environment.model(), environment.placeholders());
    }

    MavenProject project() {
        return place.project();
    }

    /** Leaves where the database stands in the project's properties, for later plugins. */
    void publish(String current, String head, int pending) {
        var properties = place.project().getProperties();
        properties.setProperty(PropertyNames.PREFIX + "current", current);
        properties.setProperty(PropertyNames.PREFIX + "head", head);
        properties.setProperty(PropertyNames.PREFIX + "pending", Integer.toString(pending));
    }

    /** This plugin. */
    PluginDescriptor plugin() {
        return plugin;
    }

    /**
     * What stands before the goal when this user types it: {@code migrate}, or the coordinates where no POM declares
     * the plugin.
     */
    String prefix() {
        return prefix(place.project(), plugin);
    }

    /** Whether the POM declares the plugin, so that its prefix is enough. */
    static boolean isDeclared(MavenProject project, PluginDescriptor plugin) {
        return project.getBuild() != null
                && project.getBuild().getPluginsAsMap().containsKey(plugin.getPluginLookupKey());
    }

    static String prefix(MavenProject project, PluginDescriptor plugin) {
        return isDeclared(project, plugin)
                ? plugin.getGoalPrefix()
                : plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion();
    }
}
