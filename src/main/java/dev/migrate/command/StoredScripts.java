package dev.migrate.command;

import dev.migrate.engine.Run;
import dev.migrate.plan.Position;
import dev.migrate.report.OutputFile;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions that a database has applied and this checkout does not have: their headers and downgrades are in the history, so that
 * older code can still go back.
 */
final class StoredScripts {

    private static final String FOLDER = "target/migrate/stored";

    private StoredScripts() {}

    /**
     * The graph, with what the history adds to it.
     *
     * @param graph all revisions known
     * @param used those that came from the history
     */
    record Completed(RevisionGraph graph, List<String> used) {}

    static Completed complete(Path project, RevisionGraph graph, Position position, Run run) {
        Deque<String> wanted = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        for (String row : position.rows()) {
            if (graph.ofRow(row).isEmpty() && graph.aroundRow(row).isEmpty() && seen.add(row)) {
                wanted.add(row);
            }
        }
        if (wanted.isEmpty()) {
            return new Completed(graph, List.of());
        }
        Path folder = project.resolve(FOLDER);
        clear(folder);
        List<Revision> revisions = new ArrayList<>(graph.ordered());
        List<String> used = new ArrayList<>();
        while (!wanted.isEmpty()) {
            String id = wanted.poll();
            Optional<String> text = run.storedDowngrade(id);
            if (text.isEmpty()) {
                // The planner says what is missing, better than half a graph would.
                return new Completed(graph, List.of());
            }
            new OutputFile(project, FOLDER + "/" + id + ".sql").write(text.get());
            used.add(id);
            Revision stored = ScriptFolder.read(project, List.of(folder)).stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the stored script of " + id + " has another id"));
            Revision revision = behindSquashes(graph, stored);
            revisions.add(revision);
            var before = new ArrayList<>(revision.parents());
            revision.dependsOn().stream()
                    .filter(name -> graph.labelled(name).isEmpty())
                    .forEach(before::add);
            for (String needed : before) {
                if (graph.aroundRow(needed).isPresent()) {
                    // It stood on a part of what is one revision now; no graph of both can be drawn.
                    return new Completed(graph, List.of());
                }
                if (graph.find(needed).isEmpty() && seen.add(needed)) {
                    wanted.add(needed);
                }
            }
        }
        return new Completed(RevisionGraph.of(revisions), used);
    }

    /** What it followed may have become a squash since. */
    private static Revision behindSquashes(RevisionGraph graph, Revision stored) {
        return new Revision(
                stored.id(),
                stored.title(),
                named(graph, stored.parents()),
                stored.labels(),
                named(graph, stored.dependsOn()),
                stored.replaces(),
                stored.created(),
                stored.file(),
                stored.lines());
    }

    private static List<String> named(RevisionGraph graph, List<String> ids) {
        return ids.stream()
                .map(id -> graph.ofRow(id).map(Revision::id).orElse(id))
                .toList();
    }

    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
