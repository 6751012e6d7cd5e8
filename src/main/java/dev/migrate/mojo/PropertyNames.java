package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The {@code -Dmigrate.…} properties that were typed; one that nothing reads is an error, for a typo must not be
 * ignored.
 */
final class PropertyNames {

    static final String PREFIX = "migrate.";

    /** What the plugin itself sets for later plugins. */
    static final List<String> PUBLISHED = List.of("current", "head", "pending");

    private final SortedSet<String> parameters = new TreeSet<>();
    private final SettingNames settings = SettingNames.KNOWN;

    /** The names of every goal's parameters, as the plugin's own descriptor lists them. */
    PropertyNames(PluginDescriptor plugin) {
        for (MojoDescriptor mojo : plugin.getMojos()) {
            for (Parameter parameter : mojo.getParameters()) {
                String expression = parameter.getExpression();
                if (expression != null && expression.startsWith("${" + PREFIX)) {
                    parameters.add(expression.substring(2 + PREFIX.length(), expression.length() - 1));
                }
            }
        }
    }

    /** The names of every goal's parameters, without the prefix. */
    Set<String> parameters() {
        return Collections.unmodifiableSet(parameters);
    }

    /**
     * Refuses names that neither a goal nor a setting has.
     *
     * @return the properties of the plugin, whole names
     */
    Map<String, String> check(Properties userProperties) {
        var found = new TreeMap<String, String>();
        var faults = new ArrayList<Diagnostic>();
        for (String property : new TreeSet<>(userProperties.stringPropertyNames())) {
            if (!property.startsWith(PREFIX)) {
                continue;
            }
            String name = property.substring(PREFIX.length());
            String key = settings.key(name);
            found.put(property, userProperties.getProperty(property));
            if (!settings.isSetting(key) && !parameters.contains(name) && !PUBLISHED.contains(name)) {
                faults.add(unknown(name));
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return found;
    }

    private Diagnostic unknown(String name) {
        var known = new ArrayList<>(parameters);
        known.addAll(settings.keys());
        var diagnostic = Diagnostic.error(
                "parameter/unknown", "\"-D" + PREFIX + name + "\" is neither a parameter of a goal nor a setting");
        return Nearest.of(name, known)
                .map(near -> diagnostic.help("did you mean -D" + PREFIX + near + "?"))
                .orElseGet(() -> diagnostic.help(
                        "mvn migrate:help -Ddetail lists the parameters, mvn migrate:config the settings"));
    }
}
