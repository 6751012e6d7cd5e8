package dev.migrate.mojo;

import dev.migrate.command.BaselineCommand;
import dev.migrate.command.ScriptWriter;
import dev.migrate.command.Workspace;
import dev.migrate.config.Environment;
import dev.migrate.report.RunPrinter;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the first revision from an existing database, and stamps that database as having run it. Example: {@code mvn migrate:baseline
 * -Dmigrate.message="what was there"}.
 */
@Mojo(name = "baseline", requiresProject = false, threadSafe = true)
public final class BaselineMojo extends MigrateMojo {

    /** The title of the revision; {@code baseline} without it. Example: {@code -Dmigrate.message="what was there"}. */
    @Parameter(property = "migrate.message")
    private @Nullable String message;

    /** The kind of script, {@code sql} or {@code java}; the setting {@code scripts.format} without it. */
    @Parameter(property = "migrate.format")
    private @Nullable String format;

    /** The id, of letters, digits, {@code _} and {@code .}; made from the time without it. Example: {@code -Dmigrate.revId=a1}. */
    @Parameter(property = "migrate.revId")
    private @Nullable String revId;

    /** The folder for the script, one of {@code scripts.locations}; the first of them without it. */
    @Parameter(property = "migrate.location")
    private @Nullable String location;

    /** The one target of an environment with several. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    /** The name of a protected environment, typed by somebody who means it. Example: {@code -Dmigrate.confirm=prod}. */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    /**
     * Whether the script is tried out on a scratch database before it is written. Example: {@code -Dmigrate.prove=false}.
     */
    @Parameter(property = "migrate.prove", defaultValue = "true")
    private boolean prove;

    @Override
    void run(Invocation here) {
        Environment environment = here.environment();
        Console console = here.console();
        try {
            Environment only = Goals.only(environment, target);
            var told = new RunPrinter(console::line, console.style(), false);
            Workspace workspace = new Databases(here, told).workspace(only);
            var writer = new ScriptWriter(
                    Revisions.scripts(here), environment.hooks(), Clock.systemUTC(), console::line);
            var script = new ScriptWriter.Script(
                    message == null ? "" : message, revId, List.of(), List.of(), location, format);
            var result =
                    new BaselineCommand(writer).run(workspace, new BaselineCommand.Request(script, confirm, prove));
            result.changes().forEach(change -> console.line(change.toString()));
            if (result.proof() != null) {
                console.line("shown on a scratch database in " + RunPrinter.display(result.proof())
                        + ": an empty database becomes the same by it, and empty again by its downgrade");
            }
            Revisions.written(here, new ScriptWriter.Result(result.revision()));
            console.line(only.name() + ": stamped, stands at " + result.revision().id());
            result.notes().forEach(note -> console.line("note: " + note));
        } finally {
            environment.clearSecrets();
        }
    }
}
