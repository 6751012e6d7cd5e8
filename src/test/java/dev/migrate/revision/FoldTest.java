package dev.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Folding a range")
class FoldTest {

    private static Fold fold(RevisionGraph graph, String range) {
        return Fold.of(graph, new TargetResolver(graph).range(range), range);
    }

    private static Revision squash(Fold fold) {
        return GraphSketch.revision("sq", fold.parents(), fold.dependsOn(), fold.labels(), fold.replaces());
    }

    private static Diagnostic refusal(RevisionGraph graph, String range) {
        return catchThrowableOfType(MigrateException.class, () -> fold(graph, range))
                .diagnostics()
                .get(0);
    }

    @Test
    void takesBothEndsAndMovesTheChildren() {
        RevisionGraph graph = GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < bb1 # core", "dd1 < cc1", "ee1 < aa1 & cc1");
        Fold fold = fold(graph, "bb1:cc1");
        RevisionGraph after = fold.with(squash(fold));

        assertThat(fold.parents()).containsExactly("aa1");
        assertThat(fold.replaces()).containsExactly("bb1", "cc1");
        assertThat(fold.labels()).containsExactly("core");
        assertThat(after.find("dd1").orElseThrow().parents()).containsExactly("sq");
        assertThat(after.find("ee1").orElseThrow().dependsOn()).containsExactly("sq");
        assertThat(fold.before()).extracting(Revision::id).containsExactly("aa1");
    }

    @Test
    void leavesOutAParentThatAnotherOneHasForAnAncestor() {
        RevisionGraph graph = GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < aa1", "dd1 < bb1 cc1");
        Fold fold = fold(graph, "cc1:dd1");

        assertThat(fold.parents()).containsExactly("bb1");
        assertThat(fold.with(squash(fold)).find("sq").orElseThrow().parents()).containsExactly("bb1");
    }

    @Test
    void keepsADependencyAsItIsWrittenUnlessItIsNeededAnyway() {
        RevisionGraph graph =
                GraphSketch.graph("xx1 # ext", "yy1 < xx1", "zz1", "aa1", "bb1 < aa1 & ext yy1 zz1", "cc1 < bb1 & aa1");

        assertThat(fold(graph, "bb1:cc1").dependsOn()).containsExactly("yy1", "zz1");
        RevisionGraph labelled = GraphSketch.graph("xx1 # ext", "aa1", "bb1 < aa1 & ext");
        assertThat(fold(labelled, "aa1:bb1").dependsOn()).containsExactly("ext");
    }

    @Test
    void namesASquashAmongThemAsOneMoreNameOfItsNewestPlace() {
        assertThat(fold(GraphSketch.graph("s1 = aa1 bb1", "cc1 < s1"), ":cc1").replaces())
                .containsExactly("aa1", "bb1=s1", "cc1");
        assertThat(fold(GraphSketch.graph("zz1", "s1 < zz1 = aa1 bb1~s0"), ":s1")
                        .replaces())
                .containsExactly("zz1", "aa1", "bb1=s0=s1");
    }

    @Test
    void takesAMergeWithItsBranches() {
        RevisionGraph graph =
                GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < aa1", "mm1 < bb1 cc1", "dd1 < mm1 & bb1", "ee1 < mm1");
        Fold fold = fold(graph, "aa1:mm1");
        RevisionGraph after = fold.with(squash(fold));

        assertThat(fold.replaces()).endsWith("mm1").hasSize(4);
        assertThat(after.find("dd1").orElseThrow().parents()).containsExactly("sq");
        assertThat(after.find("dd1").orElseThrow().dependsOn()).isEmpty();
        assertThat(after.heads()).extracting(Revision::id).containsExactly("dd1", "ee1");
    }

    @Test
    void isRefusedWhereThereIsNothingToFold() {
        RevisionGraph graph = GraphSketch.graph("aa1", "bb1 < aa1");

        assertThat(refusal(graph, "bb1:bb1").code()).isEqualTo("squash/too-few");
        assertThat(refusal(graph, "bb1:bb1").message()).contains("\"bb1\"");
    }

    @Test
    void isRefusedWhereItEndsAtSeveral() {
        RevisionGraph graph = GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < aa1");

        Diagnostic fault = refusal(graph, "aa1:");
        assertThat(fault.code()).isEqualTo("squash/several-heads");
        assertThat(fault.notes()).anyMatch(note -> note.contains("bb1")).anyMatch(note -> note.contains("cc1"));
    }

    @Test
    void isRefusedWhereSomethingElseStandsOnAPart() {
        Diagnostic child = refusal(GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < bb1", "xx1 < aa1"), "aa1:cc1");
        assertThat(child.code()).isEqualTo("squash/branches-off");
        assertThat(child.message()).isEqualTo("\"xx1\" revises \"aa1\", in the middle of the range");
        assertThat(child.span().file().toString()).isEqualTo("xx1.sql");

        Diagnostic dependent = refusal(GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < bb1", "xx1 & bb1"), "aa1:cc1");
        assertThat(dependent.code()).isEqualTo("squash/branches-off");
        assertThat(dependent.message()).contains("depends on");

        Diagnostic label = refusal(GraphSketch.graph("aa1 # core", "bb1 < aa1", "xx1 & core"), "aa1:bb1");
        assertThat(label.code()).isEqualTo("squash/branches-off");
    }

    @Test
    void isRefusedWhereAPathLeavesItAndComesBack() {
        RevisionGraph graph = GraphSketch.graph("aa1", "bb1 < aa1", "cc1 < aa1", "dd1 < bb1 cc1");
        MigrateException refused = catchThrowableOfType(
                MigrateException.class,
                () -> Fold.of(
                        graph,
                        graph.ordered().stream()
                                .filter(revision -> !revision.id().equals("cc1"))
                                .toList(),
                        "all but cc1"));

        assertThat(refused.diagnostics()).extracting(Diagnostic::code).containsExactly("squash/branches-off");
    }
}
