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
 * Runs revisions forward: prints the plan, takes the lock, and applies what the database lacks up to the target.
 * Example: {@code mvn migrate:upgrade -Penv=prod}.
 */
@Mojo(name = "upgrade", requiresProject = false, threadSafe = true)
public final class UpgradeMojo extends DatabaseMojo {

    /**
     * Where to go: {@code head}, {@code heads}, an id or the beginning of one, {@code +2}, {@code ID+2},
     * {@code label@head}. Example: {@code -Dmigrate.to=+1}.
     */
    @Parameter(property = "migrate.to", defaultValue = "head")
    private String to;

    /**
     * Writes what would run as SQL, without a database, from {@code from} to {@code to}: for a DBA to read and run.
     * Example: {@code -Dmigrate.sql}.
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
     * The file for {@code sql} and {@code dryRun}, relative to the project; {@code target/migrate/ENV-upgrade.sql}
     * without it. Example: {@code -Dmigrate.outputFile=release.sql}.
     */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    /** Where {@code sql} begins; {@code base} without it. Example: {@code -Dmigrate.from=20240115_103000_a1b2c3d4}. */
    @Parameter(property = "migrate.from")
    private @Nullable String from;

    /**
     * The environment's name, for a plan that destroys data on an environment with {@code protected = true}. Example:
     * {@code -Dmigrate.confirm=prod}.
     */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    /**
     * Whether the review of a protected environment may refuse the upgrade: {@code on}, or {@code off} with {@code confirm}. Example:
     * {@code -Dmigrate.lint=off}.
     */
    @Parameter(property = "migrate.lint", defaultValue = "on")
    private String review;

    @Override
    boolean connects() {
        return !sql;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        if (!review.equals("on") && !review.equals("off")) {
            throw Diagnostic.error("parameter/lint", "lint is \"" + review + "\", and knows on and off")
                    .help("-Dmigrate.lint=off runs without the review, with -Dmigrate.confirm")
                    .toException();
        }
        var request =
                new MoveCommand.Request(to, mode(sql, dryRun), from, outputFile, confirm, false, review.equals("on"));
        summary(here, workspace, new MoveCommand(Direction.UPGRADE).run(workspace, request));
    }
}
