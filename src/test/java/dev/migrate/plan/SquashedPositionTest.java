package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With a squash of b1, c1 and d1 between a1 and e1,")
class SquashedPositionTest {

    private final RevisionGraph graph = GraphSketch.graph("a1", "sq < a1 = b1 c1 d1", "e1 < sq");
    private final Planner planner = new Planner(graph);

    private static Position at(String... rows) {
        return Position.of(List.of(rows));
    }

    private static Diagnostic refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(MigrateException.class, call).diagnostics().get(0);
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(step -> step.revision().id()).toList();
    }

    @Test
    void aDatabaseAtTheNewestOfThemHasTheSquash() {
        Plan up = planner.upgrade(at("d1"), "head");

        assertThat(ids(up)).containsExactly("e1");
        assertThat(up.steps().get(0).changes()).containsExactly(new VersionChange.Update("d1", "e1"));
        assertThat(planner.applied(at("d1"))).extracting(Revision::id).containsExactly("a1", "sq");
        assertThat(planner.upgrade(at("d1"), "sq").isEmpty()).isTrue();
    }

    @Test
    void aDatabaseAtTheNewestOfThemGoesBackByTheSquash() {
        Plan down = planner.downgrade(at("d1"), "a1");

        assertThat(ids(down)).containsExactly("sq");
        assertThat(StoredRows.after(down)).isEqualTo(at("a1"));
        assertThat(ids(planner.downgrade(at("e1"), "d1"))).containsExactly("e1");
        assertThat(planner.downgrade(at("e1"), "d1").to()).isEqualTo(at("sq"));
    }

    @Test
    void aDatabaseInTheMiddleIsRefusedByWhateverNeedsItsPosition() {
        for (String row : List.of("b1", "c1")) {
            assertThat(List.of(
                            refusal(() -> planner.upgrade(at(row), "head")),
                            refusal(() -> planner.downgrade(at(row), "base")),
                            refusal(() -> planner.stamp(at(row), "head", false)),
                            refusal(() -> planner.pending(at(row)))))
                    .allSatisfy(fault -> {
                        assertThat(fault.code()).isEqualTo("plan/inside-squash");
                        assertThat(fault.message()).contains("\"" + row + "\"").contains("\"sq\"");
                        assertThat(fault.help()).contains("mvn migrate:upgrade -Dmigrate.to=d1");
                    });
        }
        assertThat(refusal(() -> planner.upgrade(at("b1"), "head")).notes()).anyMatch(note -> note.contains("c1, d1"));
    }

    @Test
    void aPurgingStampIsTheWayOutOfTheMiddle() {
        assertThat(planner.stamp(at("c1"), "a1", true).to()).isEqualTo(at("a1"));
    }

    @Test
    void aStampAtTheSquashGivesTheRowItsName() {
        assertThat(planner.stamp(at("d1"), "d1", false).changes())
                .containsExactly(new VersionChange.Update("d1", "sq"));
    }

    @Test
    void theNewestNamesTheSquashAndTheOthersAreExplained() {
        assertThat(ids(planner.upgrade(Position.BASE, "d1"))).containsExactly("a1", "sq");
        Diagnostic folded = refusal(() -> planner.upgrade(at("a1"), "c1"));
        assertThat(folded.code()).isEqualTo("graph/folded");
        assertThat(folded.message()).isEqualTo("\"c1\" was folded into \"sq\"");
        assertThat(refusal(() -> planner.upgrade(at("a1"), "b1@head")).code()).isEqualTo("graph/folded");
        assertThat(refusal(() -> planner.downgrade(at("e1"), "c1-1")).code()).isEqualTo("graph/folded");
    }

    @Test
    void aPlanWithoutADatabaseKnowsBothNamesOfItsFirstRow() {
        Plan plan = planner.offlineUpgrade("d1", "head");

        assertThat(plan.from()).isEqualTo(at("sq"));
        assertThat(plan.otherNames()).isEqualTo(Map.of("sq", List.of("d1")));
        assertThat(planner.upgrade(at("d1"), "head").otherNames()).isEqualTo(Map.of("d1", List.of("sq")));
        assertThat(planner.upgrade(at("a1"), "head").otherNames()).isEmpty();
    }

    @Test
    void aSquashOfASquashIsReachedFromEitherOfItsOldHeads() {
        var planner = new Planner(GraphSketch.graph("s2 = a1 b1~s0 c1~s1", "e1 < s2"));
        for (String head : List.of("c1", "s1", "s2")) {
            assertThat(ids(planner.upgrade(at(head), "head"))).containsExactly("e1");
        }
        for (String middle : List.of("a1", "b1", "s0")) {
            assertThat(refusal(() -> planner.upgrade(at(middle), "head")).code())
                    .isEqualTo("plan/inside-squash");
        }
        assertThat(planner.offlineUpgrade("s2", "head").otherNames()).isEqualTo(Map.of("s2", List.of("c1", "s1")));
    }

    @Test
    void aScriptBehindAFoldedRevisionIsToldWhatToWrite() {
        Diagnostic fault = refusal(() -> GraphSketch.graph("sq = b1 c1", "x1 < b1"));
        assertThat(fault.code()).isEqualTo("graph/missing-parent");
        assertThat(fault.help()).contains("\"sq\"");
    }
}
