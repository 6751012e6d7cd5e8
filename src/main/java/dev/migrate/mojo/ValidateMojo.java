package dev.migrate.mojo;

import dev.migrate.command.ValidateCommand;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.ProblemSummary;
import dev.migrate.report.Style;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Reads every script to its end as the database's own client would, and checks the graph: unknown header keys, missing
 * parents, cycles, quotes that do not end, more than one head; then the checksums of what is applied. Example:
 * {@code mvn migrate:validate}.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, requiresProject = false, threadSafe = true)
public final class ValidateMojo extends ListingMojo {

    @Override
    Listing list(Invocation here, Style style) {
        Environment environment = here.environment();
        List<Diagnostic> problems;
        int revisions = 0;
        long statements = 0;
        try {
            var result =
                    new ValidateCommand().run(new ValidateCommand.Request(Revisions.scripts(here), kinds(environment)));
            problems = result.problems();
            revisions = result.graph().ordered().size();
            statements = result.statements();
            // >>> the engine's use case: validate what is applied
        } catch (MigrateException e) {
            problems = e.diagnostics();
        }
        var lines = new ArrayList<String>();
        if (problems.isEmpty()) {
            lines.add(revisions + " revisions and " + statements + " statements are in order");
        }
        List<ProblemSummary> json = problems.stream()
                .map(problem -> ProblemSummary.of(problem, here.folder()))
                .toList();
        return new Listing(new Validation(problems.isEmpty(), revisions, statements, json), lines, problems);
    }

    private static Set<DatabaseKind> kinds(Environment environment) {
        var kinds = EnumSet.noneOf(DatabaseKind.class);
        if (environment.targets().isEmpty()) {
            kinds.add(environment.kind());
        }
        environment.targets().forEach(target -> kinds.add(target.kind()));
        return kinds;
    }

    private record Validation(boolean valid, int revisions, long statements, List<ProblemSummary> problems) {}
}
