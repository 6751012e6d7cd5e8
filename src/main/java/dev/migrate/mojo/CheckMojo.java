package dev.migrate.mojo;

import dev.migrate.command.CheckCommand;
import dev.migrate.command.SchemaChange;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fails when the model and the database differ, so that nobody forgets a revision. Example: {@code mvn migrate:check
 * -Dmigrate.database=false}.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class CheckMojo extends ListingMojo {

    /**
     * The model: {@code schema} (schema.sql or the folder schema), {@code jpa} (the project's entities) or the name of an environment.
     * Without it schema.sql where there is one, else the entities. Example: {@code -Dmigrate.model=jpa}.
     */
    @Parameter(property = "migrate.model")
    private @Nullable String model;

    /**
     * Whether the database itself is compared with the model; {@code false} compares what the revisions make on a scratch database.
     * Example: {@code -Dmigrate.database=false}.
     */
    @Parameter(property = "migrate.database", defaultValue = "true")
    private boolean database;

    /** The one target of an environment with several; all without it. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    Listing list(Invocation here, Style style) {
        var lines = new ArrayList<String>();
        var problems = new ArrayList<Diagnostic>();
        var checks = new ArrayList<Check>();
        try (var goals = new Goals(here)) {
            new Databases(here, new RunPrinter(here.console()::line, style, false)).each(target, workspace -> {
                var result =
                        new CheckCommand().run(workspace, goals.of(model, workspace.environment()), database);
                checks.add(new Check(
                        result.environment(), result.goal(), result.changes().isEmpty(), result.changes(), result.notes()));
                result.problem().ifPresent(problems::add);
                if (result.changes().isEmpty()) {
                    lines.add(result.environment() + ": " + result.against() + " and " + result.goal() + " are alike");
                } else {
                    lines.add(result.environment() + ": to make " + result.against() + " into " + result.goal() + ":");
                    result.changes().forEach(change -> lines.add("  " + change));
                }
                result.notes().forEach(note -> lines.add("note: " + note));
            });
        }
        return new Listing(checks, lines, problems);
    }

    private record Check(
            String environment, String model, boolean alike, List<SchemaChange> changes, List<String> notes) {}
}
