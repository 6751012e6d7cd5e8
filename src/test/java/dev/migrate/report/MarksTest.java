package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where databases stand")
class MarksTest {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("a", List.of(), List.of()),
            revision("s", List.of("a"), List.of("old1", "old2")),
            revision("x", List.of("s"), List.of()),
            revision("y", List.of("s"), List.of())));

    private static Marks.Database at(String name, String... rows) {
        return new Marks.Database(name, Position.of(List.of(rows)), null, null);
    }

    private List<String> tree(Marks marks, List<Revision> shown) {
        return new HistoryTree(graph, marks, Style.PLAIN).lines(shown, List.of());
    }

    @Test
    @DisplayName("is said by name at each revision, several rows each")
    void named() {
        var marks = Marks.of(graph, List.of(at("dev", "x", "y"), at("prod/eu", "x")), true);
        assertThat(tree(marks, graph.ordered()))
                .contains("* y (current: dev) (head)", "│ * x (current: dev, prod/eu) (head)")
                .hasSize(5);
    }

    @Test
    @DisplayName("is said without a name where one database is meant anyway")
    void unnamed() {
        var marks = Marks.of(graph, List.of(at("dev", "a")), false);
        assertThat(tree(marks, graph.ordered())).contains("* a (current) (base)");
    }

    @Test
    @DisplayName("is told below where no revision can say it")
    void notes() {
        var marks = Marks.of(
                graph,
                List.of(
                        at("empty"),
                        at("newer", "gone99", "a"),
                        at("before", "old1"),
                        at("squashed", "old2"),
                        new Marks.Database("half", Position.of(List.of("a")), "the upgrade of s, at statement 2", null),
                        new Marks.Database("away", null, null, "the database of \"away\"\u001b[2J cannot be reached")),
                true);
        assertThat(tree(marks, graph.ordered()))
                .contains("* s (current: squashed) (branch point)", "* a (current: newer, half) (base)")
                .endsWith(
                        "empty: base, nothing is applied",
                        "newer: gone99 (no script here defines it)",
                        "before: old1 (inside squash s, which is only partly applied)",
                        "half: stopped in the upgrade of s, at statement 2",
                        "away: the database of \"away\"\uFFFD[2J cannot be reached");
    }

    @Test
    @DisplayName("outside of what is shown is told below as well")
    void outside() {
        var marks = Marks.of(graph, List.of(at("prod", "a", "gone"), at("dev", "x")), true);
        assertThat(tree(marks, graph.ordered().subList(1, 3)))
                .containsExactly(
                        "* x (current: dev) (head)",
                        "* s (branch point)",
                        "prod: stands at a",
                        "prod: gone (no script here defines it)");
    }

    @Test
    @DisplayName("is a styled box in drawings, and a note where it has no place")
    void drawings() {
        var marks = Marks.of(graph, List.of(at("dev", "x"), at("prod", "gone")), true);
        assertThat(HistoryTree.mermaid(graph, graph.ordered(), marks))
                .contains(
                        "    r2[\"x<br/>current: dev\"]:::current",
                        "    n0[\"prod: gone #40;no script here defines it#41;\"]:::note")
                .anyMatch(line -> line.startsWith("    classDef current "))
                .anyMatch(line -> line.startsWith("    classDef note "));
        assertThat(HistoryTree.dot(graph, graph.ordered(), marks))
                .contains(
                        "    r2 [label=\"x\\ncurrent: dev\", style=filled, fillcolor=\"#d4edda\", penwidth=3];",
                        "    n0 [label=\"prod: gone (no script here defines it)\", shape=note, style=\"filled,dashed\","
                                + " fillcolor=\"#fff3cd\"];");
        assertThat(HistoryTree.mermaid(graph, graph.ordered(), Marks.NONE)).noneMatch(l -> l.contains("classDef"));
    }

    @Test
    @DisplayName("is a list of names in JSON, empty where none was asked")
    void json() {
        var marks = Marks.of(graph, List.of(at("dev", "x"), at("prod", "x")), true);
        Revision x = graph.find("x").orElseThrow();
        assertThat(RevisionSummary.of(graph, x, Path.of("/p"), marks).environments())
                .containsExactly("dev", "prod");
        assertThat(RevisionSummary.of(graph, x, Path.of("/p"), Marks.NONE).environments())
                .isEmpty();
    }

    @Test
    @DisplayName("A head on which another revision depends is an effective one")
    void effectiveHead() {
        var revisions = new ArrayList<>(List.of(revision("a", List.of(), List.of())));
        revisions.add(new Revision(
                "b",
                "",
                List.of(),
                List.of(),
                List.of("a"),
                List.of(),
                null,
                Path.of("/p/b.sql"),
                new Revision.HeaderLines(1, 2, 0, 3, 0)));
        var two = RevisionGraph.of(revisions);
        var line = new RevisionLine(two, Marks.NONE, Style.PLAIN);
        assertThat(two.ordered().stream().map(line::of))
                .containsExactly("a (effective head) (base)", "b (head) (base) (depends on a)");
        assertThat(RevisionSummary.of(two, two.ordered().get(0), Path.of("/p"), Marks.NONE)
                        .dependents())
                .containsExactly("b");
    }

    private static Revision revision(String id, List<String> parents, List<String> replaces) {
        return new Revision(
                id,
                "",
                parents,
                List.of(),
                List.of(),
                replaces,
                null,
                Path.of("/p", id + ".sql"),
                new Revision.HeaderLines(1, 2, 0, 0, 3));
    }
}
