package dev.migrate.mojo;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Makes the version table where it is not there yet, and nothing else. Example: {@code mvn migrate:ensure-version}. */
@Mojo(name = "ensure-version", requiresProject = false, threadSafe = true)
public final class EnsureVersionMojo extends MigrateMojo {

    /** Writes the statement in place of running it. Example: {@code -Dmigrate.sql}. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    @Override
    void run(Invocation here) {
        // >>> the engine's use case: ensure-version
        throw new UnsupportedOperationException("ensure-version " + sql);
    }
}
