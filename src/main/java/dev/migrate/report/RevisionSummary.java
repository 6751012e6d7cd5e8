package dev.migrate.report;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A revision in a list for machines.
 *
 * @param id its identifier
 * @param title the first line of its header
 * @param parents what it revises
 * @param children what revises it
 * @param labels the branch labels it carries itself
 * @param branches every label that reaches it
 * @param dependsOn what must have been applied before it
 * @param replaces what it stands for
 * @param created when it was made, as written
 * @param file its script, relative to the project
 * @param base whether it revises nothing
 * @param head whether nothing revises it
 * @param merge whether it joins branches
 * @param branchPoint whether several revise it
 * @param dependents what depends on it without revising it
 * @param environments the environments and targets that stand at it; none where none was asked
 */
public record RevisionSummary(
        String id,
        String title,
        List<String> parents,
        List<String> children,
        List<String> labels,
        List<String> branches,
        List<String> dependsOn,
        List<String> replaces,
        @Nullable String created,
        String file,
        boolean base,
        boolean head,
        boolean merge,
        boolean branchPoint,
        List<String> dependents,
        List<String> environments) {

    /** The summary of a revision in its graph. */
    public static RevisionSummary of(
            RevisionGraph graph, Revision revision, Path project, Marks marks) {
        List<String> children =
                graph.children(revision).stream().map(Revision::id).toList();
        return new RevisionSummary(
                revision.id(),
                revision.title(),
                revision.parents(),
                children,
                revision.labels(),
                graph.labels(revision).stream().sorted().toList(),
                revision.dependsOn(),
                revision.replaces(),
                revision.created(),
                new ProjectPaths(project).name(revision.file()),
                revision.isBase(),
                children.isEmpty(),
                revision.isMerge(),
                children.size() > 1,
                graph.dependents(revision).stream().map(Revision::id).toList(),
                marks.at(revision));
    }
}
