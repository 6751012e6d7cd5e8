package dev.migrate.plan;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Destination;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A position looked up in a graph.
 *
 * @param position the position
 * @param revisions the revisions of its rows
 * @param names for each id of these, the rows that stand for it: after a squash a row may still name a revision that is
 *     gone
 * @param applied what has been applied: the rows' revisions, their ancestors and dependencies
 */
record Standing(Position position, List<Revision> revisions, Map<String, List<String>> names, RevisionSet applied) {

    /** Stops where a row names nothing, or a part of a squash alone, or two rows say the same thing. */
    static Standing of(RevisionGraph graph, Position position) {
        var names = new LinkedHashMap<String, List<String>>();
        var revisions = new ArrayList<Revision>();
        var faults = new ArrayList<Diagnostic>();
        for (String row : position.rows()) {
            Optional<Revision> found = graph.ofRow(row);
            if (found.isEmpty()) {
                faults.add(graph.aroundRow(row)
                        .map(squash -> PlanFaults.insideSquash(squash, row))
                        .orElseGet(() -> PlanFaults.unknownRow(graph, row)));
                continue;
            }
            List<String> same = names.computeIfAbsent(found.get().id(), id -> {
                revisions.add(found.get());
                return new ArrayList<>();
            });
            same.add(row);
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        overlap(graph, revisions).ifPresent(pair -> {
            throw PlanFaults.overlappingRows(graph, pair, revisions);
        });
        return new Standing(position, List.copyOf(revisions), names, graph.behind(revisions));
    }

    /** For each row that has them, the other names that a row could have which says the same. */
    Map<String, List<String>> otherNames() {
        var others = new LinkedHashMap<String, List<String>>();
        for (Revision revision : revisions) {
            List<String> rows = names.getOrDefault(revision.id(), List.of());
            var more = new ArrayList<>(revision.formerIds());
            more.add(revision.id());
            if (rows.size() == 1 && more.size() > 1) {
                more.remove(rows.get(0));
                others.put(rows.get(0), List.copyOf(more));
            }
        }
        return others;
    }

    /** Two of these revisions where one cannot be without the other. */
    static Optional<Overlap> overlap(RevisionGraph graph, List<Revision> revisions) {
        if (revisions.size() < 2) {
            return Optional.empty();
        }
        RevisionSet behind = needed(graph, revisions);
        for (Revision older : revisions) {
            if (behind.contains(older)) {
                RevisionSet ahead = graph.ahead(List.of(older));
                for (Revision younger : revisions) {
                    if (ahead.contains(younger) && !younger.id().equals(older.id())) {
                        return Optional.of(new Overlap(older, younger));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** What one name stands for, without what others of it need: a head of a branch may depend on another head of it. */
    static List<Revision> ends(RevisionGraph graph, Destination destination) {
        RevisionSet needed = needed(graph, destination.revisions());
        return destination.revisions().stream()
                .filter(revision -> !needed.contains(revision))
                .toList();
    }

    private static RevisionSet needed(RevisionGraph graph, List<Revision> revisions) {
        var before = new ArrayList<Revision>();
        for (Revision revision : revisions) {
            before.addAll(graph.parents(revision));
            before.addAll(graph.dependencies(revision));
        }
        return graph.behind(before);
    }

    /** Two revisions of which the younger implies the older. */
    record Overlap(Revision older, Revision younger) {}
}
