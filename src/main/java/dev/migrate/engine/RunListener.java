package dev.migrate.engine;

import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.trace.StatementTrace;
import java.time.Duration;

/** Is told what a run does while it goes on. */
public interface RunListener {

    /** What is going to run, before the first statement. */
    default void planned(Plan plan) {}

    /** Another run holds the lock. */
    void waiting(String holder, Duration waited);

    /** A step begins; the index counts from 1. */
    void stepStarted(Step step, int index, int total);

    /** A step is done. */
    void stepFinished(Step step, Duration took);

    /** A batch of a backfill is committed. */
    default void batch(Step step, BatchProgress progress) {}

    /** Whether what each statement does is to be measured, which is for scratch databases. */
    default boolean traces() {
        return false;
    }

    /** A statement has been carried out and measured; one that was so before is measured again, or another batch of it. */
    default void traced(Step step, String checksum, StatementTrace trace) {}

    /** Something else that a person should read. While a statement takes long it comes from another thread. */
    void note(String text);
}
