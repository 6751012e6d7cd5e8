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
public final class ShowMojo extends GraphMojo {

    /**
     * Which one: {@code head}, {@code current}, an id or the beginning of one, {@code ID-1}, {@code label@head}. Example:
     * {@code -Dmigrate.revision=2024}.
     */
    @Parameter(property = "migrate.revision", defaultValue = "head")
    private String revision;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new ShowCommand().run(Revisions.scripts(here), revision, standing(here));
        Marked marked = marked(here, result.graph(), style);
        var lines = Revisions.lines(here, result.graph(), result.revisions(), marked.marks(), true, style);
        lines.addAll(marked.marks().notes(result.revisions()));
        return new Listing(
                marked.json("revisions", Revisions.json(here, result.graph(), result.revisions(), marked.marks())),
                lines);
    }
}
