package dev.migrate.mojo;

import dev.migrate.command.EnsureVersionCommand;
import dev.migrate.command.Workspace;
import dev.migrate.report.RunPrinter;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Makes the version table where it is not there yet, and nothing else. Example: {@code mvn migrate:ensure-version}. */
@Mojo(name = "ensure-version", requiresProject = false, threadSafe = true)
public final class EnsureVersionMojo extends DatabaseMojo {

    /** Writes the statement in place of running it. Example: {@code -Dmigrate.sql}. */
    @Parameter(property = "migrate.sql", defaultValue = "false")
    private boolean sql;

    @Override
    boolean connects() {
        return !sql;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        var result = new EnsureVersionCommand().run(workspace, sql);
        if (result.sql() != null) {
            here.console().raw(result.sql());
            return;
        }
        here.console()
                .line(workspace.environment().name()
                        + (result.made()
                                ? ": the version table has been made"
                                : ": the version table is there already"));
    }
}
