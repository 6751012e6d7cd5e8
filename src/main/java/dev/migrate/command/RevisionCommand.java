package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the script of a new revision behind the head, or where the request says. */
public final class RevisionCommand {

    private static final int HEADS_TOLD = 20;

    private final ScriptWriter writer;

    /** A command that writes with this writer. */
    public RevisionCommand(ScriptWriter writer) {
        this.writer = writer;
    }

    /** Writes the script, and finds every fault before. */
    public ScriptWriter.Result run(Request request) {
        RevisionGraph graph = request.scripts().graph();
        List<Revision> parents = parents(graph, request);
        return writer.write(graph, parents, request.script());
    }

    /** What the new revision follows. */
    static List<Revision> parents(RevisionGraph graph, Request request) {
        List<Revision> parents = named(graph, request);
        if (!request.splice()) {
            refuseNonHeads(graph, parents);
        }
        return parents;
    }

    private static List<Revision> named(RevisionGraph graph, Request request) {
        if (request.heads().isEmpty()) {
            List<Revision> heads = graph.heads();
            if (heads.size() > 1) {
                throw severalHeads(heads);
            }
            return heads;
        }
        var resolver = new TargetResolver(graph);
        var parents = new LinkedHashMap<String, Revision>();
        for (String head : request.heads()) {
            for (Revision revision : resolver.revisions(head)) {
                parents.putIfAbsent(revision.id(), revision);
            }
        }
        return List.copyOf(parents.values());
    }

    private static RuntimeException severalHeads(List<Revision> heads) {
        var diagnostic = Diagnostic.error(
                "graph/two-heads", heads.size() + " revisions have no child, and the new one can follow any of them");
        for (Revision head : heads.subList(0, Math.min(HEADS_TOLD, heads.size()))) {
            diagnostic = diagnostic.note(head.id() + " \"" + head.title() + "\"");
        }
        if (heads.size() > HEADS_TOLD) {
            diagnostic = diagnostic.note("and " + (heads.size() - HEADS_TOLD) + " more");
        }
        return diagnostic
                .help("name one (-Dmigrate.head=" + heads.get(0).id()
                        + "), or join them first: mvn migrate:merge -Dmigrate.message=\"merge heads\"")
                .toException();
    }

    private static void refuseNonHeads(RevisionGraph graph, List<Revision> parents) {
        for (Revision parent : parents) {
            List<Revision> children = graph.children(parent);
            if (!children.isEmpty()) {
                String ids = children.stream().map(Revision::id).collect(Collectors.joining(", "));
                throw Diagnostic.error(
                                "graph/not-a-head", "\"" + parent.id() + "\" is not a head: it is revised by " + ids)
                        .at(parent.span(parent.lines().revision(), parent.id()))
                        .note("a second child opens a branch, which is joined later by migrate:merge")
                        .help("-Dmigrate.splice opens the branch; without -Dmigrate.head the new revision follows"
                                + " the head")
                        .toException();
            }
        }
    }

    /**
     * What to write.
     *
     * @param scripts the project's scripts
     * @param heads names of the parents; none for the one head there is, {@code base} for a new base
     * @param splice whether a parent may have children already
     * @param script what stands in it
     */
    public record Request(ProjectScripts scripts, List<String> heads, boolean splice, ScriptWriter.Script script) {

        /** Copies the names. */
        public Request {
            heads = List.copyOf(heads);
        }
    }
}
