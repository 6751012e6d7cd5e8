package dev.migrate.mojo;

import dev.migrate.command.EditCommand;
import dev.migrate.command.ShowCommand;
import dev.migrate.revision.Revision;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Opens a revision's script in the editor that {@code VISUAL} or {@code EDITOR} names. Example: {@code mvn
 * migrate:edit}.
 */
@Mojo(name = "edit", requiresProject = false, threadSafe = true)
public final class EditMojo extends MigrateMojo {

    /**
     * Which one: {@code head}, an id or the beginning of one, {@code ID-1}, {@code label@head}. Example:
     * {@code -Dmigrate.revision=2024}.
     */
    @Parameter(property = "migrate.revision", defaultValue = "head")
    private String revision;

    @Override
    void run(Invocation here) {
        var edit = new EditCommand(System.getenv());
        for (Revision found :
                new ShowCommand().run(Revisions.scripts(here), revision).revisions()) {
            edit.run(found.file());
            here.console().line("edited " + here.folder().relativize(found.file()));
        }
    }
}
