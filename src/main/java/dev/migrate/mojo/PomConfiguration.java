package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The {@code <configuration>} that a project's POM gives the plugin, for whichever module a goal works on. */
final class PomConfiguration {

    private final @Nullable Xpp3Dom dom;

    private PomConfiguration(@Nullable Xpp3Dom dom) {
        this.dom = dom;
    }

    /**
     * Reads the configuration of one execution, the plugin's own where there is no such execution.
     *
     * @param project the module
     * @param groupId of this plugin
     * @param artifactId of this plugin
     * @param executionId such as {@code default-cli}
     */
    static PomConfiguration of(MavenProject project, String groupId, String artifactId, String executionId) {
        Build build = project.getBuild();
        String key = Plugin.constructKey(groupId, artifactId);
        Plugin plugin = build.getPluginsAsMap().get(key);
        if (plugin == null && build.getPluginManagement() != null) {
            plugin = build.getPluginManagement().getPluginsAsMap().get(key);
        }
        if (plugin == null) {
            return new PomConfiguration(null);
        }
        // Maven has merged the plugin's configuration into that of each execution.
        PluginExecution execution = plugin.getExecutionsAsMap().get(executionId);
        Object configuration = execution == null ? plugin.getConfiguration() : execution.getConfiguration();
        return new PomConfiguration((Xpp3Dom) configuration);
    }

    /** A parameter's text; the elements of a list joined by commas. */
    Optional<String> parameter(String name) {
        Xpp3Dom child = dom == null ? null : dom.getChild(name);
        return child == null ? Optional.empty() : Optional.of(String.join(",", values(child)));
    }

    /**
     * What the POM says about settings, and whatever else it says that is no parameter of a goal: names as written,
     * dotted inside tables, the elements of a list joined by commas.
     */
    Map<String, String> settings(Set<String> parameters) {
        var settings = new LinkedHashMap<String, String>();
        if (dom != null) {
            for (Xpp3Dom child : dom.getChildren()) {
                if (!parameters.contains(child.getName())) {
                    collect(settings, child.getName(), child);
                }
            }
        }
        return settings;
    }

    private static void collect(Map<String, String> settings, String name, Xpp3Dom element) {
        if (SettingNames.KNOWN.isTable(name)) {
            for (Xpp3Dom child : element.getChildren()) {
                collect(settings, name + "." + child.getName(), child);
            }
            return;
        }
        List<String> values = values(element);
        if (name.contains("hooks.") && values.size() > 1) {
            throw Diagnostic.error(
                            "config/pom-list",
                            "<" + name + "> of the POM holds " + values.size() + " hooks, and can hold one")
                    .note("a hook may have commas, which part the values of a list here")
                    .help("write them in environments/defaults.toml, below [hooks]")
                    .toException();
        }
        settings.put(name, String.join(",", values));
    }

    private static List<String> values(Xpp3Dom element) {
        if (element.getChildCount() == 0) {
            return List.of(element.getValue() == null ? "" : element.getValue());
        }
        var values = new ArrayList<String>();
        for (Xpp3Dom child : element.getChildren()) {
            values.add(child.getValue() == null ? "" : child.getValue());
        }
        return values;
    }
}
