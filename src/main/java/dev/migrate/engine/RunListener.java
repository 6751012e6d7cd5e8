package dev.migrate.engine;

import dev.migrate.plan.Step;
import java.time.Duration;

/** Is told what a run does while it goes on. */
public interface RunListener {

    /** Another run holds the lock. */
    void waiting(String holder, Duration waited);

    /** A step begins; the index counts from 1. */
    void stepStarted(Step step, int index, int total);

    /** A step is done. */
    void stepFinished(Step step, Duration took);

    /** Something else that a person should read. */
    void note(String text);
}
