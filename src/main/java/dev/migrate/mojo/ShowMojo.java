package dev.migrate.mojo;

import dev.migrate.command.ShowCommand;
import dev.migrate.report.Style;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows a revision: its header, its file, and what stands around it. Example: {@code mvn migrate:show
 * -Dmigrate.revision=head}.
 */
@Mojo(name = "show", requiresProject = false, threadSafe = true)
public final class ShowMojo extends ListingMojo {

    /**
     * Which one: {@code head}, an id or the beginning of one, {@code ID-1}, {@code label@head}. Example:
     * {@code -Dmigrate.revision=2024}.
     */
    @Parameter(property = "migrate.revision", defaultValue = "head")
    private String revision;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new ShowCommand().run(Revisions.scripts(here), revision);
        return new Listing(
                Revisions.json(here, result.graph(), result.revisions()),
                Revisions.lines(here, result.graph(), result.revisions(), true, style));
    }
}
