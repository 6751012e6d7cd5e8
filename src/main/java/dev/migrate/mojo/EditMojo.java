package dev.migrate.mojo;

import dev.migrate.command.CurrentRows;
import dev.migrate.command.EditCommand;
import dev.migrate.command.ShowCommand;
import dev.migrate.revision.Revision;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Opens a revision's script in the editor that {@code VISUAL} or {@code EDITOR} names. Example: {@code mvn
 * migrate:edit}.
 */
@Mojo(name = "edit", requiresProject = false, threadSafe = true)
public final class EditMojo extends MigrateMojo {

    /**
     * Which one: {@code head}, {@code current}, an id or the beginning of one, {@code ID-1}, {@code label@head}. Example:
     * {@code -Dmigrate.revision=2024}.
     */
    @Parameter(property = "migrate.revision", defaultValue = "head")
    private String revision;

    /** The one target of an environment with {@code [targets.NAME]}, for {@code current}. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    void run(Invocation here) {
        var edit = new EditCommand(System.getenv());
        CurrentRows standing = graph -> Lookout.current(here, target, graph);
        var found = new ShowCommand().run(Revisions.scripts(here), revision, standing);
        for (Revision one : found.revisions()) {
            edit.run(one.file());
            here.console().line("edited " + here.folder().relativize(one.file()));
        }
    }
}
