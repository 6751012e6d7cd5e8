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
            if (graph.find(row).isEmpty() && graph.replacedBy(row).isEmpty() && seen.add(row)) {
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
            Optional<String> stored = run.storedDowngrade(id);
            if (stored.isEmpty()) {
                // The planner says what is missing, better than half a graph would.
                return new Completed(graph, List.of());
            }
            new OutputFile(project, FOLDER + "/" + id + ".sql").write(stored.get());
            used.add(id);
            Revision revision = ScriptFolder.read(project, List.of(folder)).stream()
                    .filter(r -> r.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the stored script of " + id + " has another id"));
            revisions.add(revision);
            for (String parent : revision.parents()) {
                if (graph.find(parent).isEmpty() && seen.add(parent)) {
                    wanted.add(parent);
                }
            }
            for (String dependency : revision.dependsOn()) {
                if (graph.find(dependency).isEmpty()
                        && graph.labelled(dependency).isEmpty()
                        && seen.add(dependency)) {
                    wanted.add(dependency);
                }
            }
        }
        return new Completed(RevisionGraph.of(revisions), used);
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
