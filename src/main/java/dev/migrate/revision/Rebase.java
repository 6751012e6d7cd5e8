package dev.migrate.revision;

import dev.migrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the graph put behind another revision; only parents change, and of as few revisions as can be.
 *
 * @param graph the graph as it is
 * @param onto what the part is put behind
 * @param moved the part, in the graph's order; none where there is nothing to do
 * @param moves the revisions that get other parents, in the graph's order
 */
public record Rebase(RevisionGraph graph, Revision onto, List<Revision> moved, List<Move> moves) {

    /** Copies the lists. */
    public Rebase {
        moved = List.copyOf(moved);
        moves = List.copyOf(moves);
    }

    /**
     * A revision that gets other parents.
     *
     * @param revision the revision as it is
     * @param parents the ids that it revises from now on
     */
    public record Move(Revision revision, List<String> parents) {

        /** Copies the parents. */
        public Move {
            parents = List.copyOf(parents);
        }
    }

    /**
     * Puts a part of a graph behind a revision. What stands behind it already does not move.
     *
     * @throws dev.migrate.diagnostic.MigrateException where {@code onto} is of the part, or needs it
     */
    public static Rebase of(RevisionGraph graph, Revision onto, RevisionSet part) {
        RevisionSet ahead = graph.ahead(part.oldestFirst());
        if (ahead.contains(onto)) {
            throw inside(graph, onto, part);
        }
        RevisionSet moving = part.minus(graph.descent(List.of(onto)));
        if (moving.isEmpty()) {
            return new Rebase(graph, onto, List.of(), List.of());
        }
        var parents = new Parents(graph, onto, moving);
        var moves = new ArrayList<Move>();
        for (Revision revision : graph.descent(moving.oldestFirst()).oldestFirst()) {
            List<String> now = parents.of(revision);
            if (!now.equals(revision.parents())) {
                moves.add(new Move(revision, now));
            }
        }
        return new Rebase(graph, onto, moving.oldestFirst(), moves);
    }

    /** Whether everything stands where it should. */
    public boolean isEmpty() {
        return moves.isEmpty();
    }

    /** The moved revisions and all that cannot be applied without them: what a database may not have yet. */
    public RevisionSet affected() {
        return graph.ahead(moved);
    }

    /**
     * The graph as it will be.
     *
     * @throws dev.migrate.diagnostic.MigrateException where it would not be valid
     */
    public RevisionGraph result() {
        Map<String, Revision> after = new LinkedHashMap<>();
        graph.ordered().forEach(revision -> after.put(revision.id(), revision));
        moves.forEach(move -> after.put(move.revision().id(), move.revision().withParents(move.parents())));
        return RevisionGraph.of(after.values());
    }

    private static RuntimeException inside(RevisionGraph graph, Revision onto, RevisionSet part) {
        var fault = Diagnostic.error(
                "rebase/inside",
                part.contains(onto)
                        ? "\"" + onto.id() + "\" is among what would move behind it"
                        : "\"" + onto.id() + "\" needs \""
                                + graph.behind(List.of(onto))
                                        .and(part)
                                        .newestFirst()
                                        .get(0)
                                        .id() + "\", which would move behind it");
        return fault.at(onto.span(onto.lines().revision(), onto.id()))
                .note("nothing has been changed")
                .help("mvn migrate:history shows the branches; name a part that \"" + onto.id()
                        + "\" does not need: -Dmigrate.range=from:to")
                .toException();
    }

    /** Who follows whom afterwards. */
    private static final class Parents {
        private final RevisionGraph graph;
        private final Revision onto;
        private final RevisionSet moving;
        private final RevisionSet carried;
        private final RevisionSet ancestry;
        private final RevisionSet needed;

        Parents(RevisionGraph graph, Revision onto, RevisionSet moving) {
            this.graph = graph;
            this.onto = onto;
            this.moving = moving;
            this.carried = graph.descent(moving.oldestFirst());
            this.ancestry = graph.ancestry(onto);
            this.needed = graph.behind(List.of(onto));
        }

        List<String> of(Revision revision) {
            List<Revision> before = revision.parents().stream()
                    .map(id -> graph.find(id).orElseThrow())
                    .toList();
            boolean follows = before.stream().anyMatch(carried::contains);
            var parents = new ArrayList<String>();
            boolean placed = follows || !moving.contains(revision);
            for (Revision parent : before) {
                if (stays(parent, before.size())) {
                    parents.add(parent.id());
                } else if (!placed) {
                    // where the first of those stood that it takes the place of
                    parents.add(onto.id());
                    placed = true;
                }
            }
            if (!placed) {
                parents.add(0, onto.id());
            }
            return parents;
        }

        /**
         * What {@code onto} descends from is implied by it. What it only depends on keeps its child, or it would become
         * a head. A single parent that has nothing to do with it is what the part is cut off from.
         */
        private boolean stays(Revision parent, int parents) {
            if (carried.contains(parent)) {
                return true;
            }
            return !ancestry.contains(parent) && (needed.contains(parent) || parents > 1);
        }
    }
}
