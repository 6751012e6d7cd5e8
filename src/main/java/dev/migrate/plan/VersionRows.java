package dev.migrate.plan;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of the version table while steps go by. As in Alembic's, a row stands for each applied revision that no
 * other applied one has for a parent or depends on.
 */
final class VersionRows {

    private final RevisionGraph graph;
    private final RevisionSet appliedFirst;
    /** By id, the row as it is stored, or several that mean the same. */
    private final Map<String, List<String>> rows;
    /** By id, how many applied revisions still need it; counted when first asked. */
    private final Map<String, Integer> needed = new HashMap<>();

    VersionRows(RevisionGraph graph, Standing standing) {
        this.graph = graph;
        this.appliedFirst = standing.applied();
        this.rows = new LinkedHashMap<>(standing.names());
    }

    /** What changes when a revision is applied: it takes the place of the rows that it follows. */
    List<VersionChange> up(Revision revision) {
        var changes = new ArrayList<VersionChange>();
        var gone = new ArrayList<String>();
        for (Revision before : before(revision)) {
            List<String> names = rows.remove(before.id());
            if (names != null) {
                gone.addAll(names);
            }
        }
        replace(gone, revision.id(), changes);
        rows.put(revision.id(), List.of(revision.id()));
        return changes;
    }

    /**
     * What changes when a revision is taken back: what it followed gets rows again, unless something still needs it.
     */
    List<VersionChange> down(Revision revision) {
        List<String> gone = rows.remove(revision.id());
        if (gone == null) {
            throw new IllegalStateException("no row: " + revision.id());
        }
        var freed = new ArrayList<String>();
        for (Revision before : before(revision)) {
            Integer known = needed.get(before.id());
            int left = (known == null ? countNeeded(before) : known) - 1;
            needed.put(before.id(), left);
            if (left == 0) {
                freed.add(before.id());
            }
        }
        var changes = new ArrayList<VersionChange>();
        if (freed.isEmpty()) {
            gone.forEach(name -> changes.add(new VersionChange.Delete(name)));
            return changes;
        }
        for (String id : freed.subList(0, freed.size() - 1)) {
            changes.add(new VersionChange.Insert(id));
        }
        replace(gone, freed.get(freed.size() - 1), changes);
        freed.forEach(id -> rows.put(id, List.of(id)));
        return changes;
    }

    /** Where the database stands by now. */
    Position position() {
        return Position.of(rows.values().stream().flatMap(List::stream).toList());
    }

    private static void replace(List<String> gone, String id, List<VersionChange> changes) {
        if (gone.isEmpty()) {
            changes.add(new VersionChange.Insert(id));
            return;
        }
        for (String name : gone.subList(0, gone.size() - 1)) {
            changes.add(new VersionChange.Delete(name));
        }
        changes.add(new VersionChange.Update(gone.get(gone.size() - 1), id));
    }

    /** Dependencies first, so that the row that moves on is a parent's. */
    private List<Revision> before(Revision revision) {
        var before = new ArrayList<>(graph.dependencies(revision));
        before.addAll(graph.parents(revision));
        return before;
    }

    private int countNeeded(Revision revision) {
        long count =
                graph.children(revision).stream().filter(appliedFirst::contains).count()
                        + graph.dependents(revision).stream()
                                .filter(appliedFirst::contains)
                                .count();
        return Math.toIntExact(count);
    }
}
