package dev.migrate.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an environment is made from: what the user typed, and where to look for the rest. Nothing else is
 * read.
 *
 * @param base the project's folder, which relative paths start from
 * @param folder the folder of the environments' files; null for {@code environments} in the base, which may be absent
 * @param choice the environment's name, and who chose it
 * @param userProperties what was typed with {@code -D}; all but {@code migrate.*} is passed over
 * @param pomConfiguration the plugin's {@code <configuration>}, by setting ({@code versionTable} or {@code
 *     version_table})
 * @param osVariables the operating system's variables
 * @param mavenProperties the properties that {@code ${…}} may name
 * @param servers the {@code <server>} entries of settings.xml, by id, decrypted when asked
 */
public record EnvironmentRequest(
        Path base,
        @Nullable Path folder,
        EnvironmentChoice choice,
        Map<String, String> userProperties,
        Map<String, String> pomConfiguration,
        Function<String, Optional<String>> osVariables,
        Function<String, Optional<String>> mavenProperties,
        Function<String, Optional<Credentials>> servers) {

    /** Makes the folders absolute and copies the maps. */
    public EnvironmentRequest {
        base = base.toAbsolutePath().normalize();
        folder = folder == null ? null : base.resolve(folder).normalize();
        userProperties = Map.copyOf(userProperties);
        pomConfiguration = Map.copyOf(pomConfiguration);
    }

    /** A request that knows no properties, variables and servers; add them with the methods below. */
    public static EnvironmentRequest of(Path base, EnvironmentChoice choice) {
        return new EnvironmentRequest(
                base,
                null,
                choice,
                Map.of(),
                Map.of(),
                name -> Optional.empty(),
                name -> Optional.empty(),
                id -> Optional.empty());
    }

    /** The same for another environment of the project. */
    public EnvironmentRequest withChoice(EnvironmentChoice other) {
        return new EnvironmentRequest(
                base, folder, other, userProperties, pomConfiguration, osVariables, mavenProperties, servers);
    }

    /** The same with files in that folder, which must be there. */
    public EnvironmentRequest withFolder(@Nullable Path other) {
        return new EnvironmentRequest(
                base, other, choice, userProperties, pomConfiguration, osVariables, mavenProperties, servers);
    }

    /** The same with what was typed with {@code -D}. */
    public EnvironmentRequest withUserProperties(Map<String, String> properties) {
        return new EnvironmentRequest(
                base, folder, choice, properties, pomConfiguration, osVariables, mavenProperties, servers);
    }

    /** The same with the plugin's {@code <configuration>}. */
    public EnvironmentRequest withPomConfiguration(Map<String, String> configuration) {
        return new EnvironmentRequest(
                base, folder, choice, userProperties, configuration, osVariables, mavenProperties, servers);
    }

    /** The same with the operating system's variables. */
    public EnvironmentRequest withOsVariables(Function<String, Optional<String>> lookup) {
        return new EnvironmentRequest(
                base, folder, choice, userProperties, pomConfiguration, lookup, mavenProperties, servers);
    }

    /** The same with Maven's properties. */
    public EnvironmentRequest withMavenProperties(Function<String, Optional<String>> lookup) {
        return new EnvironmentRequest(
                base, folder, choice, userProperties, pomConfiguration, osVariables, lookup, servers);
    }

    /** The same with the servers of settings.xml. */
    public EnvironmentRequest withServers(Function<String, Optional<Credentials>> lookup) {
        return new EnvironmentRequest(
                base, folder, choice, userProperties, pomConfiguration, osVariables, mavenProperties, lookup);
    }

    /** Where the environments' files are looked for. */
    Path effectiveFolder() {
        return folder == null ? base.resolve("environments") : folder;
    }
}
