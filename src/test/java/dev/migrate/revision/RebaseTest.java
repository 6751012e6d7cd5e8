package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RebaseTest {

    private static RevisionSet set(RevisionGraph graph, String... ids) {
        return graph.setOf(
                Stream.of(ids).map(id -> graph.find(id).orElseThrow()).toList());
    }

    private static Rebase rebase(RevisionGraph graph, String onto, String... part) {
        return Rebase.of(graph, graph.find(onto).orElseThrow(), set(graph, part));
    }

    /** {@code id < parents}, one a move. */
    private static List<String> moves(Rebase rebase) {
        rebase.result();
        return rebase.moves().stream()
                .map(move -> move.revision().id() + " < " + String.join(" ", move.parents()))
                .toList();
    }

    private static String code(RevisionGraph graph, String onto, String... part) {
        return catchThrowableOfType(MigrateException.class, () -> rebase(graph, onto, part))
                .diagnostics()
                .get(0)
                .code();
    }

    @Test
    @DisplayName("only the first of a branch gets another parent")
    void first() {
        var graph = GraphSketch.graph("a", "x1 < a", "x2 < x1", "y1 < a", "y2 < y1");
        var rebase = rebase(graph, "x2", "y1", "y2");
        assertThat(moves(rebase)).containsExactly("y1 < x2");
        assertThat(rebase.moved()).extracting(Revision::id).containsExactly("y1", "y2");
        assertThat(rebase.result().heads()).extracting(Revision::id).containsExactly("y2");
    }

    @Test
    @DisplayName("a base of its own, and several beginnings, all go behind it")
    void bases() {
        var graph = GraphSketch.graph("a", "b < a", "o", "p < a", "q < o p");
        assertThat(moves(rebase(graph, "b", "o", "p", "q"))).containsExactlyInAnyOrder("o < b", "p < b");
    }

    @Test
    @DisplayName("a merge loses the parents that onto brings with it, and keeps others")
    void merges() {
        var graph = GraphSketch.graph("a", "b < a", "x < a", "m < x b", "c < b");
        assertThat(moves(rebase(graph, "c", "x", "m"))).containsExactlyInAnyOrder("x < c", "m < x");
        var kept = GraphSketch.graph("a", "b < a", "o", "x < a", "m < x o", "c < b");
        assertThat(moves(rebase(kept, "c", "x", "m"))).containsExactly("x < c");
        var only = GraphSketch.graph("a", "b < a", "x < a", "y < x", "m < y b", "c < b");
        assertThat(moves(rebase(only, "c", "m"))).containsExactly("m < y c");
    }

    @Test
    @DisplayName("a merge behind what moves is mended too")
    void mergeBehind() {
        var graph = GraphSketch.graph("a", "b < a", "x < a", "m < x b", "n < m");
        assertThat(moves(rebase(graph, "b", "x"))).containsExactlyInAnyOrder("x < b", "m < x");
    }

    @Test
    @DisplayName("what onto only depends on keeps its child")
    void dependency() {
        var graph = GraphSketch.graph("a", "x1 < a", "x2 < x1", "b < a & x1");
        assertThat(moves(rebase(graph, "b", "x2"))).containsExactly("x2 < b x1");
        assertThat(rebase(graph, "b", "x2").result().heads()).hasSize(1);
    }

    @Test
    @DisplayName("a part is cut off from a single parent that stays")
    void cut() {
        var graph = GraphSketch.graph("a", "x1 < a", "x2 < x1", "x3 < x2", "b < a");
        assertThat(moves(rebase(graph, "b", "x2"))).containsExactly("x2 < b");
    }

    @Test
    @DisplayName("what stands behind it already stays")
    void already() {
        var graph = GraphSketch.graph("a", "b < a", "c < b", "d < c", "x < a");
        assertThat(rebase(graph, "b", "c", "d").isEmpty()).isTrue();
        assertThat(moves(rebase(graph, "b", "c", "x"))).containsExactly("x < b");
    }

    @Test
    @DisplayName("nothing goes behind itself, nor behind what needs it")
    void inside() {
        var graph = GraphSketch.graph("a", "x1 < a", "x2 < x1", "b < a & x1");
        assertThat(code(graph, "x1", "x1", "x2")).isEqualTo("rebase/inside");
        assertThat(code(graph, "x2", "x1")).isEqualTo("rebase/inside");
        assertThat(code(graph, "b", "x1", "x2")).isEqualTo("rebase/inside");
    }

    @Property(tries = 2000)
    @Label("one head fewer, onto before all that moved, nothing else changed, and a second time nothing to do")
    void laws(@ForAll @IntRange(min = 3, max = 24) int size, @ForAll long seed) {
        var random = new Random(seed);
        var graph = RevisionGraph.of(RandomRevisions.of(size, random));
        List<Revision> heads = graph.heads();
        Assume.that(heads.size() > 1);
        Revision onto = heads.get(random.nextInt(heads.size()));
        Revision other =
                heads.stream().filter(head -> !head.equals(onto)).findAny().orElseThrow();
        RevisionSet part = graph.ancestry(other).minus(graph.behind(List.of(onto)));
        Assume.that(!part.isEmpty());
        Rebase rebase = Rebase.of(graph, onto, part);
        RevisionGraph after = rebase.result();

        assertThat(after.size()).isEqualTo(graph.size());
        assertThat(after.heads().size()).isLessThan(heads.size());
        if (heads.size() == 2) {
            assertThat(after.heads()).hasSize(1);
        }
        RevisionSet behind = after.descent(List.of(after.find(onto.id()).orElseThrow()));
        for (Revision revision : rebase.moved()) {
            assertThat(behind.contains(after.find(revision.id()).orElseThrow())).isTrue();
        }
        for (Revision revision : graph.ordered()) {
            Revision now = after.find(revision.id()).orElseThrow();
            assertThat(now.withParents(revision.parents())).isEqualTo(revision);
            // what came before still does, unless the part was cut off from it on purpose
            assertThat(ids(after.behind(List.of(now)))).containsAll(ids(graph.behind(List.of(revision))));
        }
        Revision ontoNow = after.find(onto.id()).orElseThrow();
        assertThat(ids(after.behind(List.of(ontoNow)))).isEqualTo(ids(graph.behind(List.of(onto))));
        var again = Rebase.of(
                after,
                ontoNow,
                after.setOf(rebase.moved().stream()
                        .map(revision -> after.find(revision.id()).orElseThrow())
                        .toList()));
        assertThat(again.isEmpty()).isTrue();
    }

    private static List<String> ids(RevisionSet set) {
        return set.oldestFirst().stream().map(Revision::id).sorted().collect(Collectors.toList());
    }
}
