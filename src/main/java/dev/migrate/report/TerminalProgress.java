package dev.migrate.report;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** The progress bar; loaded only where a person looks on. */
final class TerminalProgress implements AutoCloseable {

    private static final int WIDTH = 100;

    private final Line line = new Line(System.out);
    private final ProgressBar bar;

    TerminalProgress(String task, long total) {
        this(task, total, 0);
    }

    /** A bar of work of which some was done before, which says nothing of how long the rest will take. */
    TerminalProgress(String task, long total, long before) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .startsFrom(before, Duration.ZERO)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(line)
                .build();
    }

    void working(String revision) {
        bar.setExtraMessage(" " + revision);
    }

    /** How far it is, with what else there is to say. */
    void at(long done, String message) {
        bar.stepTo(done);
        bar.setExtraMessage(" " + message);
    }

    void stepDone() {
        bar.step();
    }

    /** Empties the bar's line so that another can be printed; the bar comes back below it. */
    void clear() {
        line.clear();
    }

    @Override
    public void close() {
        bar.close();
        line.clear();
    }

    /** The last line of the terminal, drawn over again and again. */
    private static final class Line implements ProgressBarConsumer {

        private final PrintStream out;

        Line(PrintStream out) {
            this.out = out;
        }

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public synchronized void accept(String rendered) {
            out.print("\r\u001B[K" + rendered);
            out.flush();
        }

        @Override
        public synchronized void clear() {
            out.print("\r\u001B[K");
            out.flush();
        }

        @Override
        public void close() {
            clear();
        }
    }
}
