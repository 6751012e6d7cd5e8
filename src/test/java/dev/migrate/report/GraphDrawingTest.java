package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {

    private final RevisionGraph graph = RevisionGraph.of(List.of(
            revision("a", "say \"hi\" <b>", List.of(), List.of()),
            revision("end", "", List.of("a"), List.of()),
            revision("c", "back\\slash", List.of(), List.of("a"))));

    @Test
    @DisplayName("Mermaid: titles escaped, ids that are keywords hidden behind names, dependencies dotted")
    void mermaid() {
        var lines = HistoryTree.mermaid(graph, graph.ordered(), Marks.NONE);

        assertThat(lines.get(0)).isEqualTo("flowchart TD");
        assertThat(lines)
                .contains(
                        "    r0[\"a<br/>say #34;hi#34; #60;b#62;\"]",
                        "    r1[\"end\"]",
                        "    r0 --> r1",
                        "    r0 -.-> r2");
    }

    @Test
    @DisplayName("dot: quotes and backslashes escaped, dependencies dashed")
    void dot() {
        var lines = HistoryTree.dot(graph, graph.ordered(), Marks.NONE);

        assertThat(lines)
                .startsWith("digraph revisions {")
                .endsWith("}")
                .contains(
                        "    r0 [label=\"a\\nsay \\\"hi\\\" <b>\"];",
                        "    r2 [label=\"c\\nback\\\\slash\"];",
                        "    r0 -> r1;",
                        "    r0 -> r2 [style=dashed];");
    }

    @Test
    @DisplayName("whatever a title holds, a label stays one quoted text on one line")
    void escapes() {
        var titles = List.of(
                "] } ) --> x; end",
                "`md` **b** _i_ ~~s~~",
                "1. a list",
                "- a list",
                "#35; #quot; &lt;",
                "%%{init: {}}%%",
                "a\\N \\G \\n",
                "\"\"\"",
                "日本語 🚀");
        for (String title : titles) {
            var one = RevisionGraph.of(List.of(revision("a", title, List.of(), List.of())));
            String mermaid = HistoryTree.mermaid(one, one.ordered(), Marks.NONE).get(1);
            String text = mermaid.substring("    r0[\"a<br/>".length(), mermaid.length() - "\"]".length());
            assertThat(text).as(title).doesNotContainPattern("[\"<>\\[\\]{}()`*~%&\\\\|]").matches("(?s)(#\\d+;|[^#;])*");
            assertThat(decoded(text)).isEqualTo(title);
            String dot = HistoryTree.dot(one, one.ordered(), Marks.NONE).get(3);
            assertThat(dot).as(title).matches("    r0 \\[label=\"(\\\\.|[^\"\\\\])*\"];");
        }
    }

    private static String decoded(String text) {
        return Pattern.compile("#(\\d+);")
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1)))));
    }

    private static Revision revision(String id, String title, List<String> parents, List<String> dependsOn) {
        return new Revision(
                id,
                title,
                parents,
                List.of(),
                dependsOn,
                List.of(),
                null,
                Path.of("/p", id + ".sql"),
                new Revision.HeaderLines(1, 2, 0, 0, 0));
    }
}
