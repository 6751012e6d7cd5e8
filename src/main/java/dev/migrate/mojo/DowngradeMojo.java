package dev.migrate.mojo;

import dev.migrate.command.MoveCommand;
import dev.migrate.command.Workspace;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.plan.Direction;
import dev.migrate.report.RunPrinter;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs revisions back: prints the plan, takes the lock, and undoes what was applied after the target. Example:
 * {@code mvn migrate:downgrade -Dmigrate.to=-1}.
 */
@Mojo(name = "downgrade", requiresProject = false, threadSafe = true)
public final class DowngradeMojo extends DatabaseMojo {

    /**
     * Where to go back to; must be given: {@code -1}, {@code base}, an id, {@code ID-1}. Example:
     * {@code -Dmigrate.to=-1}.
     */
    @Parameter(property = "migrate.to")
    private @Nullable String to;

    /**
     * Writes what would run as SQL, without a database, from {@code from} to {@code to}: for a DBA to read and run.
     * Example: {@code -Dmigrate.sql -Dmigrate.from=head -Dmigrate.to=base}.
     */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /**
     * Connects, changes nothing, and writes what would run from where the database stands. Example:
     * {@code -Dmigrate.dryRun}.
     */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * The file for {@code sql} and {@code dryRun}, relative to the project; {@code target/migrate/ENV-downgrade.sql}
     * without it. Example: {@code -Dmigrate.outputFile=back.sql}.
     */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    /** Where {@code sql} begins, that is where the database stands. Example: {@code -Dmigrate.from=head}. */
    @Parameter(property = "migrate.from")
    private @Nullable String from;

    /**
     * The environment's name, needed where it says {@code protected = true}. Example: {@code -Dmigrate.confirm=prod}.
     */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    /**
     * What to do with revisions of other branches that the target's way back would take along: {@code refuse} lists them and stops,
     * {@code include} undoes them too. Example: {@code -Dmigrate.dependents=include}.
     */
    @Parameter(property = "migrate.dependents", defaultValue = "refuse")
    private String dependents;

    @Override
    boolean connects() {
        return !sql;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        if (to == null || to.isBlank()) {
            throw Diagnostic.error("parameter/to", "migrate:downgrade needs to know how far back")
                    .help("-Dmigrate.to=-1 for one step, -Dmigrate.to=ID for a revision, -Dmigrate.to=base for all"
                            + " of it")
                    .toException();
        }
        if (!dependents.equals("refuse") && !dependents.equals("include")) {
            throw Diagnostic.error(
                            "parameter/dependents",
                            "dependents is \"" + dependents + "\", and knows refuse and include")
                    .help("-Dmigrate.dependents=include takes other branches along")
                    .toException();
        }
        var request =
                new MoveCommand.Request(to, mode(sql, dryRun), from, outputFile, confirm, dependents.equals("include"));
        summary(here, workspace, new MoveCommand(Direction.DOWNGRADE).run(workspace, request));
    }
}
