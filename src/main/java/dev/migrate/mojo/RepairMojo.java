package dev.migrate.mojo;

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
public final class RepairMojo extends MigrateMojo {

    private static final String STATEMENT = "statement";

    /** Goes on with the statement that failed. Example: {@code -Dmigrate.resume}. */
    @Parameter(property = "migrate.resume", defaultValue = "false")
    private boolean resume;

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
    void run(Invocation here) {
        boolean skipStatement = STATEMENT.equals(skip());
        // >>> the engine's use case: repair
        throw new UnsupportedOperationException("repair " + resume + skipStatement + checksums + confirm);
    }
}
