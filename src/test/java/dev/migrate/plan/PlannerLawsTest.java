package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.RandomRevisions;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every plan on every graph, reckoned here from the headers alone. */
class PlannerLawsTest {

    @Property(tries = 300)
    void anUpgradeToHeadsAppliesAllThatIsPending(@ForAll @IntRange(max = 30) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position from = world.anyPosition(random);

        Plan plan = world.planner.upgrade(from, "heads");

        world.check(plan);
        assertThat(world.applied(plan.to().rows())).isEqualTo(world.ids());
        assertThat(plan.to()).isEqualTo(world.position(world.graph.realHeads()));
        assertThat(world.planner.pending(plan.to())).isEmpty();
    }

    @Property(tries = 300)
    void anUpgradeAppliesItsTargetsAndWhatTheyNeed(
            @ForAll @IntRange(min = 1, max = 30) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position from = world.anyPosition(random);
        Revision target = world.any(random);
        if (world.applied(from.rows()).contains(target.id())) {
            return;
        }

        Plan plan = world.planner.upgrade(from, target.id());

        world.check(plan);
        Set<String> expected = world.applied(from.rows());
        expected.addAll(world.applied(List.of(target.id())));
        assertThat(world.applied(plan.to().rows())).isEqualTo(expected);
    }

    @Property(tries = 300)
    void takingBackTheStepsOfAnUpgradeRestoresTheRows(@ForAll @IntRange(max = 30) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position from = world.anyPosition(random);
        Plan up = world.planner.upgrade(from, "heads");

        var rows = new VersionRows(world.graph, Standing.of(world.graph, up.to()));
        var steps = new ArrayList<>(up.steps());
        Collections.reverse(steps);
        var changes = new ArrayList<VersionChange>();
        steps.forEach(step -> changes.addAll(rows.down(step.revision())));

        assertThat(rows.position()).isEqualTo(from);
        assertThat(StoredRows.after(up.to(), changes)).isEqualTo(from);
    }

    @Property(tries = 300)
    void aDowngradeToBaseTakesAllBackAndAnUpgradeToTheRowsRestoresThem(
            @ForAll @IntRange(max = 30) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position from = world.anyPosition(random);

        Plan down = world.planner.downgrade(from, "base");

        world.check(down);
        assertThat(down.to()).isEqualTo(Position.BASE);
        if (!from.rows().isEmpty()) {
            Plan up = world.planner.upgrade(Position.BASE, String.join(",", from.rows()));
            world.check(up);
            assertThat(up.to()).isEqualTo(from);
        }
    }

    @Property(tries = 300)
    void aDowngradeTakesBackWhatStandsOnItsTargetAndNothingElse(
            @ForAll @IntRange(min = 1, max = 30) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position from = world.anyPosition(random);
        Revision target = world.any(random);
        Set<String> applied = world.applied(from.rows());
        if (!applied.contains(target.id())) {
            return;
        }

        Plan plan = world.planner.downgrade(from, target.id());

        world.check(plan);
        Set<String> left = world.applied(plan.to().rows());
        assertThat(left).contains(target.id());
        for (String id : applied) {
            boolean standsOnIt = world.applied(List.of(id)).stream()
                    .anyMatch(before -> world.revision(before).parents().contains(target.id()));
            assertThat(left.contains(id)).as(id).isNotEqualTo(standsOnIt);
        }
    }

