package dev.migrate.mojo;

import dev.migrate.command.AutogenerateCommand;
import dev.migrate.command.ProjectScripts;
import dev.migrate.command.RenameQuestion;
import dev.migrate.command.RevisionCommand;
import dev.migrate.command.ScriptWriter;
import dev.migrate.config.Environment;
import dev.migrate.report.RunPrinter;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the script of a new revision behind the head; with {@code autogenerate} also the statements that lead the database to its model.
 * Example: {@code mvn migrate:revision -Dmigrate.message="add email to users"}.
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

    /**
     * Writes what leads the database to the model: tables, columns and all that differs. Example: {@code -Dmigrate.autogenerate}.
     */
    @Parameter(property = "migrate.autogenerate", defaultValue = "false")
    private boolean autogenerate;

    /**
     * The model for {@code autogenerate}: {@code schema} (schema.sql or the folder schema), {@code jpa} (the project's entities) or the
     * name of an environment. Without it schema.sql where there is one, else the entities. Example: {@code -Dmigrate.model=jpa}.
     */
    @Parameter(property = "migrate.model")
    private @Nullable String model;

    /**
     * Whether {@code autogenerate} compares the model with the database itself; {@code false} compares what the revisions make on a scratch
     * database. Example: {@code -Dmigrate.database=false}.
     */
    @Parameter(property = "migrate.database", defaultValue = "true")
    private boolean database;

    /**
     * Whether what {@code autogenerate} writes is tried out on a scratch database first. Example: {@code -Dmigrate.prove=false}.
     */
    @Parameter(property = "migrate.prove", defaultValue = "true")
    private boolean prove;

    /** The one target of an environment with several that {@code autogenerate} looks at. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    void run(Invocation here) {
        Environment environment = here.environment();
        var scripts = new ProjectScripts(here.folder(), environment.scripts());
        var script = new ScriptWriter.Script(message == null ? "" : message, revId, label, dependsOn, location, format);
        var writer = new ScriptWriter(scripts, environment.hooks(), Clock.systemUTC(), here.console()::line);
        var request = new RevisionCommand.Request(scripts, head, splice, script);
        if (!autogenerate) {
            Revisions.written(here, new RevisionCommand(writer).run(request));
            return;
        }
        Environment only = Goals.only(environment, target);
        var told = new RunPrinter(here.console()::line, here.console().style(), false);
        try (var goals = new Goals(here)) {
            var result = new AutogenerateCommand(writer)
                    .run(
                            new Databases(here, told).workspace(only),
                            new AutogenerateCommand.Request(
                                    request,
                                    goals.of(model, only),
                                    database,
                                    prove,
                                    here.console().isTerminal() ? RenameDialog.onTerminal() : RenameQuestion.NOBODY));
            tell(here, result);
        } finally {
            environment.clearSecrets();
        }
    }

    private static void tell(Invocation here, AutogenerateCommand.Result result) {
        Console console = here.console();
        result.changes().forEach(change -> console.line(change.toString()));
        result.losses().forEach(loss -> console.line(console.style().bold("loses: ") + loss));
        if (result.written().isEmpty() && result.changes().isEmpty()) {
            console.line("nothing to write: the database is as " + result.goal() + " says");
        }
        if (result.proof() != null) {
            console.line("shown on a scratch database in " + RunPrinter.display(result.proof())
                    + (result.customized()
                            ? ": the upgrade runs, and the downgrade leads back"
                            : ": the upgrade leads to the model, the downgrade back"));
        }
        result.written().forEach(revision -> Revisions.written(here, new ScriptWriter.Result(revision)));
        result.notes().forEach(note -> console.line("note: " + note));
    }
}
