package dev.migrate.report;

import dev.migrate.engine.BatchProgress;
import dev.migrate.engine.RunListener;
import dev.migrate.plan.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a run while it goes on: a line for each revision with its time, a bar on a terminal. What is told of a statement that takes long
 * comes from another thread.
 */
public class RunPrinter implements RunListener, AutoCloseable {

    /** Fewer steps than this are over before a bar is of use. */
    private static final int WORTH_A_BAR = 5;

    /** How long nothing is said of a backfill where no bar is drawn. */
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final Consumer<String> out;
    private final PlanPrinter printer;
    private final boolean terminal;
    private int index;
    private int total;
    private @Nullable TerminalProgress progress;
    private @Nullable TerminalProgress batches;
    private Duration told = Duration.ZERO;
    private long toldRows;

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
    public synchronized void waiting(String holder, Duration waited) {
        line("waiting for another run to finish: " + holder + " (" + display(waited) + " so far)");
    }

    @Override
    public synchronized void stepStarted(Step step, int index, int total) {
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
    public synchronized void stepFinished(Step step, Duration took) {
        endBatches();
        String count = String.format(Locale.ROOT, "%" + Integer.toString(total).length() + "d/%d", index, total);
        line("  " + count + " " + printer.step(step) + " (" + display(took) + ")");
        if (progress != null) {
            progress.stepDone();
        }
    }

    @Override
    public synchronized void batch(Step step, BatchProgress batch) {
        String text = display(batch);
        if (!terminal) {
            if (batch.rowsNow() < toldRows) {
                told = Duration.ZERO;
            }
            toldRows = batch.rowsNow();
            if (batch.elapsed().minus(told).compareTo(BETWEEN_LINES) >= 0) {
                told = batch.elapsed();
                line("  backfill of " + batch.table() + ": " + text);
            }
        } else if (total >= WORTH_A_BAR && progress != null) {
            progress.working(step.revision().id() + ": " + besideTheRun(batch));
        } else {
            if (batches == null) {
                batches = new TerminalProgress(
                        "backfill of " + batch.table(), batch.total(), batch.rows() - batch.rowsNow());
            }
            batches.at(batch.rows(), besideItsBar(batch));
        }
    }

    /** What the bar of the whole run has room for. */
    static String besideTheRun(BatchProgress batch) {
        return batch.total() <= 0
                ? String.format(Locale.ROOT, "%,d rows", batch.rows())
                : Math.min(100, 100 * batch.rows() / batch.total()) + "% of its rows, " + display(batch.left())
                        + " left";
    }

    /** What a backfill's own bar does not say itself: rows and times stand in it, and what is too long is cut off. */
    static String besideItsBar(BatchProgress batch) {
        return String.format(Locale.ROOT, "%,d a second", batch.rate());
    }

    private static String display(BatchProgress batch) {
        String rows = batch.total() < 0
                ? String.format(Locale.ROOT, "%,d rows", batch.rows())
                : String.format(Locale.ROOT, "%,d of %,d rows", batch.rows(), batch.total());
        String rate = String.format(Locale.ROOT, ", %,d a second", batch.rate());
        return rows + rate + (batch.total() < 0 ? "" : ", " + display(batch.left()) + " left");
    }

    @Override
    public synchronized void note(String text) {
        line(text);
    }

    @Override
    public synchronized void close() {
        endBatches();
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }

    private void endBatches() {
        told = Duration.ZERO;
        toldRows = 0;
        if (batches != null) {
            batches.close();
            batches = null;
        }
    }

    private void line(String text) {
        if (batches != null) {
            batches.clear();
        }
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
