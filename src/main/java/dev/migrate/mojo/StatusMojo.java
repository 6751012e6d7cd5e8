package dev.migrate.mojo;

import dev.migrate.report.Style;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows every environment or target side by side: where it stands and what is pending. With {@code env}, that
 * environment and its targets alone. Example: {@code mvn migrate:status}.
 */
@Mojo(name = "status", requiresProject = false, threadSafe = true)
public final class StatusMojo extends ListingMojo {

    @Override
    Listing list(Invocation here, Style style) {
        // >>> the engine's use case: status
        throw new UnsupportedOperationException("status");
    }
}
