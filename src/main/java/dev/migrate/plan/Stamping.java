package dev.migrate.plan;

import dev.migrate.revision.Destination;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.TargetResolver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Works out how the version table changes when a database is said to stand elsewhere. */
final class Stamping {

    private final RevisionGraph graph;

    Stamping(RevisionGraph graph) {
        this.graph = graph;
    }

    Stamp stamp(Position from, String targets, boolean purge) {
        return purge ? afresh(from, targets) : moved(from, targets);
    }

    /** Every row goes, whatever it says; that is the way out where a row names nothing. */
    private Stamp afresh(Position from, String targets) {
        var wanted = new LinkedHashSet<Revision>();
        new TargetResolver(graph)
                .forParameter("to")
                .destinations(targets)
                .forEach(destination -> wanted.addAll(Standing.ends(graph, destination)));
        checkApart(targets, List.copyOf(wanted));
        Position to = Position.of(wanted.stream().map(Revision::id).toList());
        if (to.equals(from)) {
            return new Stamp(from, to, List.of(), Map.of());
        }
        var changes = new ArrayList<VersionChange>();
        from.rows().forEach(row -> changes.add(new VersionChange.Delete(row)));
        to.rows().forEach(row -> changes.add(new VersionChange.Insert(row)));
        return new Stamp(from, to, changes, Map.of());
    }

    /** A target takes the place of the rows before and after it; rows of other branches stay. */
    private Stamp moved(Position from, String targets) {
        Standing standing = Standing.of(graph, from);
        var wanted = new LinkedHashSet<Revision>();
        RevisionSet leaving = graph.setOf(List.of());
        for (Destination destination :
                new TargetResolver(graph).forParameter("to").standingAt(standing.revisions()).destinations(targets)) {
            wanted.addAll(Standing.ends(graph, destination));
            leaving = leaving.plus(replaced(destination));
        }
        checkApart(targets, List.copyOf(wanted));
        var rows = new TreeSet<String>();
        for (Revision row : standing.revisions()) {
            if (!leaving.contains(row)) {
                rows.addAll(standing.names().getOrDefault(row.id(), List.of()));
            }
        }
        wanted.forEach(revision -> rows.add(revision.id()));
        Position to = Position.of(rows);
        return new Stamp(from, to, changes(from, to), standing.otherNames());
    }

    private RevisionSet replaced(Destination destination) {
        Revision branch = destination.branch();
        if (!destination.isBase()) {
            return graph.behind(destination.revisions()).plus(graph.ahead(destination.revisions()));
        }
        return branch == null ? graph.all() : graph.lineage(branch).plus(graph.ahead(List.of(branch)));
    }

    private void checkApart(String targets, List<Revision> wanted) {
        Standing.overlap(graph, wanted).ifPresent(pair -> {
            throw PlanFaults.overlappingTargets(targets, pair);
        });
    }

    private static List<VersionChange> changes(Position from, Position to) {
        var gone = new ArrayList<>(from.rows());
        gone.removeAll(new HashSet<>(to.rows()));
        var come = new ArrayList<>(to.rows());
        come.removeAll(new HashSet<>(from.rows()));
        var changes = new ArrayList<VersionChange>();
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            if (i >= come.size()) {
                changes.add(new VersionChange.Delete(gone.get(i)));
            } else if (i >= gone.size()) {
                changes.add(new VersionChange.Insert(come.get(i)));
            } else {
                changes.add(new VersionChange.Update(gone.get(i), come.get(i)));
            }
        }
        return changes;
    }
}
