package dev.migrate.mojo;

import dev.migrate.command.BranchesCommand;
import dev.migrate.report.RevisionSummary;
import dev.migrate.report.Style;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the revisions that more than one revises, and these. Example: {@code mvn migrate:branches}. */
@Mojo(name = "branches", requiresProject = false, threadSafe = true)
public final class BranchesMojo extends ListingMojo {

    /** Shows each branch point's file, parents, dependencies and labels too. Example: {@code -Dmigrate.verbose}. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new BranchesCommand().run(Revisions.scripts(here));
        var json = new ArrayList<Branch>();
        var lines = new ArrayList<String>();
        for (var branching : result.branchings()) {
            var point = List.of(branching.point());
            json.add(new Branch(
                    Revisions.json(here, result.graph(), point).get(0),
                    Revisions.json(here, result.graph(), branching.children())));
            lines.addAll(Revisions.lines(here, result.graph(), point, verbose, style));
            Revisions.lines(here, result.graph(), branching.children(), false, style)
                    .forEach(line -> lines.add("    -> " + line));
        }
        return new Listing(json, lines);
    }

    private record Branch(RevisionSummary branchPoint, List<RevisionSummary> children) {}
}
