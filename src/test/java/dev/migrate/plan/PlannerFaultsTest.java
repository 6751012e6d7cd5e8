package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.RevisionGraph;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerFaultsTest {

    private final Planner planner = new Planner(AlembicMatrixTest.FOREST);

    @ParameterizedTest(name = "{1}: upgrade {2}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plan/behind            | elm3      | elm1       | \"elm1\" lies behind: the database stands at"
                        + " \"elm3\" already",
                "plan/behind            | elm1      | root1+1    | \"root1+1\" lies behind: the database stands at"
                        + " \"elm1\" already",
                "plan/behind            | elm3 fir2 | fork3      | \"fork3\" lies behind: the database stands at"
                        + " \"elm3\", \"fir2\" already",
                "plan/behind            | elm3      | base       | \"base\" lies behind: the database stands at"
                        + " \"elm3\" already",
                "plan/behind            | elm3      | elm@base   | \"elm@base\" lies behind: the database stands at"
                        + " \"elm3\" already",
                "plan/behind            | elm3      | fir2,elm1  | \"elm1\" lies behind: the database stands at"
                        + " \"elm3\" already",
                "plan/behind            | elm3      | -1         | \"-1\" lies behind: the database stands at \"elm3\""
                        + " already",
                "plan/range-online      | elm1      | elm1:elm3  | \"elm1:elm3\" is a range, and a database's own"
                        + " position is where a run begins",
                "graph/two-heads        | ''        | head       | \"head\" is ambiguous: 3 revisions have no child",
                "graph/walk-too-far     | elm1      | +9         | \"+9\" goes 9 revisions up from \"elm1\", where"
                        + " there are only 2",
                "graph/ambiguous-walk   | elm1 fir1 | +1         | \"+1\" is ambiguous: there are 2 revisions to count"
                        + " from",
                "graph/unknown-revision | ''        | zzz        | no revision is called \"zzz\"",
                "plan/unknown-row       | gone99    | heads      | the database stands at \"gone99\", which no script"
                        + " here defines",
                "plan/overlapping-rows  | root1 elm1 | heads     | the version table holds both \"root1\" and"
                        + " \"elm1\", which needs it already",
                "plan/overlapping-rows  | elm1 oak2 | heads      | the version table holds both \"elm1\" and \"oak2\","
                        + " which needs it already",
            })
    void upgradeStops(String code, String rows, String target, String message) {
        check(() -> planner.upgrade(position(rows), target), code, message);
    }

    @ParameterizedTest(name = "{1}: downgrade {2}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plan/ahead             | elm1      | elm3       | \"elm3\" is not applied: the database stands at"
                        + " \"elm1\"",
                "plan/ahead             | ''        | root1      | \"root1\" is not applied: the database stands at"
                        + " the base",
                "plan/ahead             | elm1      | +1         | \"+1\" is not applied: the database stands at"
                        + " \"elm1\"",
                "plan/ahead             | elm1      | fir1       | \"fir1\" is not applied: the database stands at"
                        + " \"elm1\"",
                "plan/range-online      | elm3      | elm3:elm1  | \"elm3:elm1\" is a range, and a database's own"
                        + " position is where a run begins",
                "plan/overlapping-targets | elm3    | elm2,root1 | \"elm2,root1\" would take back \"elm2\", which it"
                        + " names as a place to stop at",
                "graph/ambiguous-walk   | elm3 fir2 | -1         | \"-1\" is ambiguous: there are 2 revisions to count"
                        + " from",
                "graph/walk-too-far     | root1     | -2         | \"-2\" goes 2 revisions down from \"root1\", where"
                        + " there is only 1",
                "graph/walk-too-far     | ''        | -1         | \"-1\" goes 1 revision down from the base, where"
                        + " there are none",
                "graph/not-on-branch    | elm3 fir2 | fir@elm2   | \"elm2\" is not on branch \"fir\"",
                "plan/unwinds-other-branches | elm3 fir2 oak2 | elm@base | \"elm@base\" would also take back 3"
                        + " revisions of other branches",
                "plan/unwinds-other-branches | oak2 | elm@-1    | \"elm@-1\" would also take back a revision of other"
                        + " branches",
                "plan/unknown-row       | gone99    | base       | the database stands at \"gone99\", which no script"
                        + " here defines",
            })
    void downgradeStops(String code, String rows, String target, String message) {
        check(() -> planner.downgrade(position(rows), target), code, message);
    }

    @ParameterizedTest(name = "{1}: stamp {2}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "plan/overlapping-targets | ''     | root1,elm1 | \"root1,elm1\" names both \"root1\" and \"elm1\","
                        + " which needs it already",
                "plan/unknown-row       | gone99   | elm1       | the database stands at \"gone99\", which no script"
                        + " here defines",
                "graph/unknown-revision | elm1     | nope       | no revision is called \"nope\"",
            })
    void stampStops(String code, String rows, String target, String message) {
        check(() -> planner.stamp(position(rows), target, false), code, message);
    }

    @Test
    void listsWhatElseWouldGo() {
        Diagnostic fault = fault(() -> planner.downgrade(position("elm3 fir2 oak2"), "elm@base"));

        assertThat(fault.notes())
                .containsExactlyInAnyOrder(
                        "oak2 \"about oak2\" in oak2.sql",
                        "fir2 \"about fir2\" in fir2.sql",
                        "fir1 \"about fir1\" in fir1.sql");
        assertThat(fault.help()).contains("-Dmigrate.dependents=include");
    }

    @Test
    void anUnknownRowIsToldWithItsNearestIdAndTheWayOut() {
        Diagnostic fault = fault(() -> planner.upgrade(position("elm9"), "heads"));

        assertThat(fault.notes()).containsExactly("the nearest id here is \"elm1\"");
        assertThat(fault.help()).contains("mvn migrate:stamp -Dmigrate.purge -Dmigrate.to=");
    }

    @Test
    void overlappingRowsAreMendedByStampingTheYounger() {
        Diagnostic fault = fault(() -> planner.pending(position("root1 elm1 oak1")));

        assertThat(fault.help()).endsWith("mvn migrate:stamp -Dmigrate.purge -Dmigrate.to=elm1,oak1");
    }

    @Test
    void purgingLooksAtTheTargetsFirst() {
        assertThat(fault(() -> planner.stamp(position("elm2"), "nope", true)).code())
                .isEqualTo("graph/unknown-revision");
        Stamp stamp = planner.stamp(position("gone99 root1 elm1"), "elm1,oak1", true);
        assertThat(stamp.to()).isEqualTo(position("elm1 oak1"));
        assertThat(StoredRows.after(stamp.from(), stamp.changes())).isEqualTo(stamp.to());
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-     | elm1             | ''    | elm1",
                "-     | root2:elm1       | root2 | elm1",
                "root2 | elm1             | root2 | elm1",
                "-     | fork3:elm@+1     | fork3 | elm1",
                "elm3  | elm3,fir2        | elm3  | elm3 fir2",
                "elm3,fir2 | heads        | elm3 fir2 | elm3 fir2 oak2",
                "-     | elm1:elm1        | elm1  | elm1",
            })
    void offlineUpgradesBeginWhereTheyAreTold(String from, String to, String before, String after) {
        Plan plan = planner.offlineUpgrade(from, to);

        assertThat(plan.from()).isEqualTo(position(before));
        assertThat(plan.to()).isEqualTo(position(after));
    }

    @ParameterizedTest(name = "from {0} to {1}: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, elm3:elm1, graph/range-reversed",
                "elm3, base, graph/range-reversed",
                "-, elm1:fir1, graph/range-apart",
                "elm1, elm1:elm3, plan/start-twice",
                "'root1,elm1', heads, plan/overlapping-targets",
                "-1, heads, graph/no-position",
                "-, 'elm1:', graph/two-heads",
            })
    void offlineUpgradesRunOneWay(String from, String to, String code) {
        assertThat(fault(() -> planner.offlineUpgrade(from, to)).code()).isEqualTo(code);
    }

    @Test
    void offlineDowngradesNeedAStart() {
        assertThat(planner.offlineDowngrade(null, "elm3:elm1", false).to()).isEqualTo(position("elm1"));
        assertThat(planner.offlineDowngrade("elm3", "-1", false).to()).isEqualTo(position("elm2"));
        assertThat(fault(() -> planner.offlineDowngrade(null, "elm1", false)).code())
                .isEqualTo("plan/start-missing");
        assertThat(fault(() -> planner.offlineDowngrade(null, "elm1:elm3", false))
                        .code())
                .isEqualTo("plan/ahead");
    }

    @Test
    void anEmptyGraphHasNothingToDo() {
        var empty = new Planner(RevisionGraph.of(List.of()));

        assertThat(empty.upgrade(Position.BASE, "heads").isEmpty()).isTrue();
        assertThat(empty.downgrade(Position.BASE, "base").isEmpty()).isTrue();
        assertThat(fault(() -> empty.upgrade(Position.BASE, "head")).code()).isEqualTo("graph/empty");
    }

    private static void check(ThrowingCallable call, String code, String message) {
        Diagnostic fault = fault(call);
        assertThat(fault.message()).isEqualTo(message);
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.help()).isNotEmpty();
    }

    private static Diagnostic fault(ThrowingCallable call) {
        MigrateException thrown = catchThrowableOfType(MigrateException.class, call);
        assertThat(thrown).isNotNull();
        assertThat(thrown.diagnostics()).hasSize(1);
        return thrown.diagnostics().get(0);
    }

    private static Position position(String rows) {
        return Position.of(
                Arrays.stream(rows.split(" ")).filter(row -> !row.isEmpty()).toList());
    }
}
