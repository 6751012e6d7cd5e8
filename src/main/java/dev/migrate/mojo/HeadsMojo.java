package dev.migrate.mojo;

import dev.migrate.command.HeadsCommand;
import dev.migrate.report.Style;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the revisions that nothing revises yet; one is as it should be. Example: {@code mvn migrate:heads}. */
@Mojo(name = "heads", requiresProject = false, threadSafe = true)
public final class HeadsMojo extends GraphMojo {

    /** Shows each revision's file, parents, dependencies and labels too. Example: {@code -Dmigrate.verbose}. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    /**
     * Leaves out heads that another revision depends on: what is left are the rows of the version table once everything
     * is applied. Example: {@code -Dmigrate.resolveDependencies}.
     */
    @Parameter(property = "migrate.resolveDependencies", defaultValue = "false")
    private boolean resolveDependencies;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new HeadsCommand().run(Revisions.scripts(here), resolveDependencies);
        Marked marked = marked(here, result.graph(), style);
        var lines =
                Revisions.lines(here, result.graph(), result.revisions(), marked.marks(), verbose, style);
        lines.addAll(marked.marks().notes(result.revisions()));
        return new Listing(
                marked.json("revisions", Revisions.json(here, result.graph(), result.revisions(), marked.marks())),
                lines);
    }
}
