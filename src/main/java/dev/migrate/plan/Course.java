package dev.migrate.plan;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The version table's rows behind each step of a plan. They are worked out when they are asked for, best in the order of
 * the steps: kept for every step of a wide graph they would fill the memory.
 */
public final class Course {

    /** Of more rows, each step may only look at its own: looking at all, every time, takes the square of their number. */
    private static final int FEW = 100;

    private final Plan plan;
    private final Set<String> rows = new TreeSet<>();
    private int at;

    /** The course of a plan. */
    public Course(Plan plan) {
        this.plan = plan;
        rows.addAll(plan.from().rows());
    }

    /** Where the database stands behind so many steps. */
    public Position behind(int steps) {
        goTo(steps);
        return Position.of(rows);
    }

    /** The same where a step should make sure of all rows: where they are few, and at the end. */
    public Optional<Position> expectedBehind(int steps) {
        goTo(steps);
        return rows.size() <= FEW || steps == plan.steps().size() ? Optional.of(behind(steps)) : Optional.empty();
    }

    private void goTo(int steps) {
        if (steps < at) {
            rows.clear();
            rows.addAll(plan.from().rows());
            at = 0;
        }
        while (at < steps) {
            Position.change(rows, plan.steps().get(at++).changes());
        }
    }
}
