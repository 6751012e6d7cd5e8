package dev.migrate.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The project's code as the provider of its entities needs it.
 *
 * @param classes the folder of the project's own compiled classes
 * @param dependencies what it runs with, by {@code group:artifact}, in the order of its class path: jars, and the folders of other modules
 * @param sources the folders of its sources
 * @param extra what the plugin was given besides, such as a provider, for a project that has none of its own
 */
public record ProjectCode(Path classes, Map<String, Path> dependencies, List<Path> sources, List<Path> extra) {

    /** Copies the collections. */
    public ProjectCode {
        dependencies = Collections.unmodifiableMap(new LinkedHashMap<>(dependencies));
        sources = List.copyOf(sources);
        extra = List.copyOf(extra);
    }

    /** Its class path: its own classes, then the dependencies. */
    List<Path> classPath() {
        List<Path> path = new ArrayList<>();
        path.add(classes);
        path.addAll(dependencies.values());
        return path;
    }
}
