package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every graph. */
class GraphLawsTest {

    @Property(tries = 300)
    void theOrderIsTopologicalAndTheSameEachTime(@ForAll @IntRange(max = 40) int size, @ForAll Random random) {
        List<Revision> revisions = RandomRevisions.of(size, random);
        RevisionGraph graph = RevisionGraph.of(revisions);

        assertThat(graph.ordered()).containsExactlyInAnyOrderElementsOf(revisions);
        assertThat(RevisionGraph.of(List.copyOf(revisions)).ordered()).isEqualTo(graph.ordered());
        var seen = new HashSet<Revision>();
        for (Revision revision : graph.ordered()) {
            assertThat(seen).containsAll(graph.parents(revision)).containsAll(graph.dependencies(revision));
            seen.add(revision);
        }
    }

    @Property(tries = 300)
    void closuresAreWhatOneReachesStepByStep(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));
        Revision start = graph.ordered().get(random.nextInt(size));

        Set<Revision> behind = new HashSet<>();
        Set<Revision> ahead = new HashSet<>();
        Set<Revision> ancestors = new HashSet<>();
        reach(start, behind, r -> join(graph.parents(r), graph.dependencies(r)));
        reach(start, ahead, r -> join(graph.children(r), graph.dependents(r)));
        reach(start, ancestors, graph::parents);

        assertThat(graph.behind(List.of(start)).oldestFirst()).containsExactlyInAnyOrderElementsOf(behind);
        assertThat(graph.ahead(List.of(start)).newestFirst()).containsExactlyInAnyOrderElementsOf(ahead);
        RevisionSet older = graph.lineage(start).and(graph.behind(List.of(start)));
        assertThat(older.oldestFirst()).containsAll(ancestors);
    }

    @Property(tries = 300)
    void aLabelIsOnEveryDescendantOfItsRevision(@ForAll @IntRange(max = 40) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));

        for (String label : graph.labels()) {
            Revision owner = graph.labelled(label).orElseThrow();
            Set<Revision> descendants = new HashSet<>();
            reach(owner, descendants, graph::children);
            for (Revision revision : graph.ordered()) {
                boolean carries = graph.labels(revision).contains(label);
                if (descendants.contains(revision)) {
                    assertThat(carries).isTrue();
                } else if (carries) {
                    assertThat(graph.children(revision)).hasSize(1).allMatch(child -> graph.labels(child)
                            .contains(label));
                    assertThat(revision.isMerge()).isFalse();
                }
            }
        }
    }

    @Property(tries = 300)
    void aMergeOfAncestorAndDescendantIsFoundWhereverItStands(
            @ForAll @IntRange(min = 2, max = 40) int size, @ForAll Random random) {
        List<Revision> revisions = new ArrayList<>(RandomRevisions.of(size, random));
        var byId = new HashMap<String, Revision>();
        revisions.forEach(revision -> byId.put(revision.id(), revision));
        Revision one = revisions.get(random.nextInt(size));
        Revision other = revisions.get(random.nextInt(size));
        if (one.equals(other)) {
            return;
        }
        Set<Revision> ofOne = new HashSet<>();
        Set<Revision> ofOther = new HashSet<>();
        reach(one, ofOne, r -> r.parents().stream().map(byId::get).toList());
        reach(other, ofOther, r -> r.parents().stream().map(byId::get).toList());
        boolean related = ofOne.contains(other) || ofOther.contains(one);
        revisions.add(GraphSketch.revision("merge", List.of(one.id(), other.id()), List.of(), List.of(), List.of()));

        MigrateException thrown = catchThrowableOfType(MigrateException.class, () -> RevisionGraph.of(revisions));

        if (related) {
            assertThat(thrown.diagnostics()).extracting(Diagnostic::code).containsExactly("graph/merge-of-ancestor");
        } else {
            assertThat(thrown).isNull();
        }
    }

    @Property(tries = 300)
    void aCycleIsFoundWhereverItStands(@ForAll @IntRange(min = 2, max = 40) int size, @ForAll Random random) {
        List<Revision> revisions = new ArrayList<>(RandomRevisions.of(size, random));
        RevisionGraph graph = RevisionGraph.of(revisions);
        Revision old = graph.ordered().get(random.nextInt(size));
        List<Revision> ahead = graph.ahead(List.of(old)).newestFirst();
        Revision young = ahead.get(random.nextInt(ahead.size()));
        if (old.equals(young)) {
            return;
        }
        revisions.replaceAll(revision -> revision.equals(old)
                ? GraphSketch.revision(
                        old.id(), old.parents(), join(old.dependsOn(), List.of(young.id())), old.labels(), List.of())
                : revision);

        MigrateException thrown = catchThrowableOfType(MigrateException.class, () -> RevisionGraph.of(revisions));

        assertThat(thrown).isNotNull();
        assertThat(thrown.diagnostics()).extracting(Diagnostic::code).containsOnly("graph/dependency-cycle");
        // A long circle is named in part.
        assertThat(thrown.diagnostics().get(0).message())
                .satisfiesAnyOf(
                        message -> assertThat(message).contains("\"" + old.id() + "\""),
                        message -> assertThat(message).endsWith(", …"));
    }

    @Property(tries = 100)
    void aShortNameLeadsBack(@ForAll @IntRange(min = 1, max = 40) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));

        for (Revision revision : graph.ordered()) {
            assertThat(new TargetResolver(graph).revision(graph.shortName(revision)))
                    .isEqualTo(revision);
        }
    }

    private static void reach(Revision from, Set<Revision> reached, Function<Revision, List<Revision>> next) {
        var open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            Revision revision = open.remove(open.size() - 1);
            if (reached.add(revision)) {
                open.addAll(next.apply(revision));
            }
        }
    }

    private static <T> List<T> join(List<T> some, List<T> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
