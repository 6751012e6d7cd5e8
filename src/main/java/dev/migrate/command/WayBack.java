package dev.migrate.command;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what to type after {@code downgrade -Dmigrate.to=} so that certain revisions are taken back. */
final class WayBack {

    private final RevisionGraph graph;

    WayBack(RevisionGraph graph) {
        this.graph = graph;
    }

    /** A target that takes back these and what needs them, and as little besides as can be said in one. */
    String to(Position position, List<Revision> unwanted) {
        Set<String> ids = unwanted.stream().map(Revision::id).collect(Collectors.toSet());
        List<Revision> roots = unwanted.stream()
                .filter(revision -> graph.parents(revision).stream().noneMatch(unwanted::contains)
                        && graph.dependencies(revision).stream().noneMatch(unwanted::contains))
                .toList();
        String best = "base";
        int least = Integer.MAX_VALUE;
        for (String target : candidates(roots)) {
            Set<String> back = back(position, target);
            if (back != null && back.containsAll(ids) && back.size() < least) {
                best = target;
                least = back.size();
            }
        }
        return best;
    }

    private List<String> candidates(List<Revision> roots) {
        var candidates = new ArrayList<String>();
        if (roots.size() == 1) {
            graph.parents(roots.get(0)).forEach(parent -> candidates.add(parent.id()));
        }
        var parts = new ArrayList<String>();
        for (Revision root : roots) {
            List<Revision> parents = graph.parents(root);
            parts.add(root.id() + "@"
                    + (parents.isEmpty() ? "base" : parents.get(0).id()));
        }
        candidates.add(String.join(",", parts));
        candidates.add("base");
        return candidates;
    }

    private @Nullable Set<String> back(Position position, String target) {
        try {
            var back = new HashSet<String>();
            for (Step step :
                    new Planner(graph).downgrade(position, target, false).steps()) {
                back.add(step.revision().id());
            }
            return back;
        } catch (MigrateException e) {
            return null; // not to be said so
        }
    }
}
