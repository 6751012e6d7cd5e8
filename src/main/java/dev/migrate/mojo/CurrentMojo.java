package dev.migrate.mojo;

import dev.migrate.command.CurrentCommand;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows where the database stands. Example: {@code mvn migrate:current -Penv=prod}. */
@Mojo(name = "current", requiresProject = false, threadSafe = true)
public final class CurrentMojo extends ListingMojo {

    /** Fails unless the database stands at every head. Example: {@code -Dmigrate.checkHeads}. */
    @Parameter(property = "migrate.checkHeads", defaultValue = "false")
    private boolean checkHeads;

    /** The one target of an environment with {@code [targets.NAME]}. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    Listing list(Invocation here, Style style) {
        var results = new ArrayList<CurrentCommand.Result>();
        new Databases(here, new RunPrinter(here.console()::line, style, false))
                .each(target, workspace -> results.add(new CurrentCommand().run(workspace)));
        var lines = new ArrayList<String>();
        var problems = new ArrayList<Diagnostic>();
        for (CurrentCommand.Result result : results) {
            lines.addAll(Standing.lines(result));
            here.publish(
                    String.join(",", result.position().rows()),
                    result.heads().stream().map(Revision::id).collect(Collectors.joining(",")),
                    result.pending().size());
            if (checkHeads && !result.isAtHeads()) {
                problems.add(Diagnostic.error(
                                "current/not-at-heads",
                                "the database of \"" + result.environment() + "\" does not stand at every head")
                        .note("it stands at " + result.position().display() + ", "
                                + result.pending().size() + " pending")
                        .help("mvn migrate:upgrade -Dmigrate.to=heads"));
            }
        }
        Object json = results.size() == 1
                ? Standing.json(results.get(0))
                : results.stream().map(Standing::json).toList();
        return new Listing(json, lines, problems);
    }
}
