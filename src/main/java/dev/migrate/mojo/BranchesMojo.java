package dev.migrate.mojo;

import dev.migrate.command.BranchesCommand;
import dev.migrate.report.RevisionLine;
import dev.migrate.report.RevisionSummary;
import dev.migrate.report.Style;
import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Lists the revisions that more than one revises, and these. Example: {@code mvn migrate:branches}. */
@Mojo(name = "branches", requiresProject = false, threadSafe = true)
public final class BranchesMojo extends GraphMojo {

    private static final String CHILD = "    -> ";

    /** Shows each branch point's file, parents, dependencies and labels too. Example: {@code -Dmigrate.verbose}. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    @Override
    Listing list(Invocation here, Style style) {
        var result = new BranchesCommand().run(Revisions.scripts(here));
        Marked marked = marked(here, result.graph(), style);
        var shown = new LinkedHashSet<Revision>();
        var json = new ArrayList<Branch>();
        var lines = new ArrayList<String>();
        for (var branching : result.branchings()) {
            var point = List.of(branching.point());
            json.add(new Branch(
                    Revisions.json(here, result.graph(), point, marked.marks()).get(0),
                    Revisions.json(here, result.graph(), branching.children(), marked.marks())));
            lines.addAll(Revisions.lines(here, result.graph(), point, marked.marks(), verbose, style));
            var line = new RevisionLine(result.graph(), marked.marks(), style);
            branching.children().forEach(child -> lines.add(CHILD + line.of(child, CHILD.length())));
            shown.addAll(point);
            shown.addAll(branching.children());
        }
        lines.addAll(marked.marks().notes(shown));
        return new Listing(marked.json("branches", json), lines);
    }

    private record Branch(RevisionSummary branchPoint, List<RevisionSummary> children) {}
}
