package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.plan.Position;
import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTreeTest {

    @Test
    @DisplayName("a chain is one lane, newest first, with its marks")
    void chain() {
        var graph = graph(List.of("a", "", "b", "a", "c", "b"));

        assertThat(tree(graph, Position.of(List.of("b")))).isEqualTo("""
            * c (head)
            * b (current)
            * a (base)
            """);
    }

    @Test
    @DisplayName("two heads part at the branch point")
    void branches() {
        var graph = graph(List.of("a", "", "b", "a", "c", "a"));

        assertThat(tree(graph, null)).isEqualTo("""
            * c (head)
            │ * b (head)
            ├─╯
            * a (branch point) (base)
            """);
    }

    @Test
    @DisplayName("a merge opens a lane for each further parent")
    void merge() {
        var graph = graph(List.of("a", "", "b", "a", "c", "a", "m", "b,c"));

        assertThat(tree(graph, null))
                .startsWith("* m (head) (merge)\n├─╮\n")
                .endsWith("├─╯\n* a (branch point) (base)\n");
    }

    @Test
    @DisplayName("a terminal without Unicode gets the same in ASCII")
    void ascii() {
        var graph = graph(List.of("a", "", "b", "a", "c", "a", "m", "b,c"));
        var lines = new HistoryTree(graph, Marks.NONE, new Style(false, false, 120)).lines(graph.ordered(), List.of());

        assertThat(lines).contains("+-.", "+-'").allMatch(line -> line.chars().allMatch(c -> c < 128));
    }

    @Test
    @DisplayName("details stand below their revision, beside the lanes that go on")
    void details() {
        var graph = graph(List.of("a", "", "b", "a"));
        var lines = new HistoryTree(graph, Marks.NONE, Style.PLAIN)
                .lines(graph.ordered(), List.of(List.of("of a"), List.of("of b")));

        assertThat(lines).containsExactly("* b (head)", "│     of b", "* a (base)", "    of a");
    }

    @Test
    @DisplayName("a part of the graph draws no lines to what is left out")
    void part() {
        var graph = graph(List.of("a", "", "b", "a", "c", "b"));
        List<Revision> part = graph.ordered().subList(1, 2);

        assertThat(new HistoryTree(graph, Marks.NONE, Style.PLAIN).lines(part, List.of()))
                .containsExactly("* b");
    }

    @Test
    @DisplayName("ten thousand revisions in a row are ten thousand lines")
    void large() {
        var flat = new ArrayList<String>();
        for (int i = 0; i < 10_000; i++) {
            flat.add("r" + i);
            flat.add(i == 0 ? "" : "r" + (i - 1));
        }

        assertThat(tree(graph(flat), null).lines()).hasSize(10_000).allMatch(line -> line.startsWith("* r"));
    }

    @Test
    @DisplayName("a thousand branches of one revision are no wider than two")
    void fan() {
        var flat = new ArrayList<>(List.of("root", ""));
        for (int i = 0; i < 1000; i++) {
            flat.addAll(List.of("r" + i, "root"));
        }

        assertThat(tree(graph(flat), null).lines().toList())
                .hasSize(2 * 1000)
                .allMatch(line -> line.length() < 40)
                .startsWith("* r999 (head)", "│ * r998 (head)", "├─╯");
    }

    @Test
    @DisplayName("the merge of five hundred heads is as wide as it must be, and narrows again")
    void wideMerge() {
        var flat = new ArrayList<>(List.of("root", ""));
        var heads = new ArrayList<String>();
        for (int i = 0; i < 500; i++) {
            flat.addAll(List.of("r" + i, "root"));
            heads.add("r" + i);
        }
        flat.addAll(List.of("merge", String.join(",", heads)));

        List<String> lines = tree(graph(flat), null).lines().toList();
        assertThat(lines).hasSize(2 + 2 * 500);
        assertThat(lines.get(1)).startsWith("├─┬─┬").endsWith("┬─╮").hasSize(999);
        assertThat(lines.get(lines.size() - 1)).isEqualTo("* root (branch point) (base)");
    }

    @Test
    @DisplayName("a line of descent keeps its colour, and its neighbour has another")
    void colours() {
        var graph = graph(List.of("a", "", "b", "a", "c", "a", "d", "c"));
        var lines = new HistoryTree(graph, Marks.NONE, new Style(true, true, 120)).lines(graph.ordered(), List.of());

        assertThat(lines.get(0)).startsWith("\u001b[36m*\u001b[0m \u001b[33md\u001b[0m \u001b[32m(head)");
        assertThat(lines.get(1)).startsWith("\u001b[36m*\u001b[0m");
        assertThat(lines.get(2)).startsWith("\u001b[36m│\u001b[0m \u001b[35m*\u001b[0m");
        assertThat(lines.get(3))
                .isEqualTo("\u001b[36m├\u001b[0m\u001b[35m─\u001b[0m\u001b[35m╯\u001b[0m");
    }

    @Test
    @DisplayName("a title is cut to the terminal by cells, wide characters two each, and nowhere else")
    void titles() {
        var revision = new Revision(
                "a",
                "日本語の列を追加する long long long",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                Path.of("/p/a.sql"),
                new Revision.HeaderLines(1, 2, 0, 0, 0));
        var graph = RevisionGraph.of(List.of(revision));

        assertThat(new HistoryTree(graph, Marks.NONE, new Style(false, true, 40, true))
                        .lines(graph.ordered(), List.of()))
                .containsExactly("* a (head) (base) 日本語の列を追加する…");
        assertThat(new HistoryTree(graph, Marks.NONE, new Style(false, true, 40)).lines(graph.ordered(), List.of()))
                .containsExactly("* a (head) (base) 日本語の列を追加する long long long");
    }

    @Property(tries = 200)
    void noTwoLanesLeadToOneRevision(@ForAll("graphs") List<String> flat) {
        var graph = graph(flat);
        List<String> lines = new HistoryTree(graph, Marks.NONE, Style.PLAIN).lines(graph.ordered(), List.of());
        int edges = graph.ordered().stream().mapToInt(r -> r.parents().size()).sum();

        // a row for each revision, and one more at most for each line that opens or closes
        assertThat(lines.size()).isBetween(graph.size(), graph.size() + edges);
        assertThat(lines).allMatch(line -> line.indexOf('*') < 2 * graph.size());
    }

    @Property(tries = 200)
    void everyRevisionStandsOnceAndAboveItsParents(@ForAll("graphs") List<String> flat) {
        var graph = graph(flat);
        List<String> lines = new HistoryTree(graph, Marks.NONE, Style.PLAIN).lines(graph.ordered(), List.of());

        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            int star = lines.get(i).indexOf('*');
            if (star >= 0) {
                String id =
                        lines.get(i).substring(lines.get(i).indexOf('r', star)).split(" ")[0];
                assertThat(rows.put(id, i)).isNull();
                assertLanesMeet(lines, i, star);
            }
        }
        assertThat(rows).hasSize(graph.ordered().size());
        for (Revision revision : graph.ordered()) {
            for (String parent : revision.parents()) {
                assertThat(rows.get(parent)).isGreaterThan(rows.get(revision.id()));
            }
        }
    }

    /** A revision with children has something above it, one with parents something below it. */
    private static void assertLanesMeet(List<String> lines, int row, int star) {
        boolean isHead = lines.get(row).contains("(head)");
        boolean isBase = lines.get(row).contains("(base)");
        String above = row == 0 ? "" : lines.get(row - 1);
        String below = row == lines.size() - 1 ? "" : lines.get(row + 1);
        if (!isHead) {
            assertThat(at(above, star)).isIn("│", "*", "├", "┤", "┼", "╮", "╭", "┬");
        }
        if (!isBase) {
            assertThat(at(below, star)).isIn("│", "*", "├", "┤", "┼", "╯", "╰", "┴");
        }
    }

    private static String at(String line, int column) {
        return column < line.length() ? line.substring(column, column + 1) : "";
    }

    @Provide
    Arbitrary<List<String>> graphs() {
        return Arbitraries.integers()
                .between(1, 25)
                .flatMap(size -> Arbitraries.randomValue(random -> {
                    var flat = new ArrayList<String>();
                    var ancestors = new ArrayList<BitSet>();
                    for (int i = 0; i < size; i++) {
                        var parents = new ArrayList<String>();
                        var behind = new BitSet();
                        for (int j = 0; j < Math.min(i, random.nextInt(4)); j++) {
                            int parent = random.nextInt(i);
                            // a graph refuses a parent that another parent descends from
                            boolean overlaps = behind.get(parent)
                                    || parents.stream()
                                            .anyMatch(other ->
                                                    ancestors.get(parent).get(Integer.parseInt(other.substring(1))));
                            if (!overlaps) {
                                parents.add("r" + parent);
                                behind.or(ancestors.get(parent));
                                behind.set(parent);
                            }
                        }
                        ancestors.add(behind);
                        flat.add("r" + i);
                        flat.add(String.join(",", parents));
                    }
                    return flat;
                }));
    }

    private static String tree(RevisionGraph graph, @Nullable Position position) {
        Marks marks = position == null
                ? Marks.NONE
                : Marks.of(graph, List.of(new Marks.Database("dev", position, null, null)), false);
        var lines = new HistoryTree(graph, marks, Style.PLAIN).lines(graph.ordered(), List.of());
        return String.join("\n", lines) + "\n";
    }

    /** Ids and parents by turns. */
    static RevisionGraph graph(List<String> flat) {
        var revisions = new ArrayList<Revision>();
        for (int i = 0; i < flat.size(); i += 2) {
            String parents = flat.get(i + 1);
            revisions.add(new Revision(
                    flat.get(i),
                    "",
                    parents.isEmpty() ? List.of() : List.of(parents.split(",")),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    Path.of("/p", flat.get(i) + ".sql"),
                    new Revision.HeaderLines(1, 2, 0, 0, 0)));
        }
        return RevisionGraph.of(revisions);
    }

    @Test
    @DisplayName("of lanes that do not fit only the first are drawn, and every revision stands in its place")
    void lanesWithoutEnd() {
        List<Revision> revisions = new ArrayList<>();
        List<String> parents = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            parents.add("p" + i);
            revisions.add(GraphSketch.revision("p" + i));
        }
        revisions.add(GraphSketch.revision("merge", parents, List.of(), List.of(), List.of()));
        var graph = RevisionGraph.of(revisions);

        List<String> lines = new HistoryTree(graph, Marks.NONE, Style.PLAIN).lines(graph.ordered(), List.of());

        assertThat(lines).allMatch(line -> line.length() < 2100);
        assertThat(lines).filteredOn(line -> line.contains("*")).hasSize(2001);
        assertThat(lines).anyMatch(line -> line.matches("(│ ){1000}…\\* p\\d+ .*"));
        assertThat(lines.get(0)).startsWith("* merge");
        assertThat(lines.get(lines.size() - 1)).startsWith("* p0 (base)");
    }
}
