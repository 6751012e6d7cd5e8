package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetResolverTest {

    private static final RevisionGraph FOREST = GraphSketch.graph(
            "root1",
            "root2 < root1",
            "fork3 < root2",
            "elm_1 < fork3 # elm",
            "elm_2 < elm_1",
            "elm_3 < elm_2",
            "fir_1 < fork3 # fir",
            "fir_2 < fir_1",
            "oak_1 # oak = old1",
            "oak_2 < oak_1 & elm_1 # rel-2");

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "heads, '', elm_3 fir_2 oak_2",
        "base, '', ''",
        "fork3, '', fork3",
        "for, '', fork3",
        "elm, '', elm_1",
        "rel-2, '', oak_2",
        "old1, '', oak_1",
        "elm@head, '', elm_3",
        "elm_1@head, '', elm_3",
        "fork3@heads, '', elm_3 fir_2",
        "elm@base, '', ''",
        "elm@elm_2, '', elm_2",
        "elm@root2, '', root2",
        "elm@elm_2-1, '', elm_1",
        "elm@fork3+1, '', elm_1",
        "elm_1+2, '', elm_3",
        "elm_3-3, '', fork3",
        "root1-1, '', ''",
        "oak@base+1, '', oak_1",
        "fir@head-1, '', fir_1",
        "+1, elm_1, elm_2",
        "-1, elm_1, fork3",
        "-1, root1, ''",
        "fir@+1, elm_3, fir_1",
        "fir@+1, fork3, fir_1",
        "elm@-1, elm_3 fir_2, elm_2",
        "elm@-1, oak_2, fork3",
        "oak@+1, '', oak_1",
        "oak@+1, fork3, oak_1",
        "current, elm_3 fir_2, elm_3 fir_2",
        "elm@current, oak_2, elm_1",
        "'elm_2,fir_1', '', elm_2 fir_1",
        "'elm_2, elm_2', '', elm_2",
    })
    void finds(String written, String rows, String found) {
        assertThat(ids(at(rows).revisions(written))).isEqualTo(words(found));
    }

    @ParameterizedTest(name = "{0}: {2} at {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "graph/two-heads        | ''          | head        | \"head\" is ambiguous: 3 revisions have no child",
                "graph/two-heads        | ''          | fork3@head  | \"fork3@head\" is ambiguous: 2 revisions on"
                        + " branch \"fork3\" have no child",
                "graph/ambiguous        | ''          | elm_        | \"elm_\" is ambiguous: 3 revisions have ids that"
                        + " begin so",
                "graph/short-prefix     | ''          | fo          | \"fo\" is too short for the beginning of an id:"
                        + " 3 characters are the least",
                "graph/unknown-revision | ''          | root9       | no revision is called \"root9\"",
                "graph/unknown-revision | ''          | elm@zzz     | no revision is called \"zzz\"",
                "graph/unknown-label    | ''          | elk@head    | no branch is called \"elk\"",
                "graph/ambiguous        | ''          | elm_@head   | \"elm_\" is ambiguous: 3 revisions have ids that"
                        + " begin so",
                "graph/ambiguous        | ''          | elm_+1      | \"elm_\" is ambiguous: 3 revisions have ids that"
                        + " begin so",
                "graph/short-prefix     | ''          | fo@head     | \"fo\" is too short for the beginning of an id:"
                        + " 3 characters are the least",
                "graph/not-on-branch    | ''          | elm@fir_1   | \"fir_1\" is not on branch \"elm\"",
                "graph/not-on-branch    | ''          | elm@fir     | \"fir_1\" is not on branch \"elm\"",
                "graph/not-on-branch    | ''          | elm@oak_    | \"oak_1\" is not on branch \"elm\"",
                "graph/walk-too-far     | elm_1       | +9          | \"+9\" goes 9 revisions up from \"elm_1\", where"
                        + " there are only 2",
                "graph/walk-too-far     | elm_2       | +2          | \"+2\" goes 2 revisions up from \"elm_2\", where"
                        + " there is only 1",
                "graph/walk-too-far     | ''          | fir_2+1     | \"fir_2+1\" goes 1 revision up from \"fir_2\","
                        + " where there are none",
                "graph/walk-too-far     | root2       | -3          | \"-3\" goes 3 revisions down from \"root2\","
                        + " where there are only 2",
                "graph/walk-too-far     | ''          | -1          | \"-1\" goes 1 revision down from the base, where"
                        + " there are none",
                "graph/ambiguous-walk   | fork3       | +1          | \"+1\" is ambiguous: it leads over \"fork3\","
                        + " from where there are 2 ways up",
                "graph/ambiguous-walk   | ''          | +1          | \"+1\" is ambiguous: it leads over the base,"
                        + " from where there are 2 ways up",
                "graph/ambiguous-walk   | elm_3 fir_2 | -1          | \"-1\" is ambiguous: there are 2 revisions to"
                        + " count from",
                "graph/ambiguous-walk   | elm_3 fir_2 | +1          | \"+1\" is ambiguous: there are 2 revisions to"
                        + " count from",
                "graph/bad-target       | ''          | elm@        | \"elm@\" names no revision",
            })
    void stops(String code, String rows, String written, String message) {
        Diagnostic fault = fault(() -> at(rows).destinations(written));

        assertThat(fault.message()).isEqualTo(message);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.help()).isNotEmpty();
    }

    @Test
    void aBeginningBeforeAtListsWhatBeginsSo() {
        Diagnostic fault = fault(() -> at("").destination("el@base"));

        assertThat(fault.notes()).hasSize(4).contains("it is a part of \"el@base\"");
        assertThat(fault.help())
                .isEqualTo("name one, as in \"elm_1\"; labels are written whole, as in \"elm\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"elm@-9, elm@base", "elm@+9, elm@head"})
    void stepsTooFarOnABranchAreToldTheEndOfThatBranch(String written, String end) {
        assertThat(fault(() -> at("elm_2 fir_2").destination(written)).help())
                .isEqualTo("for all of them write " + end);
    }

    @Test
    void twoHeadsAreShownWhereTheyPart() {
        RevisionGraph graph = GraphSketch.graph("aaaa1", "bbbb1 < aaaa1", "cccc1 < aaaa1");

        var resolver = new TargetResolver(graph);
        Diagnostic fault = fault(() -> resolver.forParameter("to").destination("head"));

        assertThat(fault.span())
                .isNotNull()
                .satisfies(span -> assertThat(span + "").contains("cccc1.sql").contains("line=4"));
        assertThat(fault.label()).isEqualTo("bbbb1 \"about bbbb1\" has this parent too");
        assertThat(fault.notes())
                .containsExactly("bbbb1 \"about bbbb1\" in bbbb1.sql", "cccc1 \"about cccc1\" in cccc1.sql");
        assertThat(fault.help())
                .isEqualTo("name one (-Dmigrate.to=cccc), take all (-Dmigrate.to=heads),"
                        + " or join them: mvn migrate:merge -Dmigrate.message=\"…\"");
    }

    @Test
    void severalRowsAreListedWithWhatToType() {
        Diagnostic fault = fault(() -> at("elm_3 fir_2").forParameter("to").destination("-1"));

        assertThat(fault.notes())
                .containsExactly("elm_3 \"about elm_3\" in elm_3.sql", "fir_2 \"about fir_2\" in fir_2.sql");
        assertThat(fault.help()).isEqualTo("say which branch: -Dmigrate.to=elm_3@-1 or -Dmigrate.to=fir_2@-1");
    }

    @Test
    void helpNamesTheParameterThatWasTyped() {
        TargetResolver resolver = at("elm_3 fir_2");

        assertThat(fault(() -> resolver.forParameter("revision").destination("head")).help())
                .startsWith("name one (-Dmigrate.revision=oak_2), take all (-Dmigrate.revision=heads)");
        assertThat(fault(() -> resolver.range("head:")).help())
                .startsWith("name one (\"oak_2\"), take all (\"heads\")");
        assertThat(fault(() -> resolver.destination("-1")).help())
                .isEqualTo("say which branch: \"elm_3@-1\" or \"fir_2@-1\"");
    }

    @Test
    void aParentOfAMergeMustBeNamed() {
        RevisionGraph graph = GraphSketch.graph("aaa1", "bbb1", "mmm1 < aaa1 bbb1");

        Diagnostic fault = fault(() -> new TargetResolver(graph).destination("mmm1-1"));

        assertThat(fault.message()).isEqualTo("\"mmm1-1\" is ambiguous: it leads over \"mmm1\", which has 2 parents");
    }

    @Test
    void nearWordsAreOffered() {
        assertThat(fault(() -> at("").destination("fokr3")).help()).contains("did you mean \"fork3\"?");
        assertThat(fault(() -> at("").destination("ellm@head")).help()).isEqualTo("did you mean \"elm\"?");
        assertThat(fault(() -> at("").destination("heda")).help()).contains("did you mean \"head\"?");
    }

    @Test
    void stepsNeedAPosition() {
        assertThat(fault(() -> new TargetResolver(FOREST).destination("+1")).code())
                .isEqualTo("graph/no-position");
        assertThat(fault(() -> new TargetResolver(FOREST).destination("current"))
                        .code())
                .isEqualTo("graph/no-position");
    }

    @Test
    void oneRevisionMeansOne() {
        assertThat(at("").revision("elm@head").id()).isEqualTo("elm_3");
        assertThat(fault(() -> at("").revision("heads")).code()).isEqualTo("graph/ambiguous");
        assertThat(fault(() -> at("").revision("base")).code()).isEqualTo("graph/no-revision");
    }

    @Test
    void withoutRevisionsThereIsNothingToName() {
        var resolver = new TargetResolver(RevisionGraph.of(List.of()));

        assertThat(resolver.revisions("heads")).isEmpty();
        assertThat(resolver.revisions("base")).isEmpty();
        for (String written : List.of("head", "abc", "abc@head", "base+1")) {
            assertThat(fault(() -> resolver.revisions(written)).code()).isEqualTo("graph/empty");
        }
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource({
        "elm_1:elm_3, '', elm_3 elm_2 elm_1",
        "root2:fir@head, '', fir_2 fir_1 fork3 root2",
        ":fork3, '', fork3 root2 root1",
        "base:fork3, '', fork3 root2 root1",
        "elm_2:, '', elm_3 elm_2",
        "elm_1:, '', oak_2 elm_3 elm_2 elm_1",
        "fir_1:heads, '', fir_2 fir_1",
        "elm_1:oak_2, '', oak_2 elm_1",
        "-1:current, elm_2, elm_2 elm_1",
        "current:, fir_1, fir_2 fir_1",
        "fork3:elm@+1, fork3, elm_1 fork3",
        "root1:+2, '', fork3 root2 root1",
        "elm_1:elm_1, '', elm_1",
    })
    void rangesAreNewestFirst(String written, String rows, String found) {
        assertThat(ids(at(rows).range(written))).isEqualTo(words(found));
    }

    @ParameterizedTest
    @CsvSource({
        "elm_3:elm_1, graph/range-reversed",
        "elm_3:base, graph/range-reversed",
        "elm_1:fir_1, graph/range-apart",
        "elm_1, graph/bad-range",
        "elm_1:zzz, graph/unknown-revision",
    })
    void rangesRunOneWay(String written, String code) {
        assertThat(fault(() -> at("").range(written)).code()).isEqualTo(code);
    }

    @Test
    void aBranchWithoutARowStandsWhereNothingElseOfItDepends() {
        RevisionGraph graph = GraphSketch.graph("d1 # low", "c1 & low", "c2 < c1", "m1 < c1 d1 # top", "m2 < m1");
        var resolver = new TargetResolver(graph).standingAt(List.of(graph.find("c2").orElseThrow()));

        assertThat(resolver.revision("top@+2").id()).isEqualTo("m2");
    }

    private static TargetResolver at(String rows) {
        return new TargetResolver(FOREST)
                .standingAt(words(rows).stream()
                        .map(id -> FOREST.find(id).orElseThrow())
                        .toList());
    }

    private static Diagnostic fault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        MigrateException thrown = catchThrowableOfType(MigrateException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.diagnostics()).hasSize(1);
        return thrown.diagnostics().get(0);
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
