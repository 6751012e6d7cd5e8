package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final List<String> key;

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
        this.key = batches.key().stream().map(column -> "k." + column).toList();
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
        String literals = literals();
        BatchMark mark = BatchMark.find(run, step, number, batches).orElse(new BatchMark(0, List.of()));
        // What is inserted behind it from now on is the application's to fill in; else this might never end.
        List<String> end = one("SELECT " + literals + from(mark.last(), List.of()) + ordered(" DESC") + " LIMIT 1");
        if (end == null) {
            return;
        }
        long total = total(mark);
        long began = System.nanoTime();
        long before = mark.rows();
        int size = Math.min(FIRST_SIZE, batches.size());
        while (!mark.last().equals(end)) {
            List<String> to =
                    one("SELECT " + literals + from(mark.last(), end) + ordered("") + " LIMIT 1 OFFSET " + (size - 1));
            long rows = to == null
                    ? Long.parseLong(String.valueOf(session.value("SELECT COUNT(*)" + from(mark.last(), end))))
                    : size;
            BatchMark next = new BatchMark(mark.rows() + rows, to == null ? end : to);
            long batchBegan = System.nanoTime();
            batch(queue, mark, next);
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
                queue.add(session.dialect().begin(), frame);
                String assertion = session.assertLocked();
                if (assertion != null) {
                    queue.add(
                            assertion,
                            Place.of(Place.Role.LOCK, place.step()).journaled(place.finished(), prefixHash()));
                }
                queue.add(change, place);
                for (String statement : row.apply(next.message(batches))) {
                    queue.add(statement, frame);
                }
                queue.add("COMMIT", frame);
                queue.flush();
                return;
            } catch (Refused refused) {
                queue.clear();
                FailureKind kind = refused.failure().kind();
                if (kind != FailureKind.LOCK_TIMEOUT
                        || attempt > run.context().settings().retries()) {
                    // Its position counts characters of a text that nobody wrote.
                    throw new Refused(
                            new StatementFailure(0, 0, kind, refused.failure().sqlException()), refused.place());
                }
                again(refused, attempt);
            }
        }
    }

    private String prefixHash() {
        return Objects.requireNonNull(place.prefixHash());
    }

    private void again(Refused refused, int attempt) throws Refused {
        try {
            session.run("ROLLBACK");
        } catch (StatementFailure e) {
            if (e.kind() == FailureKind.CONNECTION_LOST) {
                throw new Refused(e, place);
            }
            // SQLite has rolled back already.
        }
        run.context()
                .listener()
                .note("a batch did not get a lock in time ("
                        + RunFailure.firstLine(refused.failure().sqlException()) + "); trying again, " + attempt
                        + " of " + run.context().settings().retries());
        rest(Duration.ofMillis(200L << Math.min(attempt, 7)));
    }

    /** Rows without a key would never be reached, and nobody would be told. */
    private void refuseNullKeys() throws SQLException {
        for (String column : key) {
            if (session.value("SELECT 1 FROM " + batches.table() + " k WHERE " + column + " IS NULL LIMIT 1") != null) {
                throw Diagnostic.error(
                                "run/backfill-null-key",
                                "rows of " + batches.table() + " have no value in the key " + column.substring(2)
                                        + ", so that no batch would reach them")
                        .at(SourceSpan.of(
                                Objects.requireNonNull(place.file()),
                                Objects.requireNonNull(place.statement()).line()))
                        .help("take a key without NULL, such as the primary key")
                        .toException();
            }
        }
    }

    private String literals() throws SQLException {
        try (var statement = session.connection().createStatement();
                var result = statement.executeQuery(
                        "SELECT " + String.join(", ", key) + " FROM " + batches.table() + " k WHERE 1 = 0")) {
            List<String> literals = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                literals.add(order.literal(key.get(i), result.getMetaData().getColumnType(i + 1)) + " AS migrate_" + i);
            }
            return String.join(", ", literals);
        }
    }

    private String from(List<String> behind, List<String> upTo) {
        String where = behind.isEmpty() ? "" : " WHERE " + order.behind(key, behind);
        if (!upTo.isEmpty()) {
            where += (where.isEmpty() ? " WHERE " : " AND ") + order.upTo(key, upTo);
        }
        return " FROM " + batches.table() + " k" + where;
    }

    private String ordered(String direction) {
        return key.stream().map(column -> column + direction).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private long total(BatchMark mark) throws SQLException {
        long counted = Long.parseLong(String.valueOf(session.value("SELECT COUNT(*) FROM (SELECT 1 AS one"
                + from(mark.last(), List.of()) + " LIMIT " + (MOST_COUNTED + 1) + ") counted")));
        return counted > MOST_COUNTED ? -1 : mark.rows() + counted;
    }

    private @Nullable List<String> one(String sql) throws SQLException {
        List<List<@Nullable String>> rows = session.rows(sql);
        return rows.isEmpty()
                ? null
                : IntStream.range(0, key.size())
                        .mapToObj(i -> String.valueOf(rows.get(0).get(i)))
                        .toList();
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
