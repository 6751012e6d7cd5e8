package dev.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.revision.GraphSketch;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    @DisplayName("gives the rows behind each step, also when asked again for an earlier one")
    void rows() {
        var graph = GraphSketch.graph("a", "b < a", "c < a", "d < b c", "e & d");
        Plan plan = new Planner(graph).upgrade(Position.BASE, "heads");
        var course = new Course(plan);
        var expected = new ArrayList<>(List.of(plan.from()));
        plan.steps().forEach(step -> expected.add(expected.get(expected.size() - 1).after(step.changes())));

        for (int steps : new int[] {0, 1, 2, 3, 4, 5, 2, 5, 0, 3}) {
            assertThat(course.behind(steps)).isEqualTo(expected.get(steps));
            assertThat(course.expectedBehind(steps)).contains(expected.get(steps));
        }
        assertThat(expected.get(5)).isEqualTo(plan.to());
    }

    @Test
    @DisplayName("of very many rows all are expected only at the end")
    void many() {
        List<Revision> bases = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            bases.add(GraphSketch.revision("base" + i));
        }
        Plan plan = new Planner(RevisionGraph.of(bases)).upgrade(Position.BASE, "heads");
        var course = new Course(plan);

        assertThat(course.expectedBehind(3)).isPresent();
        assertThat(course.expectedBehind(400)).isEmpty();
        assertThat(course.expectedBehind(500)).contains(plan.to());
    }
}
