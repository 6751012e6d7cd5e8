package dev.migrate.command;

import dev.migrate.config.ScriptSettings;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.ScriptFolder;
import java.nio.file.Path;

/**
 * Where a project's scripts are.
 *
 * @param project the project's folder
 * @param settings the locations and how new scripts are named
 */
public record ProjectScripts(Path project, ScriptSettings settings) {

    /** The graph that the headers describe; nothing else of the scripts is read. */
    public RevisionGraph graph() {
        return RevisionGraph.of(ScriptFolder.read(project, settings.locations()));
    }
}
