package dev.migrate.mojo;

import dev.migrate.command.MergeCommand;
import dev.migrate.command.ProjectScripts;
import dev.migrate.command.ScriptWriter;
import dev.migrate.config.Environment;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes a revision that joins heads. Example: {@code mvn migrate:merge -Dmigrate.message="merge phone and email"}. */
@Mojo(name = "merge", requiresProject = false, threadSafe = true)
public final class MergeMojo extends MigrateMojo {

    /**
     * What is joined, in a few words; {@code merge A and B} without it. Example: {@code -Dmigrate.message="merge
     * heads"}.
     */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /**
     * The heads to join, comma-separated; all of them without it. Example:
     * {@code -Dmigrate.revisions=20240115_10,20240116_09}.
     */
    @Parameter(property = "migrate.revisions")
    private List<String> revisions;

    /** Branch labels for the revision, comma-separated. Example: {@code -Dmigrate.label=main}. */
    @Parameter(property = "migrate.label")
    private List<String> label;

    /**
     * The id, of letters, digits, {@code _} and {@code .}; made from the time without it. Example:
     * {@code -Dmigrate.revId=m1}.
     */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    @Override
    void run(Invocation here) {
        Environment environment = here.environment();
        var scripts = new ProjectScripts(here.folder(), environment.scripts());
        var script = new ScriptWriter.Script(message == null ? "" : message, revId, label, List.of(), null, null);
        var writer = new ScriptWriter(scripts, environment.hooks(), Clock.systemUTC(), here.console()::line);
        Revisions.written(here, new MergeCommand(writer).run(new MergeCommand.Request(scripts, revisions, script)));
    }
}
