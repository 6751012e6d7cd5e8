package dev.migrate.plan;

import java.util.List;

/**
 * The steps from one position to another: what is printed, run and written as SQL.
 *
 * @param direction which way; steps all go that way
 * @param from where the database stands before
 * @param to where it stands after
 * @param steps in order of running; none when there is nothing to do
 */
public record Plan(Direction direction, Position from, Position to, List<Step> steps) {

    /** Copies the steps. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
