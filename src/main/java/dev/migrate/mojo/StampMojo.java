package dev.migrate.mojo;

import dev.migrate.command.StampCommand;
import dev.migrate.command.Workspace;
import dev.migrate.report.RunPrinter;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Sets where the database stands without running anything: for a database that came by its tables another way. Example:
 * {@code mvn migrate:stamp -Dmigrate.to=head}.
 */
@Mojo(name = "stamp", requiresProject = false, threadSafe = true)
public final class StampMojo extends DatabaseMojo {

    /**
     * Where the database stands from now on; several, comma-separated, for several branches. Example:
     * {@code -Dmigrate.to=head}.
     */
    @Parameter(property = "migrate.to", defaultValue = "head")
    private String to;

    /**
     * Empties the version table first: the way out of a table that names unknown revisions. Example:
     * {@code -Dmigrate.purge}.
     */
    @Parameter(property = "migrate.purge", defaultValue = "false")
    private boolean purge;

    /** Writes the statements in place of running them. Example: {@code -Dmigrate.sql}. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    /**
     * The environment's name, needed where it says {@code protected = true}. Example: {@code -Dmigrate.confirm=prod}.
     */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    /** Where the database is thought to stand, for {@code sql}; {@code base} without it. Example: {@code -Dmigrate.from=base}. */
    @Parameter(property = "migrate.from")
    private @Nullable String from;

    /** The file for {@code sql}, relative to the project; {@code target/migrate/ENV-stamp.sql} without it. */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    @Override
    boolean connects() {
        return !sql;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        var request = new StampCommand.Request(to, purge, confirm);
        if (sql) {
            var written = new StampCommand().write(workspace, request, from, outputFile);
            printSql(here.console(), written);
            here.console().line("written to " + here.folder().relativize(written) + "; nothing has been run");
            return;
        }
        var result = new StampCommand().run(workspace, request);
        here.publish(String.join(",", result.stamp().to().rows()), String.join(",", result.heads()), result.pending());
        here.console()
                .line(workspace.environment().name() + ": "
                        + (result.stamp().isEmpty()
                                ? "stood"
                                : "stamped from " + result.stamp().from().display() + ", stands")
                        + " at " + result.stamp().to().display());
    }
}
