package dev.migrate.mojo;

import dev.migrate.command.HistoryCommand;
import dev.migrate.report.HistoryTree;
import dev.migrate.report.Marks;
import dev.migrate.report.Style;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the revisions, newest first, as a tree; also as plain {@code text}, {@code json}, or a drawing in
 * {@code mermaid} or {@code dot}. Example: {@code mvn migrate:history -Dmigrate.range=-3:head}.
 */
@Mojo(name = "history", requiresProject = false, threadSafe = true)
public final class HistoryMojo extends GraphMojo {

    private static final String TREE = "tree";
    private static final String MERMAID = "mermaid";
    private static final String DOT = "dot";

    /**
     * Which revisions: {@code from:to}, both included, each end optional; {@code current} is where the database of the
     * environment stands. Example: {@code -Dmigrate.range=-3:current}.
     */
    @Parameter(property = "migrate.range")
    private @Nullable String range;

    /** Shows each revision's file, parents, dependencies and labels too. Example: {@code -Dmigrate.verbose}. */
    @Parameter(property = "migrate.verbose", defaultValue = "false")
    private boolean verbose;

    @Override
    String defaultFormat() {
        return TREE;
    }

    @Override
    List<String> formats() {
        return List.of(TREE, TEXT, JSON, MERMAID, DOT);
    }

    @Override
    Listing list(Invocation here, Style style) {
        var result = new HistoryCommand().run(new HistoryCommand.Request(Revisions.scripts(here), range, standing(here)));
        var graph = result.graph();
        var revisions = result.revisions();
        Marked marked = marked(here, graph, style);
        Marks marks = marked.marks();
        var tree = new HistoryTree(graph, marks, style);
        List<List<String>> details = verbose && format().equals(TREE)
                ? revisions.stream()
                        .map(revision -> Revisions.details(here, graph, revision))
                        .toList()
                : List.of();
        List<String> lines =
                switch (format()) {
                    case JSON -> List.of();
                    case TEXT -> tree.text(revisions);
                    case MERMAID -> HistoryTree.mermaid(graph, revisions, marks);
                    case DOT -> HistoryTree.dot(graph, revisions, marks);
                    default -> tree.lines(revisions, details);
                };
        return new Listing(marked.json("revisions", Revisions.json(here, graph, revisions, marks)), lines);
    }
}
