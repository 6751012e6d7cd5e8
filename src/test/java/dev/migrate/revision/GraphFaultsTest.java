package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphFaultsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a1; a1                        | graph/duplicate-id      | a1.sql:3 | the id \"a1\" is used twice",
                "a1 # x; b1 # x                | graph/duplicate-label   | b1.sql:5 | the label \"x\" is carried by"
                        + " two revisions, \"a1\" and \"b1\"",
                "a1; b1 # a1                   | graph/label-is-id       | b1.sql:5 | the label \"a1\" is a revision's"
                        + " id",
                "a1 # head                     | graph/reserved-name     | a1.sql:5 | \"head\" cannot be a label: it"
                        + " has a meaning of its own",
                "a1 # x@y                      | graph/bad-label         | a1.sql:5 | \"x@y\" cannot be a label",
                "base                          | graph/reserved-name     | base.sql:3 | \"base\" cannot be a"
                        + " revision's id: it has a meaning of its own",
                "a-1                           | graph/bad-id            | a-1.sql:3 | \"a-1\" cannot be a revision's"
                        + " id",
                "a1 < zz                       | graph/missing-parent    | a1.sql:4 | \"a1\" revises \"zz\", which is"
                        + " no revision here",
                "a1 & zz                       | graph/missing-dependency | a1.sql:6 | \"a1\" depends on \"zz\", which"
                        + " is no revision here",
                "a1 < a1                       | graph/self-loop         | a1.sql:4 | \"a1\" follows itself",
                "a1 & a1                       | graph/self-loop         | a1.sql:6 | \"a1\" follows itself",
                "a1 & x # x                    | graph/self-loop         | a1.sql:6 | \"a1\" follows itself",
                "a1 < b1; b1 < a1              | graph/cycle             | a1.sql:4 | 2 revisions revise each other in"
                        + " a circle: \"a1\", \"b1\"",
                "a1; b1 < d1 a1; c1 < b1; d1 < c1; e1 < d1 | graph/cycle | b1.sql:4 | 3 revisions revise each other in"
                        + " a circle: \"b1\", \"d1\", \"c1\"",
                "a1 & b1; b1 < a1              | graph/dependency-cycle  | a1.sql:6 | 2 revisions need each other in a"
                        + " circle: \"a1\", \"b1\"",
                "a1 & x; b1 < a1 # x           | graph/dependency-cycle  | a1.sql:6 | 2 revisions need each other in a"
                        + " circle: \"a1\", \"b1\"",
                "a1; b1 < a1 a1                | graph/duplicate-parent  | b1.sql:4 | \"b1\" revises \"a1\" twice",
                "a1; b1 < a1; c1 < b1; m1 < a1 c1 | graph/merge-of-ancestor | m1.sql:4 | \"m1\" revises both \"a1\""
                        + " and its descendant \"c1\"",
                "a1; b1 = a1                   | graph/replaced-is-live  | b1.sql:7 | \"b1\" replaces \"a1\", which is"
                        + " still here",
                "a1 = o1; b1 = o1              | graph/replaced-twice    | b1.sql:7 | \"o1\" is replaced by two"
                        + " revisions, \"a1\" and \"b1\"",
            })
    void isTold(String lines, String code, String place, String message) {
        List<Diagnostic> faults = faults(lines);

        assertThat(faults).extracting(Diagnostic::code).containsExactly(code);
        Diagnostic fault = faults.get(0);
        assertThat(fault.message()).isEqualTo(message);
        SourceSpan span = fault.span();
        assertThat(span).isNotNull();
        assertThat(span.file() + ":" + span.line()).isEqualTo(place);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a1; a1           | first used at a1.sql:3 by \"about a1\"",
                "a1 # x; b1 # x   | first carried at a1.sql:5",
                "a1; b1 # a1      | an id at a1.sql:3",
                "a1 < b1; b1 < a1 | \"b1\" revises \"a1\" at b1.sql:4",
                "a1 & b1; b1 < a1 | \"b1\" revises \"a1\" at b1.sql:4",
                "a1; b1 = a1      | it stands at a1.sql:3",
                "a1; b1 < a1; m1 < a1 b1 | the descendant stands at b1.sql:3",
            })
    void namesTheOtherPlace(String lines, String note) {
        assertThat(faults(lines).get(0).notes()).contains(note);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "abcdef01; b1 < abcd      | \"revises:\" takes whole ids: write \"abcdef01\"",
                "abcdef01; b1 < abcdef10  | did you mean \"abcdef01\"?",
                "a1 # left; b1 < left     | \"revises:\" takes ids, not labels",
                "a1 # left; b1 & lfet     | did you mean \"left\"?",
                "a1 = old1; b1 < old1     | it was folded into \"a1\": write that",
                "a1 = old1; b1 & old1     | it was folded into \"a1\": write that",
                "a1 = old1 old2; b1 < old1 | it was folded into \"a1\": write that; a database that has this revision"
                        + " already needs mvn migrate:upgrade -Dmigrate.to=old2 with the scripts from before the squash"
                        + " first",
            })
    void saysWhatToWrite(String lines, String help) {
        assertThat(faults(lines).get(0).help()).isEqualTo(help);
    }

    @Test
    void tellsEverythingAtOnce() {
        List<Diagnostic> faults =
                faults("a1 < zz; a1; b1 # x; c1 # x & yy; d1 < e1; e1 < d1; f1 < f1; g1 < h1; h1 & g1");

        assertThat(faults)
                .extracting(Diagnostic::code)
                .containsExactlyInAnyOrder(
                        "graph/duplicate-id",
                        "graph/duplicate-label",
                        "graph/missing-parent",
                        "graph/missing-dependency",
                        "graph/self-loop",
                        "graph/cycle",
                        "graph/dependency-cycle");
    }

    @Test
    void marksTheValueInItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.sql"), "-- add b\n--\n-- revision: b1\n-- revises: a1, zz\n");
        var lines = new Revision.HeaderLines(3, 4, 0, 0, 0);
        var b1 = new Revision("b1", "add b", List.of("a1", "zz"), List.of(), List.of(), List.of(), null, file, lines);

        MigrateException thrown = catchThrowableOfType(
                MigrateException.class, () -> RevisionGraph.of(List.of(GraphSketch.revision("a1"), b1)));

        assertThat(thrown.diagnostics()).singleElement().satisfies(fault -> assertThat(fault.span())
                .isEqualTo(SourceSpan.of(file, 4, 17, 2)));
    }

    @Test
    void marksTheValueItselfNotALongerOneThatBeginsWithIt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.sql"), "-- add b\n--\n-- revision: b1\n-- revises: zz10, zz1\n");
        var lines = new Revision.HeaderLines(3, 4, 0, 0, 0);
        var b1 = new Revision("b1", "", List.of("zz10", "zz1"), List.of(), List.of(), List.of(), null, file, lines);

        assertThat(b1.span(4, "zz1")).isEqualTo(SourceSpan.of(file, 4, 19, 3));
        assertThat(b1.span(4, "zz10")).isEqualTo(SourceSpan.of(file, 4, 13, 4));
    }

    @Test
    void aMergeMayJoinABranchWithOneThatItDependsOn() {
        RevisionGraph graph = GraphSketch.graph("a1", "b1 & a1", "m1 < a1 b1");

        assertThat(graph.heads()).extracting(Revision::id).containsExactly("m1");
    }

    private static List<Diagnostic> faults(String lines) {
        String[] sketch = Arrays.stream(lines.split(";")).map(String::strip).toArray(String[]::new);
        MigrateException thrown = catchThrowableOfType(MigrateException.class, () -> GraphSketch.graph(sketch));
        assertThat(thrown).isNotNull();
        return thrown.diagnostics();
    }
}
