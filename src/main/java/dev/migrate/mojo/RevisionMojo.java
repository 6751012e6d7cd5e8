package dev.migrate.mojo;

import dev.migrate.command.ProjectScripts;
import dev.migrate.command.RevisionCommand;
import dev.migrate.command.ScriptWriter;
import dev.migrate.config.Environment;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a new revision behind the head. Example: {@code mvn migrate:revision -Dmigrate.message="add
 * email to users"}.
 */
@Mojo(name = "revision", requiresProject = false, threadSafe = true)
public final class RevisionMojo extends MigrateMojo {

    /**
     * What the revision does, in a few words: its title, and its file's name. Example: {@code -Dmigrate.message="add
     * email"}.
     */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /**
     * The kind of script, {@code sql} or {@code java}; the setting {@code scripts.format} without it. Example:
     * {@code -Dmigrate.format=java}.
     */
    @Parameter(property = "migrate.format")
    private @Nullable String format;

    /**
     * The id, of letters, digits, {@code _} and {@code .}; made from the time without it. Example:
     * {@code -Dmigrate.revId=a1}.
     */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /**
     * What the revision follows, where there are several heads, or {@code base}; the head without it. Example:
     * {@code -Dmigrate.head=accounts@head}.
     */
    @Parameter(property = "migrate.head")
    private List<String> head;

    /**
     * Lets {@code head} name a revision that has a child already, which opens a branch. Example:
     * {@code -Dmigrate.splice}.
     */
    @Parameter(property = "migrate.splice", defaultValue = "false")
    private boolean splice;

    /** Branch labels for the revision, comma-separated. Example: {@code -Dmigrate.label=accounts}. */
    @Parameter(property = "migrate.label")
    private List<String> label;

    /**
     * Revisions that must have been applied before, though they are no parents. Example:
     * {@code -Dmigrate.dependsOn=2024}.
     */
    @Parameter(property = "migrate.dependsOn")
    private List<String> dependsOn;

    /**
     * The folder for the script, one of {@code scripts.locations}; the first of them without it. Example:
     * {@code -Dmigrate.location=db}.
     */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    @Override
    void run(Invocation here) {
        Environment environment = here.environment();
        var scripts = new ProjectScripts(here.folder(), environment.scripts());
        var script = new ScriptWriter.Script(message == null ? "" : message, revId, label, dependsOn, location, format);
        var writer = new ScriptWriter(scripts, environment.hooks(), Clock.systemUTC(), here.console()::line);
        var result = new RevisionCommand(writer).run(new RevisionCommand.Request(scripts, head, splice, script));
        Revisions.written(here, result);
    }
}
