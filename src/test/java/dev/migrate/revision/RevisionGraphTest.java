package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionGraphTest {

    private final RevisionGraph forest = GraphSketch.graph(
            "fir2 < fir1",
            "elm3 < elm2",
            "elm2 < elm1",
            "root1",
            "oak2 < oak1 & elm1",
            "root2 < root1",
            "fork3 < root2",
            "elm1 < fork3 # elm",
            "fir1 < fork3 # fir",
            "oak1 # oak");

    @Test
    void finishesOneBranchBeforeTheNext() {
        assertThat(ids(forest.ordered()))
                .containsExactly("root1", "root2", "fork3", "fir1", "fir2", "elm1", "elm2", "elm3", "oak1", "oak2");
        assertThat(ids(forest.newestFirst()))
                .containsExactly("oak2", "oak1", "elm3", "elm2", "elm1", "fir2", "fir1", "fork3", "root2", "root1");
    }

    @Test
    void putsDependenciesBeforeWhatNeedsThem() {
        RevisionGraph graph = GraphSketch.graph("a1 & late2", "late1", "late2 < late1");

        assertThat(ids(graph.ordered())).containsExactly("late1", "late2", "a1");
    }

    @Test
    void knowsItsEnds() {
        assertThat(ids(forest.heads())).containsExactly("fir2", "elm3", "oak2");
        assertThat(ids(forest.bases())).containsExactly("root1", "oak1");
        assertThat(ids(forest.branchPoints())).containsExactly("fork3");
        assertThat(ids(forest.mergePoints())).isEmpty();
    }

    @Test
    void aHeadThatAnotherRevisionDependsOnIsNoRealHead() {
        RevisionGraph graph = GraphSketch.graph("a1", "b1 & a1");

        assertThat(ids(graph.heads())).containsExactly("a1", "b1");
        assertThat(ids(graph.realHeads())).containsExactly("b1");
    }

    @Test
    void knowsWhatStandsBesideARevision() {
        Revision elm1 = find("elm1");

        assertThat(ids(forest.parents(elm1))).containsExactly("fork3");
        assertThat(ids(forest.children(find("fork3")))).containsExactly("fir1", "elm1");
        assertThat(ids(forest.dependents(elm1))).containsExactly("oak2");
        assertThat(ids(forest.dependencies(find("oak2")))).containsExactly("elm1");
        assertThat(ids(forest.behind(List.of(find("oak2"))).oldestFirst()))
                .containsExactly("root1", "root2", "fork3", "elm1", "oak1", "oak2");
        assertThat(ids(forest.ahead(List.of(elm1)).oldestFirst())).containsExactly("elm1", "elm2", "elm3", "oak2");
        assertThat(ids(forest.lineage(elm1).oldestFirst()))
                .containsExactly("root1", "root2", "fork3", "elm1", "elm2", "elm3");
    }

    @Test
    void aDependencyMayBeALabel() {
        RevisionGraph graph = GraphSketch.graph("a1", "a2 < a1 # net", "b1 & net");

        assertThat(ids(graph.dependencies(graph.find("b1").orElseThrow()))).containsExactly("a2");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "root1, ''",
        "fork3, ''",
        "elm1, elm",
        "elm3, elm",
        "fir2, fir",
        "oak2, oak",
    })
    void labelsSpreadToDescendants(String id, String labels) {
        assertThat(String.join(" ", forest.labels(find(id)))).isEqualTo(labels);
    }

    @Test
    void labelsSpreadDownToWhatAnotherDependsOn() {
        RevisionGraph graph = GraphSketch.graph("a1", "a2 < a1", "a3 < a2 # top", "b1 & a1");

        assertThat(labels(graph, "a2")).containsExactly("top");
        assertThat(labels(graph, "a1")).isEmpty();
    }

    @Test
    void labelsSpreadDownToTheNearestForkOrMerge() {
        RevisionGraph graph = GraphSketch.graph(
                "a1", "b1 < a1", "c1 < a1", "m1 < b1 c1", "m2 < m1", "m3 < m2 # top", "m4 < m3", "x1", "x2 < x1 # x");

        assertThat(labels(graph, "m4")).containsExactly("top");
        assertThat(labels(graph, "m2")).containsExactly("top");
        assertThat(labels(graph, "m1")).isEmpty();
        assertThat(labels(graph, "x1")).containsExactly("x");
    }

    @Test
    void aMergeHasTheLabelsOfBothSides() {
        RevisionGraph graph = GraphSketch.graph("a1 # a", "b1 # b", "m1 < a1 b1 # m", "m2 < m1");

        assertThat(labels(graph, "m2")).containsExactlyInAnyOrder("a", "b", "m");
        assertThat(labels(graph, "a1")).containsExactly("a");
    }

    @Test
    void aSquashStandsForWhatItReplaces() {
        RevisionGraph graph = GraphSketch.graph("s1 = old1 old2", "s2 < s1");

        assertThat(graph.replacedBy("old2")).map(Revision::id).contains("s1");
        assertThat(graph.replacedBy("s1")).isEmpty();
        assertThat(graph.find("old2")).isEmpty();
    }

    @Test
    void aShortNameIsTheShortestThatIsUnique() {
        RevisionGraph graph =
                GraphSketch.graph("20260801_a1", "20260801_b7c", "20260801_b8", "abc", "heads_up", "next_1 # next");

        assertThat(graph.shortName(graph.find("20260801_b7c").orElseThrow())).isEqualTo("20260801_b7");
        assertThat(graph.shortName(graph.find("abc").orElseThrow())).isEqualTo("abc");
        assertThat(graph.shortName(graph.find("heads_up").orElseThrow())).isEqualTo("heads_");
        assertThat(graph.shortName(graph.find("next_1").orElseThrow())).isEqualTo("next_");
    }

    @Test
    void theEmptyGraphIsAGraph() {
        RevisionGraph graph = RevisionGraph.of(List.of());

        assertThat(graph.isEmpty()).isTrue();
        assertThat(graph.ordered()).isEmpty();
        assertThat(graph.heads()).isEmpty();
    }

    @Test
    void aChainOfAHundredThousandNeedsNoDeepStack() {
        var revisions = new ArrayList<Revision>();
        for (int i = 99_999; i >= 0; i--) {
            List<String> parents = i == 0 ? List.of() : List.of("r" + (i - 1));
            revisions.add(GraphSketch.revision("r" + i, parents, List.of(), List.of(), List.of()));
        }

        RevisionGraph graph = RevisionGraph.of(revisions);

        assertThat(graph.ordered())
                .hasSize(100_000)
                .first()
                .extracting(Revision::id)
                .isEqualTo("r0");
        assertThat(graph.behind(graph.heads()).size()).isEqualTo(100_000);
    }

    private Revision find(String id) {
        return forest.find(id).orElseThrow();
    }

    private static Collection<String> labels(RevisionGraph graph, String id) {
        return graph.labels(graph.find(id).orElseThrow());
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }
}
