package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.plan.VersionChange.Delete;
import dev.migrate.plan.VersionChange.Insert;
import dev.migrate.plan.VersionChange.Update;
import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void theFirstOfABaseInsertsAndTheNextUpdates() {
        Plan plan = planner("a1", "a2 < a1").upgrade(Position.BASE, "head");

        assertThat(changes(plan)).containsExactly(new Insert("a1"), new Update("a1", "a2"));
    }

    @Test
    void aMergeDeletesAllRowsButOne() {
        Planner planner = planner("a1", "b1", "c1", "m1 < a1 b1 c1");

        Plan up = planner.upgrade(Position.of(List.of("a1", "b1", "c1")), "head");
        Plan down = planner.downgrade(up.to(), "a1,b1,c1");

        assertThat(changes(up)).containsExactly(new Delete("a1"), new Delete("b1"), new Update("c1", "m1"));
        assertThat(changes(down)).containsExactly(new Insert("a1"), new Insert("b1"), new Update("m1", "c1"));
    }

    @Test
    void aForkInsertsAndDeletes() {
        Planner planner = planner("a1", "b1 < a1", "c1 < a1");

        Plan up = planner.upgrade(Position.of(List.of("b1")), "c1");
        Plan down = planner.downgrade(up.to(), "c1@a1");

        assertThat(changes(up)).containsExactly(new Insert("c1"));
        assertThat(changes(down)).containsExactly(new Delete("c1"));
    }

    @Test
    void aRowThatADependencyImpliesIsNoRow() {
        Planner planner = planner("a1", "b1", "b2 < b1 & a1");

        Plan up = planner.upgrade(Position.BASE, "heads");
        Plan down = planner.downgrade(up.to(), "-1");

        assertThat(changes(up))
                .containsExactly(new Insert("a1"), new Insert("b1"), new Delete("a1"), new Update("b1", "b2"));
        assertThat(changes(down)).containsExactly(new Insert("a1"), new Update("b2", "b1"));
    }

    @Test
    void aDependencyOfTwoBranchesIsFreedWithTheLast() {
        Planner planner = planner("a1", "b1 & a1", "c1 & a1");

        Plan down = planner.downgrade(Position.of(List.of("b1", "c1")), "a1");
        Plan all = planner.downgrade(Position.of(List.of("b1", "c1")), "base");

        assertThat(down.isEmpty()).isTrue();
        assertThat(changes(all)).containsExactly(new Delete("c1"), new Update("b1", "a1"), new Delete("a1"));
    }

    @Test
    void aRowOfASquashedRevisionGoesOnFromTheSquash() {
        Planner planner = planner("s1 = old1 old2", "a1 < s1");
        Position stored = Position.of(List.of("old2"));

        Plan up = planner.upgrade(stored, "head");
        Plan down = planner.downgrade(stored, "base");

        assertThat(planner.pending(stored)).extracting(Revision::id).containsExactly("a1");
        assertThat(changes(up)).containsExactly(new Update("old2", "a1"));
        assertThat(changes(down)).containsExactly(new Delete("old2"));
        assertThat(planner.upgrade(stored, "s1").isEmpty()).isTrue();
        assertThat(planner.upgrade(stored, "s1").to()).isEqualTo(stored);
    }

    @Test
    void twoRowsThatOneSquashStandsForBecomeOne() {
        Planner planner = planner("s1 = old1~old2", "a1 < s1");

        Plan up = planner.upgrade(Position.of(List.of("old1", "old2")), "head");

        assertThat(changes(up)).containsExactly(new Delete("old1"), new Update("old2", "a1"));
    }

    @Test
    void stampingTheHeadsOfABranchLeavesOutWhatOneOfThemDependsOn() {
        Planner planner = planner("a1 # a", "b1 < a1", "c1 < a1 & b1");

        assertThat(planner.stamp(Position.BASE, "a@heads", false).to()).isEqualTo(Position.of(List.of("c1")));
        assertThat(planner.stamp(Position.BASE, "a@heads", true).to()).isEqualTo(Position.of(List.of("c1")));
        assertThat(planner.resolvePosition("a@heads")).isEqualTo(Position.of(List.of("c1")));
    }

    @Test
    void stampingASquashRenamesItsRow() {
        Stamp stamp = planner("s1 = old1").stamp(Position.of(List.of("old1")), "s1", false);

        assertThat(stamp.changes()).containsExactly(new Update("old1", "s1"));
    }

    @Test
    void tellsWhatIsPendingAndWhatIsApplied() {
        var planner = new Planner(AlembicMatrixTest.FOREST);
        Position position = Position.of(List.of("oak2"));

        assertThat(planner.pending(position)).extracting(Revision::id).containsExactly("elm2", "elm3", "fir1", "fir2");
        assertThat(planner.applied(position))
                .extracting(Revision::id)
                .containsExactly("root1", "root2", "fork3", "elm1", "oak1", "oak2");
        assertThat(planner.current(position)).extracting(Revision::id).containsExactly("oak2");
    }

    @Test
    void plansOfTheSameInputAreEqual() {
        assertThat(planner("a1", "a2 < a1").upgrade(Position.BASE, "head"))
                .isEqualTo(planner("a1", "a2 < a1").upgrade(Position.BASE, "a2"));
    }

    @Test
    void twentyThousandRevisionsOfEveryShapeNeedNoDeepStack() {
        var lines = new ArrayList<Revision>();
        for (int i = 0; i < 5_000; i++) {
            String before = i == 0 ? "" : "< trunk" + (i - 1) + "b trunk" + (i - 1) + "c";
            lines.add(GraphSketch.revision("trunk" + i + "a " + before));
            lines.add(GraphSketch.revision("trunk" + i + "b < trunk" + i + "a & leaf" + i));
            lines.add(GraphSketch.revision("trunk" + i + "c < trunk" + i + "a"));
            lines.add(GraphSketch.revision("leaf" + i));
        }
        var planner = new Planner(RevisionGraph.of(lines));

        Plan up = planner.upgrade(Position.BASE, "heads");
        Plan down = planner.downgrade(up.to(), "base");

        assertThat(up.steps()).hasSize(20_000);
        assertThat(StoredRows.after(up)).isEqualTo(up.to()).isEqualTo(Position.of(List.of("trunk4999b", "trunk4999c")));
        assertThat(down.steps()).hasSize(20_000);
        assertThat(StoredRows.after(down)).isEqualTo(Position.BASE);
    }

    @Test
    void manyMergesOfManyBasesAreLinear() {
        var lines = new ArrayList<Revision>();
        lines.add(GraphSketch.revision("m0"));
        for (int i = 1; i < 10_000; i++) {
            lines.add(GraphSketch.revision("base" + i));
            lines.add(GraphSketch.revision("m" + i + " < base" + i + " m" + (i - 1)));
        }

        Plan up = new Planner(RevisionGraph.of(lines)).upgrade(Position.BASE, "head");

        assertThat(up.steps()).hasSize(19_999);
        assertThat(up.to()).isEqualTo(Position.of(List.of("m9999")));
    }

    private static Planner planner(String... lines) {
        return new Planner(GraphSketch.graph(lines));
    }

    private static List<VersionChange> changes(Plan plan) {
        return plan.steps().stream().flatMap(step -> step.changes().stream()).toList();
    }
}
