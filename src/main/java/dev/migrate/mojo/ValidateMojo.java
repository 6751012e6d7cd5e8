package dev.migrate.mojo;

import dev.migrate.command.AppliedCommand;
import dev.migrate.command.ValidateCommand;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.ProblemSummary;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Reads every script to its end as the database's own client would, and checks the graph: unknown header keys, missing
 * parents, cycles, quotes that do not end, more than one head; then the checksums of what is applied. Example:
 * {@code mvn migrate:validate}.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends ListingMojo {

    /**
     * Whether the database is asked too; {@code false} where a build has scripts but no way to a database. Example:
     * {@code -Dmigrate.database=false}.
     */
    @Parameter(property = "migrate.database", defaultValue = "true")
    private boolean database;

    @Override
    Listing list(Invocation here, Style style) {
        Environment environment = here.environment();
        var lines = new ArrayList<String>();
        List<Diagnostic> problems;
        int revisions = 0;
        long statements = 0;
        try {
            var result = new ValidateCommand()
                    .run(new ValidateCommand.Request(
                            Revisions.scripts(here), kinds(environment), placeholders(environment), here.compiler()));
            problems = result.problems();
            revisions = result.graph().ordered().size();
            statements = result.statements();
            if (problems.isEmpty() && database) {
                problems = applied(here, result.graph(), lines, style);
            }
        } catch (MigrateException e) {
            problems = e.diagnostics();
        }
        if (problems.isEmpty()) {
            lines.add(
                    0,
                    revisions + (revisions == 1 ? " revision and " : " revisions and ") + statements
                            + (statements == 1 ? " statement" : " statements") + " are in order");
        }
        List<ProblemSummary> json = problems.stream()
                .map(problem -> ProblemSummary.of(problem, here.folder()))
                .toList();
        return new Listing(new Validation(problems.isEmpty(), revisions, statements, json), lines, problems);
    }

    /** What the environment's databases have applied, compared with the scripts. */
    private static List<Diagnostic> applied(Invocation here, RevisionGraph graph, List<String> lines, Style style) {
        var problems = new ArrayList<Diagnostic>();
        new Databases(here, new RunPrinter(here.console()::line, style, false)).each(null, workspace -> {
            try {
                List<Diagnostic> found = new AppliedCommand().run(workspace, graph);
                problems.addAll(found);
                if (found.isEmpty()) {
                    lines.add(workspace.environment().name() + ": what is applied is as the scripts say");
                }
            } catch (MigrateException e) {
                boolean noUrl = e.diagnostics().get(0).code().equals("config/no-url");
                if (!noUrl) {
                    throw e;
                }
                lines.add(workspace.environment().name() + " has no url: only the scripts were checked");
            }
        });
        return problems;
    }

    private static Set<DatabaseKind> kinds(Environment environment) {
        var kinds = EnumSet.noneOf(DatabaseKind.class);
        if (environment.targets().isEmpty()) {
            kinds.add(environment.kind());
        }
        environment.targets().forEach(target -> kinds.add(target.kind()));
        return kinds;
    }

    /** Every placeholder that has a value somewhere: a target may bring its own. */
    private static @Nullable Map<String, String> placeholders(Environment environment) {
        var all = new HashMap<String, String>();
        var sources = environment.targets().isEmpty() ? List.of(environment) : environment.targets();
        boolean read = false;
        for (Environment source : sources) {
            Map<String, String> values = source.placeholders();
            if (values != null) {
                read = true;
                all.putAll(values);
            }
        }
        return read ? all : null;
    }

    private record Validation(boolean valid, int revisions, long statements, List<ProblemSummary> problems) {}
}
