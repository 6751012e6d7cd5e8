package dev.migrate.engine;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Lookout;
import dev.migrate.dialect.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says what a statement waits for while it waits, and how far it has come when it takes long. One thread that sleeps belongs to each
 * run; a second connection is opened only once a statement has been running for a while, and a run never fails for want of it.
 */
final class Watch implements AutoCloseable {

    /** Nobody asks before. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_WAITS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(30);
    private static final Duration FIRST_LINE = Duration.ofSeconds(10);

    private final RunContext context;
    private final Session session;
    private final Duration patience;

    private @Nullable ScheduledExecutorService thread;
    private volatile @Nullable Lookout lookout;
    private volatile boolean blind;
    private volatile boolean closed;

    // Guarded by this.
    private long work;
    private boolean busy;
    private long began;
    private long told;
    private String lastTold = "";
    private Lookout.Sight seen = Lookout.Sight.NOTHING;

    Watch(RunContext context, Session session) {
        this.context = context;
        this.session = session;
        Duration limit = context.settings().lockTimeout();
        // Behind the time-out nobody can tell any more who held the lock.
        this.patience = limit == null || limit.compareTo(PATIENCE.multipliedBy(2)) >= 0 ? PATIENCE : limit.dividedBy(2);
    }

    /** Something has been sent. */
    synchronized void begin() {
        work++;
        busy = true;
        began = System.nanoTime();
        told = 0;
        lastTold = "";
        seen = Lookout.Sight.NOTHING;
        if (thread == null && !closed) {
            ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread named = new Thread(work, "migrate-watch");
                named.setDaemon(true);
                return named;
            });
            long each = Math.max(20, patience.toMillis() / 2);
            made.scheduleWithFixedDelay(this::look, each, each, TimeUnit.MILLISECONDS);
            thread = made;
        }
    }

    /** Its answer is here. */
    synchronized void end() {
        busy = false;
    }

    /** Who was seen to hold what the last work waited for; empty where it was not waiting, or nobody could be seen. */
    synchronized List<String> holders() {
        if (seen.waitsFor() == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String holder : seen.holders()) {
            lines.add(seen.waitsFor() + " was held by " + holder);
        }
        return lines;
    }

    private void look() {
        long looked;
        synchronized (this) {
            if (!busy || closed || System.nanoTime() - began < patience.toNanos()) {
                return;
            }
            looked = work;
        }
        Lookout.Sight sight = Lookout.Sight.NOTHING;
        try {
            Lookout from = lookout == null ? session.lookout() : lookout;
            lookout = from;
            if (!blind) {
                sight = from.look();
            }
        } catch (SQLException | MigrateException e) {
            // No connection left, no right: the run goes on as well without.
            blind = true;
        }
        synchronized (this) {
            if (busy && work == looked) {
                if (sight.waitsFor() != null && !sight.holders().isEmpty()) {
                    seen = sight;
                }
                tell(sight);
            }
        }
    }

    private void tell(Lookout.Sight sight) {
        long elapsed = System.nanoTime() - began;
        boolean waits = sight.waitsFor() != null;
        // The seconds in it change with every look.
        String news = sight.waitsFor() + String.join("", sight.holders()).replaceAll("\\d+ s\\b", "");
        Duration pause = waits ? BETWEEN_WAITS : told == 0 ? FIRST_LINE : BETWEEN_LINES;
        boolean due = elapsed - told >= pause.toNanos();
        if (!due && !(waits && !news.equals(lastTold)) || elapsed < PATIENCE.toNanos()) {
            return;
        }
        told = elapsed;
        lastTold = news;
        StringBuilder text = new StringBuilder("still running after ")
                .append(TimeUnit.NANOSECONDS.toSeconds(elapsed))
                .append(" s");
        if (sight.statement() != null) {
            text.append(": ").append(sight.statement());
        }
        if (sight.progress() != null) {
            text.append("; ").append(sight.progress());
        }
        if (waits) {
            text.append("; waits for ").append(sight.waitsFor());
            for (String holder : sight.holders()) {
                text.append("; held by ").append(holder);
            }
        }
        context.listener().note(text.toString());
    }

    @Override
    public void close() {
        ScheduledExecutorService running;
        synchronized (this) {
            busy = false;
            closed = true;
            running = thread;
        }
        if (running != null) {
            running.shutdownNow();
        }
        Lookout open = lookout;
        if (open != null) {
            open.close();
        }
    }
}
