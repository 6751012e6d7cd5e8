package dev.migrate.plan;

import java.util.List;
import java.util.Map;

/**
 * The steps from one position to another: what is printed, run and written as SQL.
 *
 * @param direction which way; steps all go that way
 * @param from where the database stands before
 * @param to where it stands after
 * @param steps in order of running; none when there is nothing to do
 * @param otherNames for rows of {@code from}, the other names under which a database may hold them: a squash stands where
 *     the newest revision stood that it replaces
 */
public record Plan(
        Direction direction, Position from, Position to, List<Step> steps, Map<String, List<String>> otherNames) {

    /** Copies the steps and the names. */
    public Plan {
        steps = List.copyOf(steps);
        otherNames = Map.copyOf(otherNames);
    }

    /** A plan for the very rows that it begins with. */
    public Plan(Direction direction, Position from, Position to, List<Step> steps) {
        this(direction, from, to, steps, Map.of());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }
}
