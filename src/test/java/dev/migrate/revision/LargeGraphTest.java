package dev.migrate.revision;

import static dev.migrate.revision.GraphSketch.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A graph of the worst shape ends in the memory of a test, and without a recursion:")
class LargeGraphTest {

    private final List<Revision> revisions = new ArrayList<>();

    private String add(List<String> parents, List<String> dependsOn, List<String> labels) {
        String id = "r%06d".formatted(revisions.size());
        revisions.add(revision(id, parents, dependsOn, labels, List.of()));
        return id;
    }

    private String add(String... parents) {
        return add(List.of(parents), List.of(), List.of());
    }

    @Test
    @DisplayName("a line with a thousand labels, each of which reaches all behind it")
    void labels() {
        String last = add();
        for (int i = 1; i < 100_000; i++) {
            last = add(List.of(last), List.of(), i % 100 == 0 ? List.of("label" + i) : List.of());
        }

        var graph = RevisionGraph.of(revisions);

        // back down too: no branch stops them
        assertThat(graph.labels(graph.ordered().get(0))).hasSize(999);
        assertThat(graph.labels(graph.heads().get(0))).hasSize(999);
    }

    @Test
    @DisplayName("a label on every tenth of many short branches")
    void labelledBranches() {
        String base = add();
        for (int i = 0; i < 20_000; i++) {
            add(List.of(add(base)), List.of(), i % 10 == 0 ? List.of("label" + i) : List.of());
        }

        var graph = RevisionGraph.of(revisions);

        assertThat(graph.labels(graph.labelled("label10").orElseThrow())).containsExactly("label10");
        assertThat(graph.labels(graph.parents(graph.labelled("label10").orElseThrow())
                        .get(0)))
                .containsExactly("label10");
        assertThat(graph.labels(graph.bases().get(0))).isEmpty();
    }

    @Test
    @DisplayName("two lines that are merged at each step, 50,000 deep")
    void ladder() {
        String left = add();
        String right = add();
        for (int i = 0; i < 50_000; i++) {
            String both = add(left, right);
            right = add(right);
            left = both;
        }

        var graph = RevisionGraph.of(revisions);

        assertThat(graph.heads()).hasSize(2);
        assertThat(new Planner(graph).upgrade(Position.BASE, "heads").steps()).hasSize(100_002);
    }

    @Test
    @DisplayName("two long lines whose far ends are merged in pairs")
    void zip() {
        var left = new ArrayList<String>();
        var right = new ArrayList<String>();
        String root = add();
        left.add(root);
        right.add(root);
        for (int i = 0; i < 25_000; i++) {
            left.add(add(left.get(i)));
            right.add(add(right.get(i)));
        }
        for (int i = 1; i < 25_000; i++) {
            add(left.get(i), right.get(25_000 - i));
        }

        assertThat(RevisionGraph.of(revisions).heads()).hasSize(25_001);
    }

    @Test
    @DisplayName("a merge of 50,000 parents, and one that needs as many")
    void wide() {
        List<String> all =
                IntStream.range(0, 50_000).mapToObj(i -> add()).toList();
        add(all, List.of(), List.of());
        add(List.of(), all, List.of());

        var graph = RevisionGraph.of(revisions);
        var plan = new Planner(graph).upgrade(Position.BASE, "heads");

        assertThat(graph.heads()).hasSize(2);
        assertThat(plan.steps()).hasSize(50_002);
        assertThat(new Planner(graph).downgrade(plan.to(), "base").steps()).hasSize(50_002);
    }

    @Test
    @DisplayName("a merge that names ancestors among a thousand parents says so, and not of every pair")
    void ancestors() {
        var parents = new ArrayList<String>();
        String last = add();
        for (int i = 0; i < 1000; i++) {
            parents.add(last);
            last = add(last);
        }
        add(parents, List.of(), List.of());

        var thrown = catchThrowableOfType(MigrateException.class, () -> RevisionGraph.of(revisions));

        assertThat(thrown.diagnostics()).hasSizeBetween(1, 20);
        assertThat(thrown.diagnostics()).allMatch(d -> d.code().equals("graph/merge-of-ancestor"));
    }

    @Test
    @DisplayName("100,000 heads on one base, stamped and unstamped")
    void heads() {
        String base = add();
        for (int i = 0; i < 100_000; i++) {
            add(base);
        }

        var graph = RevisionGraph.of(revisions);
        var stamp = new Planner(graph).stamp(Position.BASE, "heads", false);

        assertThat(stamp.to().rows()).hasSize(100_000);
        assertThat(new Planner(graph).stamp(stamp.to(), "heads", false).changes())
                .isEmpty();
        assertThat(new Planner(graph).stamp(stamp.to(), base, false).to().rows())
                .containsExactly(base);
        assertThat(catchThrowableOfType(
                                MigrateException.class, () -> new Planner(graph).upgrade(Position.BASE, "head"))
                        .diagnostics()
                        .get(0)
                        .notes())
                .hasSizeLessThan(20);
    }
}
