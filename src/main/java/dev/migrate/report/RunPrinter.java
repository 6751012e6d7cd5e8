package dev.migrate.report;

import dev.migrate.engine.RunListener;
import dev.migrate.plan.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of a run while it goes on: a line for each revision with its time, a bar on a terminal. */
public class RunPrinter implements RunListener, AutoCloseable {

    /** Fewer steps than this are over before a bar is of use. */
    private static final int WORTH_A_BAR = 5;

    private final Consumer<String> out;
    private final PlanPrinter printer;
    private final boolean terminal;
    private int index;
    private int total;
    private @Nullable TerminalProgress progress;

    /**
     * A printer.
     *
     * @param out takes a line
     * @param style how it looks
     * @param terminal whether a person looks on, so that a bar may be drawn
     */
    public RunPrinter(Consumer<String> out, Style style, boolean terminal) {
        this.out = out;
        this.printer = new PlanPrinter(style);
        this.terminal = terminal;
    }

    @Override
    public void waiting(String holder, Duration waited) {
        line("waiting for another run to finish: " + holder + " (" + display(waited) + " so far)");
    }

    @Override
    public void stepStarted(Step step, int index, int total) {
        this.index = index;
        this.total = total;
        if (terminal && total >= WORTH_A_BAR) {
            if (progress == null) {
                progress = new TerminalProgress(step.direction().word(), total);
            }
            progress.working(step.revision().id());
        }
    }

    @Override
    public void stepFinished(Step step, Duration took) {
        String count = String.format(Locale.ROOT, "%" + Integer.toString(total).length() + "d/%d", index, total);
        line("  " + count + " " + printer.step(step) + " (" + display(took) + ")");
        if (progress != null) {
            progress.stepDone();
        }
    }

    @Override
    public void note(String text) {
        line(text);
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    private void line(String text) {
        if (progress != null) {
            progress.clear();
        }
        out.accept(text);
    }

    /** A duration as people say it: {@code 12 ms}, {@code 3.4 s}, {@code 2 min 05 s}. */
    public static String display(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", Math.floor(millis / 100.0) / 10);
        }
        return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1000 % 60);
    }
}
