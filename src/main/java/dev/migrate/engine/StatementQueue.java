package dev.migrate.engine;

import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.dialect.Tracer;
import dev.migrate.plan.Step;
import java.io.Reader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Statements on their way to the database. They wait here to travel together, since a build server is milliseconds away; how many
 * steps travel at once grows while they are quick, and shrinks to one when they take long, so that a person sees each slow step end.
 */
final class StatementQueue {

    /** Enough for hundreds of small statements, little enough for any heap. */
    private static final int MOST_CHARS = 256 * 1024;

    private static final int MOST_STEPS = 256;
    private static final Duration QUICK = Duration.ofMillis(150);

    private final Session session;
    private final @Nullable Tracing tracing;
    private final Watch watch;
    private final IntConsumer stepDone;
    private final List<String> statements = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private int chars;
    private int steps;
    private int window = 1;

    /**
     * A queue.
     *
     * @param run where statements go
     * @param progress is told of each step that is done, in order
     */
    StatementQueue(Run run, Progress progress) {
        this(run, progress, null);
    }

    /**
     * A queue whose statements may be watched.
     *
     * @param tracing measures what the scripts' statements do, each of which is then sent by itself; null for nothing
     */
    StatementQueue(Run run, Progress progress, @Nullable Tracing tracing) {
        this.session = run.session();
        this.watch = run.watch();
        this.tracing = tracing;
        this.stepDone = i -> {
            Place place = places.get(i);
            if (place.endsStep() && place.step() != null) {
                progress.done(place.step());
            }
            progress.carriedOut(place);
        };
    }

    /** Is told how far the database has come. */
    interface Progress {
        /** Where nobody counts. */
        Progress NOBODY = new Progress() {
            @Override
            public void done(Step step) {
                // No step ends here.
            }

            @Override
            public void carriedOut(Place place) {
                // Nothing is counted.
            }
        };

        void done(Step step);

        void carriedOut(Place place);
    }

    void add(String statement, Place place) throws Refused {
        if (tracing != null && place.role() == Place.Role.SCRIPT) {
            flush();
            send(
                    statement,
                    place,
                    (text, behind) -> session.batch(behind == null ? List.of(text) : List.of(text, behind), i -> {}));
            return;
        }
        if (chars > 0 && chars + statement.length() > MOST_CHARS) {
            flush();
        }
        statements.add(statement);
        places.add(place);
        chars += statement.length();
    }

    /** Sends one statement by itself, for those that a database wants in a message of their own. */
    void alone(String statement, Place place) throws Refused {
        flush();
        add(statement, place);
        flush();
    }

    /** Sends a statement with the data that stands behind it, in its turn. */
    void copyIn(String statement, Reader data, Place place) throws Refused {
        flush();
        send(statement, place, (text, behind) -> session.copyIn(text, data));
    }

    private void send(String statement, Place place, Tracer.Sending sending) throws Refused {
        watch.begin();
        try {
            if (tracing == null) {
                sending.send(statement);
            } else {
                tracing.send(statement, place, sending);
            }
        } catch (StatementFailure e) {
            throw new Refused(e, place);
        } finally {
            watch.end();
        }
    }

    /** How the statements of a step are made that go into this queue. */
    Way way(int finished, @Nullable Prefix prefix) {
        return new Way(
                () -> {
                    flush();
                    return session;
                },
                finished,
                prefix);
    }

    /** The tables that are there, once everything that was handed over has been carried out. */
    LiveCatalog settledTables() throws Refused {
        flush();
        return session.catalog();
    }

    /** Tells that a step's statements are all here. */
    void endOfStep() throws Refused {
        steps++;
        if (steps >= window || !session.pipelines()) {
            flush();
        }
    }

    void flush() throws Refused {
        if (statements.isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        watch.begin();
        try {
            session.batch(List.copyOf(statements), stepDone);
        } catch (StatementFailure e) {
            Place place = places.get(Math.min(e.index(), places.size() - 1));
            throw new Refused(e, place);
        } finally {
            watch.end();
            clear();
        }
        boolean quick = System.nanoTime() - start < QUICK.toNanos();
        window = quick ? Math.min(MOST_STEPS, window * 2) : Math.max(1, window / 4);
    }

    /** Forgets what has not been sent. */
    void clear() {
        statements.clear();
        places.clear();
        chars = 0;
        steps = 0;
    }
}
