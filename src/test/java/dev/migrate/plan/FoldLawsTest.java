package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Fold;
import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.RandomRevisions;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.TargetResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What holds of every squash on every graph, for every database that the graph without it has brought about. */
class FoldLawsTest {

    private static final String SQUASH = "squash";

    @Property(tries = 500)
    void aDatabaseHasWhatItHadOrIsToldThatItStandsInTheMiddle(
            @ForAll @IntRange(min = 2, max = 30) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));
        Optional<Fold> found = anyFold(graph, random);
        Statistics.collect(found.isPresent());
        if (found.isEmpty()) {
            return;
        }
        Fold fold = found.get();
        RevisionGraph after = fold.with(squash(fold));
        assertThat(after.size()).isEqualTo(graph.size() - fold.revisions().size() + 1);
        var planner = new Planner(after);

        for (int i = 0; i < 8; i++) {
            Position position = i == 0 ? Position.BASE : i == 1 ? atHead(graph, fold) : anyPosition(graph, random);
            List<Revision> applied = new Planner(graph).applied(position);
            long part = applied.stream().filter(fold::contains).count();
            if (part > 0 && part < fold.revisions().size()) {
                assertThat(refusal(() -> planner.upgrade(position, "heads")).code())
                        .isEqualTo("plan/inside-squash");
                continue;
            }
            assertThat(ids(planner.applied(position))).isEqualTo(folded(fold, applied));
            Plan up = planner.upgrade(position, "heads");
            assertThat(StoredRows.after(up)).isEqualTo(up.to());
            assertThat(ids(planner.applied(up.to()))).isEqualTo(ids(after.ordered()));
            Plan down = planner.downgrade(position, "base", true);
            assertThat(StoredRows.after(down)).isEqualTo(Position.BASE);
        }
    }

    @Property(tries = 300)
    void goingBackOverTheSquashLeavesWhatWasBeforeIt(
            @ForAll @IntRange(min = 2, max = 30) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));
        Optional<Fold> found = anyFold(graph, random);
        if (found.isEmpty()) {
            return;
        }
        Fold fold = found.get();
        Revision squash = squash(fold);
        var planner = new Planner(fold.with(squash));
        for (String row : List.of(fold.head().id(), SQUASH)) {
            Position stands = Position.of(List.of(row));
            Plan down = planner.stepBack(stands, squash);
            assertThat(StoredRows.after(down)).isEqualTo(down.to());
            assertThat(down.steps()).extracting(step -> step.revision().id()).containsExactly(SQUASH);
            assertThat(ids(planner.applied(down.to()))).isEqualTo(ids(fold.before()));
        }
    }

    @Property(tries = 200)
    void foldingWhatHoldsASquashForgetsNoNameOfAPlace(
            @ForAll @IntRange(min = 4, max = 30) int size, @ForAll Random random) {
        RevisionGraph graph = RevisionGraph.of(RandomRevisions.of(size, random));
        Optional<Fold> first = anyFold(graph, random);
        if (first.isEmpty()) {
            return;
        }
        RevisionGraph once = first.get().with(squash(first.get()));
        Optional<Fold> second = anyFold(once, random)
                .filter(fold -> fold.contains(once.find(SQUASH).orElseThrow()));
        Statistics.collect(second.isPresent());
        if (second.isEmpty()) {
            return;
        }
        Fold fold = second.get();
        Revision outer =
                GraphSketch.revision("outer", fold.parents(), fold.dependsOn(), fold.labels(), fold.replaces());
        RevisionGraph twice = fold.with(outer);
        Set<String> everything = ids(graph.ordered());
        everything.add(SQUASH);
        fold.revisions().forEach(revision -> everything.add(revision.id()));
        for (String id : everything) {
            Optional<Revision> before = once.ofRow(id);
            boolean all =
                    before.filter(revision -> revision.equals(fold.head())).isPresent();
            boolean folded = before.filter(fold::contains).isPresent()
                    || once.aroundRow(id).filter(fold::contains).isPresent();
            assertThat(twice.ofRow(id).map(Revision::id).orElse("none"))
                    .as(id)
                    .isEqualTo(all ? "outer" : folded ? "none" : id);
            assertThat(twice.aroundRow(id).isPresent()).as(id).isEqualTo(folded && !all);
        }
    }

    private static Revision squash(Fold fold) {
        return GraphSketch.revision(SQUASH, fold.parents(), fold.dependsOn(), fold.labels(), fold.replaces());
    }

    /** A range that can be folded, if a few tries find one. */
    private static Optional<Fold> anyFold(RevisionGraph graph, Random random) {
        for (int tries = 0; tries < 20; tries++) {
            String from = random.nextInt(3) == 0 ? "" : any(graph, random).id();
            String range = from + ":" + any(graph, random).id();
            try {
                return Optional.of(Fold.of(graph, new TargetResolver(graph).range(range), range));
            } catch (MigrateException refused) {
                assertThat(refused.diagnostics())
                        .extracting(Diagnostic::code)
                        .isSubsetOf(
                                "squash/too-few",
                                "squash/several-heads",
                                "squash/branches-off",
                                "graph/range-reversed",
                                "graph/range-apart");
            }
        }
        return Optional.empty();
    }

    private static Revision any(RevisionGraph graph, Random random) {
        return graph.ordered().get(random.nextInt(graph.size()));
    }

    private static Position atHead(RevisionGraph graph, Fold fold) {
        return rows(graph, graph.behind(List.of(fold.head())));
    }

    private static Position anyPosition(RevisionGraph graph, Random random) {
        var chosen = new ArrayList<Revision>();
        graph.ordered().stream().filter(revision -> random.nextInt(4) == 0).forEach(chosen::add);
        return rows(graph, graph.behind(chosen));
    }

    private static Position rows(RevisionGraph graph, RevisionSet applied) {
        return Position.of(applied.oldestFirst().stream()
                .filter(revision -> graph.children(revision).stream().noneMatch(applied::contains)
                        && graph.dependents(revision).stream().noneMatch(applied::contains))
                .map(Revision::id)
                .toList());
    }

    private static Set<String> folded(Fold fold, List<Revision> applied) {
        return applied.stream()
                .map(revision -> fold.contains(revision) ? SQUASH : revision.id())
                .collect(Collectors.toSet());
    }

    private static Set<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).collect(Collectors.toSet());
    }

    private static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }
}
