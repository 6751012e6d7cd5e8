package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Carries out a statement range by range, in the order of the key. Each batch is a transaction of its own, with the row that says up
 * to which key it came, so that a run that is killed has neither lost nor doubled one when the next goes on.
 */
final class BatchRun {

    /** Long enough for the work to outweigh the commit, short enough for whoever waits for a row. */
    private static final Duration AIM = Duration.ofMillis(300);

    private static final int FIRST_SIZE = 1_000;

    /** Counting more rows than this first would itself be long work. */
    private static final int MOST_COUNTED = 5_000_000;

    private final Run run;
    private final Session session;
    private final Batches batches;
    private final Place place;
    private final Function<String, List<String>> row;
    private final KeyOrder order;
    private final KeyRows keys;

    /**
     * A run of batches.
     *
     * @param place the statement
     * @param row the statements that record a batch, by the message that the history is to have
     */
    BatchRun(Run run, Batches batches, Place place, Function<String, List<String>> row) {
        this.run = run;
        this.session = run.session();
        this.batches = batches;
        this.place = place;
        this.row = row;
        this.order = new KeyOrder(session.kind());
        this.keys = new KeyRows(session, batches, order);
    }

    void run(StatementQueue queue) throws Refused {
        try {
            through(queue);
        } catch (SQLException e) {
            throw new Refused(new StatementFailure(0, 0, session.classify(e), e), place);
        }
    }

    private void through(StatementQueue queue) throws SQLException, Refused {
        var step = Objects.requireNonNull(place.step());
        int number = Objects.requireNonNull(place.statement()).number();
        refuseNullKeys();
        BatchMark mark = BatchMark.find(run, step, number, batches).orElse(new BatchMark(0, List.of()));
        // What is inserted behind it from now on is the application's to fill in; else this might never end.
        List<String> end = keys.last(mark.last());
        if (end == null) {
            return;
        }
        long ahead = keys.countUpTo(mark.last(), MOST_COUNTED);
        long total = ahead < 0 ? -1 : mark.rows() + ahead;
        int size = Math.min(FIRST_SIZE, batches.size());
        if ((ahead < 0 || ahead > size) && !keys.indexed()) {
            run.context()
                    .listener()
                    .note("no index of " + batches.table() + " begins with " + String.join(", ", batches.key())
                            + ": each batch reads the whole table. With an index on the key, or another key, the"
                            + " backfill is a matter of its rows");
        }
        long began = System.nanoTime();
        long before = mark.rows();
        while (!mark.last().equals(end)) {
            List<String> to = keys.behind(mark.last(), end, size - 1);
            if (to != null && to.equals(mark.last())) {
                throw standsStill(to);
            }
            long rows = to == null ? keys.count(mark.last(), end) : size;
            BatchMark next = new BatchMark(mark.rows() + rows, to == null ? end : to);
            long batchBegan = System.nanoTime();
            try {
                batch(queue, mark, next);
            } catch (Refused refused) {
                if (rows <= 1 || !timedOut(refused, batchBegan)) {
                    throw refused;
                }
                size = (int) Math.max(1, rows / 4);
                again("a batch of " + rows + " rows took longer than statement_timeout; trying again with " + size);
                continue;
            }
            mark = next;
            long now = System.nanoTime();
            size = adapted(size, Duration.ofNanos(now - batchBegan));
            run.context()
                    .listener()
                    .batch(
                            step,
                            new BatchProgress(
                                    batches.table(),
                                    mark.rows(),
                                    total,
                                    mark.rows() - before,
                                    Duration.ofNanos(now - began)));
            if (!mark.last().equals(end)) {
                rest(batches.pause());
            }
        }
    }

    /** Whether it was the time limit, and not somebody who ended the statement. */
    private boolean timedOut(Refused refused, long began) {
        Duration limit = run.context().settings().statementTimeout();
        return refused.failure().kind() == FailureKind.STATEMENT_TIMEOUT
                && limit != null
                && System.nanoTime() - began >= limit.toNanos();
    }

    /** Twice the rows at most, since one quick batch does not tell of the next. */
    private int adapted(int size, Duration took) {
        double factor = Math.max(0.25, Math.min(2, (double) AIM.toNanos() / Math.max(1, took.toNanos())));
        return Math.max(1, Math.min(batches.size(), (int) (size * factor)));
    }

    private void batch(StatementQueue queue, BatchMark mark, BatchMark next) throws Refused {
        String change = batches.change().between(order, mark.last().isEmpty() ? null : mark.last(), next.last());
        for (int attempt = 1; ; attempt++) {
            try {
                Place frame = Place.of(Place.Role.FRAME, place.step()).journaled(place.finished(), prefixHash());
                Run.Way<Refused> way = (statement, role) ->
                        queue.add(statement, Place.of(role, place.step()).journaled(place.finished(), prefixHash()));
                run.begin(way);
                queue.add(change, place);
                for (String statement : row.apply(next.message(batches))) {
                    queue.add(statement, frame);
                }
                run.fence(way);
                queue.add("COMMIT", frame);
                queue.flush();
                return;
            } catch (Refused refused) {
                queue.clear();
                FailureKind kind = refused.failure().kind();
                if (kind != FailureKind.LOCK_TIMEOUT
                        || attempt > run.context().settings().retries()) {
                    // Its position counts characters of a text that nobody wrote; what stands around the change is the
                    // backfill's too.
                    throw Refused.forGood(
                            new StatementFailure(0, 0, kind, refused.failure().sqlException()),
                            refused.place().role() == Place.Role.LOCK ? refused.place() : place);
                }
                again("a batch did not get a lock in time ("
                        + RunFailure.firstLine(refused.failure().sqlException()) + "); trying again, " + attempt
                        + " of " + run.context().settings().retries());
                rest(Duration.ofMillis(Runner.pause(attempt)));
            }
        }
    }

    private String prefixHash() {
        return Objects.requireNonNull(place.prefixHash());
    }

    /** Ends what is left of a batch, and tells why there is another try. */
    private void again(String note) throws Refused {
        try {
            session.run("ROLLBACK");
        } catch (StatementFailure e) {
            if (e.kind() == FailureKind.CONNECTION_LOST) {
                throw new Refused(e, place);
            }
            // SQLite has rolled back already.
        }
        run.context().listener().note(note);
    }

    /** Rows without a key would never be reached, and nobody would be told. */
    private void refuseNullKeys() throws SQLException {
        for (String column : batches.key()) {
            if (keys.hasNull(column)) {
                throw Diagnostic.error(
                                "run/backfill-null-key",
                                "rows of " + batches.table() + " have no value in the key " + column
                                        + ", so that no batch would reach them")
                        .at(line())
                        .help("take a key without NULL, such as the primary key")
                        .toException();
            }
        }
    }

    private MigrateException standsStill(List<String> at) {
        return Diagnostic.error(
                        "run/backfill-key",
                        "the backfill of " + batches.table() + " does not get past the key " + String.join(", ", at)
                                + ": the database finds it behind itself, so its text is not all of its value")
                .at(line())
                .help("take another key, such as a number; a row may have been changed twice")
                .toException();
    }

    private SourceSpan line() {
        return SourceSpan.of(
                Objects.requireNonNull(place.file()),
                Objects.requireNonNull(place.statement()).line());
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.error("run/interrupted", "the run was interrupted").toException(e);
        }
    }
}
