package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("docs/graph.md: what it says of its graph is so")
class GraphPageTest {

    private static final String TREE = "aaaa1, bbbb2 < aaaa1, left1 < bbbb2 # left, left2 < left1,"
            + " rght1 < bbbb2 # right, rght2 < rght1";
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| ([^|]*) \\| `(upgrade|downgrade|stamp)(?: -Dmigrate\\.to=([^`]+))?`[^|]* \\| ([^|]*) \\| ([^|]*) \\|$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static RevisionGraph graph(boolean merged) {
        return GraphSketch.graph((TREE + (merged ? ", mmmm1 < left2 rght2" : "")).split(", ?"));
    }

    @TestFactory
    @DisplayName("how the rows move")
    Stream<DynamicTest> rows() throws IOException {
        List<Matcher> rows = ROW.matcher(Files.readString(Path.of("docs/graph.md")))
                .results()
                .map(found -> {
                    Matcher row = ROW.matcher(found.group());
                    assertThat(row.find()).isTrue();
                    return row;
                })
                .toList();
        assertThat(rows).hasSize(10);
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.group(), () -> {
            var planner = new Planner(graph(row.group().contains("mmmm1")));
            Position from = Position.of(codes(row.group(1)));
            String target = row.group(3) == null ? "head" : row.group(3);
            Position to =
                    switch (row.group(2)) {
                        case "upgrade" -> ran(planner.upgrade(from, target), row);
                        case "downgrade" -> ran(planner.downgrade(from, target), row);
                        default -> planner.stamp(from, target, false).to();
                    };
            assertThat(to).isEqualTo(Position.of(codes(row.group(5))));
        }));
    }

    private static Position ran(Plan plan, Matcher row) {
        List<String> ran =
                plan.steps().stream().map(step -> step.revision().id()).toList();
        List<String> told = codes(row.group(4));
        if (row.group(4).contains("all four")) {
            assertThat(ran).containsExactly("rght2", "rght1", "left2", "left1");
        } else {
            assertThat(ran).isEqualTo(told);
        }
        return plan.to();
    }

    @Test
    @DisplayName("what the names stand for")
    void names() {
        var resolver = new TargetResolver(graph(false))
                .standingAt(List.of(graph(false).find("left1").orElseThrow()));
        assertThat(ids(resolver, "bbb")).containsExactly("bbbb2");
        assertThat(ids(resolver, "heads")).containsExactlyInAnyOrder("left2", "rght2");
        assertThat(ids(resolver, "left")).containsExactly("left1");
        assertThat(ids(resolver, "left@head")).containsExactly("left2");
        assertThat(ids(resolver, "left1@head")).containsExactly("left2");
        assertThat(ids(resolver, "left@base")).isEmpty();
        assertThat(ids(resolver, "left@+1")).containsExactly("left2");
        assertThat(ids(resolver, "bbbb2-1")).containsExactly("aaaa1");
        assertThat(ids(resolver, "left1+1")).containsExactly("left2");
        assertThat(ids(resolver, "left2,rght1")).containsExactlyInAnyOrder("left2", "rght1");
    }

    private static List<String> ids(TargetResolver resolver, String name) {
        return resolver.revisions(name).stream().map(Revision::id).toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
