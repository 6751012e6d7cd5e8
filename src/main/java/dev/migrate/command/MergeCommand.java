package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a script that joins heads. */
public final class MergeCommand {

    private final ScriptWriter writer;

    /** A command that writes with this writer. */
    public MergeCommand(ScriptWriter writer) {
        this.writer = writer;
    }

    /** Writes the script, and finds every fault before. */
    public ScriptWriter.Result run(Request request) {
        RevisionGraph graph = request.scripts().graph();
        List<Revision> heads = heads(graph, request);
        if (heads.size() < 2) {
            String there = heads.isEmpty()
                    ? "there is no revision yet"
                    : "\"" + heads.get(0).id() + "\" is the only one";
            throw Diagnostic.error("graph/nothing-to-merge", "a merge joins at least two heads, and " + there)
                    .help("mvn migrate:heads lists them")
                    .toException();
        }
        for (Revision head : heads) {
            if (!graph.children(head).isEmpty()) {
                throw Diagnostic.error(
                                "graph/not-a-head",
                                "\"" + head.id() + "\" is not a head: it is revised by "
                                        + ids(graph.children(head), ", "))
                        .at(head.span(head.lines().revision(), head.id()))
                        .help("mvn migrate:heads lists what can be joined")
                        .toException();
            }
        }
        ScriptWriter.Script script = request.script();
        if (script.message().isBlank()) {
            script = script.withMessage("merge " + ids(heads, " and "));
        }
        return writer.write(graph, heads, script);
    }

    private static List<Revision> heads(RevisionGraph graph, Request request) {
        if (request.revisions().isEmpty()) {
            return graph.heads();
        }
        var resolver = new TargetResolver(graph);
        var heads = new LinkedHashMap<String, Revision>();
        for (String name : request.revisions()) {
            for (Revision revision : resolver.revisions(name)) {
                heads.putIfAbsent(revision.id(), revision);
            }
        }
        return List.copyOf(heads.values());
    }

    private static String ids(List<Revision> revisions, String between) {
        return revisions.stream().map(Revision::id).collect(Collectors.joining(between));
    }

    /**
     * What to join.
     *
     * @param scripts the project's scripts
     * @param revisions names of heads; none for all
     * @param script what stands in the new script
     */
    public record Request(ProjectScripts scripts, List<String> revisions, ScriptWriter.Script script) {

        /** Copies the names. */
        public Request {
            revisions = List.copyOf(revisions);
        }
    }
}
