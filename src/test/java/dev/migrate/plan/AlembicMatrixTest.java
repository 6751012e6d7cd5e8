package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.RevisionGraph;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Alembic was seen to do, case by case, on a graph of the same form: a trunk that forks, and a second base whose branch depends
 * on one side of the fork.
 */
class AlembicMatrixTest {

    /** The second oak depends on the first elm: only ordering, no line of descent. */
    static final RevisionGraph FOREST = GraphSketch.graph(
            "root1",
            "root2 < root1",
            "fork3 < root2",
            "elm1 < fork3 # elm",
            "elm2 < elm1",
            "elm3 < elm2",
            "fir1 < fork3 # fir",
            "fir2 < fir1",
            "oak1 # oak",
            "oak2 < oak1 & elm1");

    private final Planner planner = new Planner(FOREST);

    @ParameterizedTest(name = "{0}: upgrade {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | heads     | root1 root2 fork3 elm1 elm2 elm3 fir1 fir2 oak1 oak2 | elm3 fir2 oak2",
                "''        | oak@head  | root1 root2 fork3 elm1 oak1 oak2                     | oak2",
                "elm3      | fir2      | fir1 fir2                                            | elm3 fir2",
                "''        | elm@head  | root1 root2 fork3 elm1 elm2 elm3                     | elm3",
                "''        | fork3     | root1 root2 fork3                                    | fork3",
                "oak2      | elm2      | elm2                                                 | elm2 oak2",
                "fork3     | fir@+1    | fir1                                                 | fir1",
                "elm3      | fir@+1    | fir1                                                 | elm3 fir1",
                "elm3      | fir@+2    | fir1 fir2                                            | elm3 fir2",
                "root1     | +2        | root2 fork3                                          | fork3",
                "''        | root1+2   | root1 root2 fork3                                    | fork3",
                "''        | elm3-2    | root1 root2 fork3 elm1                               | elm1",
                "elm1 oak1 | oak@head  | oak2                                                 | oak2",
                "elm2      | fir1 , oak1 | fir1 oak1                                          | elm2 fir1 oak1",
                "elm3 fir2 oak2 | heads | ''                                                  | elm3 fir2 oak2",
                "elm3      | elm@head  | ''                                                   | elm3",
                "''        | base      | ''                                                   | ''",
            })
    void upgrades(String rows, String target, String steps, String after) {
        Plan plan = planner.upgrade(position(rows), target);

        assertPlan(plan, Direction.UPGRADE, rows, steps, after);
    }

    @ParameterizedTest(name = "{0}: downgrade {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "elm3      | elm3      | ''                             | elm3",
                "elm3 fir2 | fork3     | fir2 fir1 elm3 elm2 elm1       | fork3",
                "elm3 fir2 | fir@fork3 | fir2 fir1                      | elm3",
                "elm3 fir2 | fir@-1    | fir2                           | elm3 fir1",
                "elm3 fir2 | elm3@-2   | elm3 elm2                      | elm1 fir2",
                "elm3      | -1        | elm3                           | elm2",
                "elm3      | -6        | elm3 elm2 elm1 fork3 root2 root1 | ''",
                "elm3      | base      | elm3 elm2 elm1 fork3 root2 root1 | ''",
                "oak2      | -1        | oak2                           | elm1 oak1",
                "oak2      | -2        | oak2 oak1                      | elm1",
                "oak2      | oak@base  | oak2 oak1                      | elm1",
                "oak2      | fork3     | oak2 elm1                      | fork3 oak1",
                "elm3 oak2 | elm1      | elm3 elm2                      | oak2",
                "elm3 oak2 | oak1      | oak2                           | elm3 oak1",
                "elm3 oak2 | elm3-1    | elm3                           | elm2 oak2",
                "oak2      | elm1      | ''                             | oak2",
                "elm3 fir2 | elm1,fir1 | fir2 elm3 elm2                 | elm1 fir1",
                "''        | base      | ''                             | ''",
            })
    void downgrades(String rows, String target, String steps, String after) {
        Plan plan = planner.downgrade(position(rows), target);

        assertPlan(plan, Direction.DOWNGRADE, rows, steps, after);
    }

    @ParameterizedTest(name = "{0}: downgrade {1}, with what depends on it")
    @CsvSource(
            delimiter = '|',
            value = {
                "elm3 fir2 oak2 | elm@base | oak2 fir2 fir1 elm3 elm2 elm1 fork3 root2 root1 | oak1",
                "oak2           | elm@-1   | oak2 elm1                                       | fork3 oak1",
            })
    void takesOthersAlongWhenTold(String rows, String target, String steps, String after) {
        Plan plan = planner.downgrade(position(rows), target, true);

        assertPlan(plan, Direction.DOWNGRADE, rows, steps, after);
    }

    @ParameterizedTest(name = "{0}: stamp {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "elm2      | fir1       | elm2 fir1",
                "elm2      | root1      | root1",
                "elm2      | elm3       | elm3",
                "elm2      | heads      | elm3 fir2 oak2",
                "elm2      | base       | ''",
                "elm3 fir2 | fork3      | fork3",
                "elm3 oak1 | elm@base   | oak1",
                "fork3     | elm1,fir1  | elm1 fir1",
                "elm2      | elm2       | elm2",
            })
    void stamps(String rows, String target, String after) {
        Stamp stamp = planner.stamp(position(rows), target, false);

        assertThat(stamp.to()).isEqualTo(position(after));
        assertThat(StoredRows.after(position(rows), stamp.changes())).isEqualTo(position(after));
    }

    private static void assertPlan(Plan plan, Direction direction, String rows, String steps, String after) {
        assertThat(plan.direction()).isEqualTo(direction);
        assertThat(plan.from()).isEqualTo(position(rows));
        assertThat(plan.steps())
                .extracting(step -> step.revision().id())
                .containsExactlyInAnyOrderElementsOf(words(steps));
        assertThat(plan.to()).isEqualTo(position(after));
        assertThat(StoredRows.after(plan)).isEqualTo(position(after));
    }

    private static Position position(String rows) {
        return Position.of(words(rows));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[ ,]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
