package dev.migrate.mojo;

import dev.migrate.command.RepairCommand;
import dev.migrate.command.Workspace;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.report.RunPrinter;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * After a run that failed where DDL is not transactional: shows where it stopped, and with one of the parameters goes
 * on. Example: {@code mvn migrate:repair -Dmigrate.resume}.
 *
 * <p>{@code -Dmigrate.skip=statement} counts the failed statement as done, somebody having done its work by hand, and
 * goes on behind it. {@code -Dmigrate.skip} alone leaves the whole goal out, as for every goal.
 */
@Mojo(name = "repair", requiresProject = false, threadSafe = true)
public final class RepairMojo extends DatabaseMojo {

    private static final String STATEMENT = "statement";

    /**
     * Goes on behind the last finished statement; with a number, with that statement. Example: {@code -Dmigrate.resume}, or
     * {@code -Dmigrate.resume=3}.
     */
    @Parameter(property = "migrate.resume", defaultValue = "false")
    private @Nullable String resume;

    /**
     * Records the checksums of the scripts as they are now, for scripts that were edited on purpose after they were
     * applied. Example: {@code -Dmigrate.checksums}.
     */
    @Parameter(property = "migrate.checksums", defaultValue = "false")
    private boolean checksums;

    /**
     * The environment's name, needed where it says {@code protected = true}. Example: {@code -Dmigrate.confirm=prod}.
     */
    @Parameter(property = "migrate.confirm")
    private @Nullable String confirm;

    /**
     * {@code skip} is a parameter of every goal; here it has a second meaning, which must be named so that neither is
     * met by accident.
     */
    @Override
    boolean isSkipped(Console console) {
        if (STATEMENT.equals(skip())) {
            return false;
        }
        boolean skipped = super.isSkipped(console);
        if (skipped) {
            console.line("to count the failed statement as done: -Dmigrate.skip=" + STATEMENT);
        }
        return skipped;
    }

    @Override
    void on(Workspace workspace, Invocation here, RunPrinter told) {
        boolean skipStatement = STATEMENT.equals(skip());
        boolean go = resume != null && !resume.equals("false");
        var request = new RepairCommand.Request(go, number(), skipStatement, checksums, confirm);
        var result = new RepairCommand().run(workspace, request);
        here.console()
                .lines(RepairLines.of(here.folder(), workspace.environment().name(), result, request));
    }

    private @Nullable Integer number() {
        if (resume == null || resume.isEmpty() || resume.equals("true") || resume.equals("false")) {
            return null;
        }
        try {
            return Integer.valueOf(resume);
        } catch (NumberFormatException e) {
            throw Diagnostic.error(
                            "parameter/resume",
                            "resume is \"" + resume + "\", and takes the number of a statement, or nothing")
                    .help("-Dmigrate.resume goes on by what is recorded, -Dmigrate.resume=3 with the third statement")
                    .toException(e);
        }
    }
}
