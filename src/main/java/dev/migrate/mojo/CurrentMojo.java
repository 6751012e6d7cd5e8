package dev.migrate.mojo;

import dev.migrate.report.Style;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows where the database stands. Example: {@code mvn migrate:current -Penv=prod}. */
@Mojo(name = "current", requiresProject = false, threadSafe = true)
public final class CurrentMojo extends ListingMojo {

    /** Fails unless the database stands at every head. Example: {@code -Dmigrate.checkHeads}. */
    @Parameter(property = "migrate.checkHeads", defaultValue = "false")
    private boolean checkHeads;

    @Override
    Listing list(Invocation here, Style style) {
        // >>> the engine's use case: current
        throw new UnsupportedOperationException("current " + checkHeads);
    }
}
