package dev.migrate.command;

import dev.migrate.engine.RunListener;
import dev.migrate.plan.Step;
import java.time.Duration;

/** Passes on what a person must read of a run on a scratch database, and nothing of its steps. */
class QuietListener implements RunListener {

    private final RunListener told;

    QuietListener(RunListener told) {
        this.told = told;
    }

    @Override
    public void waiting(String holder, Duration waited) {
        told.waiting(holder, waited);
    }

    @Override
    public void stepStarted(Step step, int index, int total) {
        // a step of a test
    }

    @Override
    public void stepFinished(Step step, Duration took) {
        // a step of a test
    }

    @Override
    public void note(String text) {
        told.note(text);
    }
}
