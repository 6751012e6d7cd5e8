package dev.migrate.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Sets where the database stands without running anything: for a database that came by its tables another way. Example:
 * {@code mvn migrate:stamp -Dmigrate.to=head}.
 */
@Mojo(name = "stamp", requiresProject = false, threadSafe = true)
public final class StampMojo extends MigrateMojo {

    /**
     * Where the database stands from now on; several, comma-separated, for several branches. Example:
     * {@code -Dmigrate.to=head}.
     */
    @Parameter(property = "migrate.to", defaultValue = "head")
    private String to;

    /**
     * Empties the version table first: the way out of a table that names unknown revisions. Example:
     * {@code -Dmigrate.purge}.
     */
    @Parameter(property = "migrate.purge", defaultValue = "false")
    private boolean purge;

    /** Writes the statements in place of running them. Example: {@code -Dmigrate.sql}. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /**
     * The environment's name, needed where it says {@code protected = true}. Example: {@code -Dmigrate.confirm=prod}.
     */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    @Override
    void run(Invocation here) {
        // >>> the engine's use case: stamp
        throw new UnsupportedOperationException("stamp " + to + purge + sql + confirm);
    }
}
