package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of a plan, looked through; closing it lets go of the classes of those in Java.
 *
 * @param all one for each step, in order
 * @param classes the classes of the revisions in Java; null where there are none
 */
record PlanScripts(List<StepScript> all, @Nullable RevisionClasses classes) implements AutoCloseable {

    PlanScripts {
        all = List.copyOf(all);
    }

    StepScript get(int index) {
        return all.get(index);
    }

    int size() {
        return all.size();
    }

    @Override
    public void close() {
        if (classes != null) {
            classes.close();
        }
    }
}