    @Property(tries = 300)
    void anySequenceOfCommandsArrivesOrChangesNothing(
            @ForAll @IntRange(min = 1, max = 20) int size, @ForAll Random random) {
        var world = new World(RandomRevisions.of(size, random));
        Position at = Position.BASE;
        for (int i = 0; i < 20; i++) {
            String target = world.anyTarget(random);
            try {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        Plan plan = world.planner.upgrade(at, target);
                        world.check(plan);
                        at = plan.to();
                    }
                    case 2 -> {
                        Plan plan = world.planner.downgrade(at, target, random.nextBoolean());
                        world.check(plan);
                        at = plan.to();
                    }
                    default -> {
                        Stamp stamp = world.planner.stamp(at, target, false);
                        assertThat(StoredRows.after(at, stamp.changes())).isEqualTo(stamp.to());
                        at = stamp.to();
                    }
                }
            } catch (MigrateException refused) {
                assertThat(refused.diagnostics()).isNotEmpty();
            }
            assertThat(at).isEqualTo(world.position(world.ends(world.applied(at.rows()))));
        }
    }

    /** A graph reckoned the slow and obvious way. */
    private static final class World {

        private final RevisionGraph graph;
        private final Planner planner;

        World(List<Revision> revisions) {
            this.graph = RevisionGraph.of(revisions);
            this.planner = new Planner(graph);
        }

        Revision revision(String id) {
            return graph.find(id).orElseThrow();
        }

        Revision any(Random random) {
            return graph.ordered().get(random.nextInt(graph.size()));
        }

        Set<String> ids() {
            var ids = new TreeSet<String>();
            graph.ordered().forEach(revision -> ids.add(revision.id()));
            return ids;
        }

        List<String> before(String id) {
            var before = new ArrayList<>(revision(id).parents());
            for (String name : revision(id).dependsOn()) {
                before.add(graph.labelled(name).map(Revision::id).orElse(name));
            }
            return before;
        }

        Set<String> applied(Collection<String> rows) {
            var applied = new TreeSet<String>();
            var open = new ArrayList<>(rows);
            while (!open.isEmpty()) {
                String id = open.remove(open.size() - 1);
                if (applied.add(id)) {
                    open.addAll(before(id));
                }
            }
            return applied;
        }

        List<Revision> ends(Set<String> applied) {
            var ends = new TreeSet<>(applied);
            applied.forEach(id -> before(id).forEach(ends::remove));
            return ends.stream().map(this::revision).toList();
        }

        Position position(List<Revision> revisions) {
            return Position.of(revisions.stream().map(Revision::id).toList());
        }

        Position anyPosition(Random random) {
            var chosen = new TreeSet<String>();
            for (Revision revision : graph.ordered()) {
                if (random.nextInt(5) == 0) {
                    chosen.add(revision.id());
                }
            }
            return position(ends(applied(chosen)));
        }

        String anyTarget(Random random) {
            String id = any(random).id();
            String branch =
                    any(random).labels().stream().findFirst().orElse(any(random).id());
            return switch (random.nextInt(12)) {
                case 0 -> "heads";
                case 1 -> "base";
                case 2 -> "+" + (1 + random.nextInt(3));
                case 3 -> "-" + (1 + random.nextInt(3));
                case 4 -> branch + "@head";
                case 5 -> branch + "@base";
                case 6 -> branch + "@+1";
                case 7 -> branch + "@-1";
                case 8 -> id + "-1";
                case 9 -> branch + "@" + id;
                case 10 -> id + "," + any(random).id();
                default -> id;
            };
        }

        /** Step by step: nothing before what it needs, nothing taken back that something needs, and the right rows each time. */
        void check(Plan plan) {
            Set<String> applied = applied(plan.from().rows());
            Position rows = plan.from();
            for (Step step : plan.steps()) {
                String id = step.revision().id();
                assertThat(step.direction()).isEqualTo(plan.direction());
                if (step.direction() == Direction.UPGRADE) {
                    assertThat(applied).containsAll(before(id));
                    assertThat(applied.add(id)).isTrue();
                } else {
                    assertThat(applied.remove(id)).isTrue();
                    assertThat(applied).noneMatch(other -> before(other).contains(id));
                }
                rows = StoredRows.after(rows, step.changes());
                assertThat(rows).isEqualTo(position(ends(applied)));
            }
            assertThat(rows).isEqualTo(plan.to());
        }
    }
}
