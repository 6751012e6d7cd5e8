package dev.migrate.mojo;

import dev.migrate.command.HeadsCommand;
import dev.migrate.report.Style;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the revisions that nothing revises yet; one is as it should be. Example: {@code mvn migrate:heads}. */
@Mojo(name = "heads", requiresProject = false, threadSafe = true)
public final class HeadsMojo extends ListingMojo {

    /** Shows each revision's file, parents, dependencies and labels too. Example: {@code -Dmigrate.verbose}. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new HeadsCommand().run(Revisions.scripts(here));
        return new Listing(
                Revisions.json(here, result.graph(), result.revisions()),
                Revisions.lines(here, result.graph(), result.revisions(), verbose, style));
    }
}
