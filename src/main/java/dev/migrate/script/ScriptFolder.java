package dev.migrate.script;

import dev.migrate.revision.Revision;
import java.nio.file.Path;
import java.util.List;

/** The revision scripts of a project. */
public final class ScriptFolder {

    private ScriptFolder() {}

    /**
     * Reads the headers of every {@code .sql} and {@code .java} script below the folders, in parallel, bodies unread.
     *
     * @param project the project's folder: a script that leads out of it by a symbolic link is refused
     * @param locations the folders; one that does not exist counts as empty
     * @return the revisions, sorted by file name, then path
     * @throws dev.migrate.diagnostic.MigrateException with every malformed header
     */
    public static List<Revision> read(Path project, List<Path> locations) {
        throw new UnsupportedOperationException();
    }
}
