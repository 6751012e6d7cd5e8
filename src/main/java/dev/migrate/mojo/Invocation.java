package dev.migrate.mojo;

import dev.migrate.config.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** One run of a goal in one place. */
final class Invocation {

    private final Place place;
    private final Console console;
    private final EnvironmentFiles environments;

    Invocation(
            Place place,
            Console console,
            MavenSession session,
            SettingsDecrypter decrypter,
            Map<String, String> typedSettings,
            @Nullable String env) {
        this.place = place;
        this.console = console;
        this.environments = new EnvironmentFiles(place, session, decrypter, typedSettings, env);
    }

    /** The project's folder. */
    Path folder() {
        return place.folder();
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

    /** What stands before the goal when this user types it: {@code mvn migrate}, or the coordinates where no POM declares the plugin. */
    static String prefix(MavenProject project, PluginDescriptor plugin) {
        boolean declared = project.getBuild() != null
                && project.getBuild().getPluginsAsMap().containsKey(plugin.getPluginLookupKey());
        return declared
                ? plugin.getGoalPrefix()
                : plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion();
    }
}
