package dev.migrate.alembic;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes from a case whatever can go while both sides still differ. */
final class Shrinking {

    /** Asks both sides again; empty where they agree, or differ for a known reason. */
    private final Function<Case, Optional<Case>> again;

    Shrinking(Function<Case, Optional<Case>> again) {
        this.again = again;
    }

    Case smallest(Case found) {
        Case smallest = found;
        for (Optional<Case> next = smaller(smallest); next.isPresent(); next = smaller(smallest)) {
            smallest = next.get();
        }
        return smallest;
    }

    private Optional<Case> smaller(Case found) {
        List<Revision> revisions = found.graph().ordered();
        for (Revision revision : revisions.size() > 1 ? revisions : List.<Revision>of()) {
            Optional<Case> smaller = ask(found, without(revisions, revision), rowsWithout(found.at(), revision));
            if (smaller.isPresent()) {
                return smaller;
            }
        }
        for (int i = 0; i < revisions.size(); i++) {
            for (Revision simpler : simpler(revisions.get(i))) {
                var changed = new ArrayList<>(revisions);
                changed.set(i, simpler);
                Optional<Case> smaller = ask(found, changed, found.at());
                if (smaller.isPresent()) {
                    return smaller;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Case> ask(Case found, List<Revision> revisions, List<String> at) {
        try {
            var graph = RevisionGraph.of(revisions);
            Answer ours = Case.ours(graph, at, found.command(), false);
            if (ours.isRefusal("plan/overlapping-rows") || ours.isRefusal("plan/unknown-row")) {
                return Optional.empty();
            }
            return again.apply(new Case(graph, at, found.command(), ours, found.theirs()));
        } catch (MigrateException brokenGraph) {
            return Optional.empty();
        }
    }

    /** Its children follow its parents then. */
    private static List<Revision> without(List<Revision> revisions, Revision gone) {
        var rest = new ArrayList<Revision>();
        for (Revision revision : revisions) {
            if (revision != gone) {
                var dependsOn = new ArrayList<>(revision.dependsOn());
                dependsOn.removeIf(name -> name.equals(gone.id()) || gone.labels().contains(name));
                rest.add(GraphSketch.revision(
                        revision.id(),
                        replaced(revision.parents(), gone),
                        dependsOn,
                        revision.labels(),
                        revision.replaces()));
            }
        }
        return rest;
    }

    private static List<String> rowsWithout(List<String> rows, Revision gone) {
        return replaced(rows, gone).stream().sorted().toList();
    }

    private static List<String> replaced(List<String> ids, Revision gone) {
        var replaced = new LinkedHashSet<>(ids);
        if (replaced.remove(gone.id())) {
            replaced.addAll(gone.parents());
        }
        return List.copyOf(replaced);
    }

    private static List<Revision> simpler(Revision revision) {
        var simpler = new ArrayList<Revision>();
        for (String name : revision.dependsOn()) {
            simpler.add(with(revision, revision.parents(), minus(revision.dependsOn(), name), revision.labels()));
        }
        for (String name : revision.labels()) {
            simpler.add(with(revision, revision.parents(), revision.dependsOn(), minus(revision.labels(), name)));
        }
        for (String name : revision.parents()) {
            simpler.add(with(revision, minus(revision.parents(), name), revision.dependsOn(), revision.labels()));
        }
        return simpler;
    }

    private static Revision with(Revision revision, List<String> parents, List<String> dependsOn, List<String> labels) {
        return GraphSketch.revision(revision.id(), parents, dependsOn, labels, revision.replaces());
    }

    private static List<String> minus(List<String> words, String gone) {
        return words.stream().filter(word -> !word.equals(gone)).toList();
    }
}
