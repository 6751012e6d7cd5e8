package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Course;
import dev.migrate.plan.Plan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is done and said once a run has failed and everything that can be rolled back has been: the row in the history, the hooks for
 * failures, and the notes on what was applied, what was taken back, and where the database stands.
 */
final class Aftermath {

    private final Run run;
    private final RunContext context;
    private final Session session;
    private final Dialect dialect;
    private final Plan plan;
    private final PlanScripts scripts;
    private final Course course;
    private final Hooks hooks;
    private final RowSql rows;
    private final IntPredicate journaled;

    Aftermath(
            Run run, Plan plan, PlanScripts scripts, Course course, Hooks hooks, RowSql rows, IntPredicate journaled) {
        this.run = run;
        this.context = run.context();
        this.session = run.session();
        this.dialect = session.dialect();
        this.plan = plan;
        this.scripts = scripts;
        this.course = course;
        this.hooks = hooks;
        this.rows = rows;
        this.journaled = journaled;
    }

    /** A statement was refused. */
    MigrateException failed(Refused refused, int at, int executed, int committed, boolean hasTables) {
        StepScript script = scripts.get(at);
        Place place = refused.place();
        SQLException said = refused.failure().sqlException();
        Diagnostic diagnostic = RunFailure.of(run, refused, script.statements());
        boolean lost = refused.failure().kind() == FailureKind.CONNECTION_LOST;
        Stop stop = lost ? Stop.UNKNOWN : stop(at, place);
        Optional<String> leftover = lost ? Optional.empty() : leftover(place);
        if (!lost && !diagnostic.code().equals(RunFailure.LEASE_LOST)) {
            diagnostic = record(diagnostic, script, stop, RunFailure.firstLine(said));
        }
        if (leftover.isPresent()) {
            diagnostic = diagnostic.note(
                    "it left an index behind that is invalid; the next try removes it first: " + leftover.get());
        }
        return told(diagnostic, at, stop, lost, executed, committed, hasTables).toException(said);
    }

    /** A check or a hook in Java said no, or the connection ended between two statements. */
    MigrateException failed(MigrateException e, int at, int executed, int committed, boolean hasTables) {
        List<Diagnostic> diagnostics = new ArrayList<>(e.diagnostics());
        Diagnostic first = diagnostics.get(0);
        boolean lost = first.code().equals(RunFailure.LOST);
        Stop stop = lost
                ? Stop.UNKNOWN
                : stop(at, Place.of(Place.Role.FRAME, plan.steps().get(at)));
        if (!lost) {
            first = record(first, scripts.get(at), stop, first.message());
        }
        diagnostics.set(0, told(first, at, stop, lost, executed, committed, hasTables));
        return new MigrateException(diagnostics, e.getCause());
    }

    /** A hook behind the last revision failed. */
    MigrateException hookFailed(Diagnostic diagnostic, @Nullable Throwable cause) {
        onFailure();
        List<String> ids = plan.steps().stream().map(s -> s.revision().id()).toList();
        return new MigrateException(
                List.of(diagnostic
                        .note("every revision of this run is applied and stays: " + joined(ids))
                        .note("the database stands at " + plan.to().display())
                        .help("correct the hook of after_run; what is left of its work is to be done by hand, for"
                                + " there is no revision left to run")),
                cause);
    }

    /**
     * Where a journaled step stopped.
     *
     * @param statement the statement that failed; the same as {@code finished} where it failed between two
     * @param finished how many are done and stay; -1 where none can be
     * @param hash a hash of those
     * @param recorded whether the history says so already, or knows better than this
     * @param rows how many rows a backfill that failed has gone through
     */
    private record Stop(
            int statement, int finished, @Nullable String hash, boolean recorded, long rows) {
        static final Stop NONE = new Stop(0, -1, null, false, 0);
        static final Stop UNKNOWN = new Stop(0, -1, null, true, 0);

        /** Whether something of the step is done and stays. */
        boolean partly() {
            return finished > 0 || rows > 0;
        }
    }

    private Stop stop(int at, Place place) {
        if (!journaled.test(at)) {
            return Stop.NONE;
        }
        if (place.finished() >= 0) {
            int statement = place.role() == Place.Role.SCRIPT && place.statement() != null
                    ? place.statement().number()
                    : place.finished();
            return new Stop(statement, place.finished(), place.prefixHash(), false, batched(place));
        }
        // A hook before the run, or a check: a row without progress would hide what is recorded of the step.
        Optional<History.Unfinished> known;
        try {
            known = run.state().history().unfinished();
        } catch (MigrateException e) {
            return Stop.UNKNOWN;
        }
        String id = plan.steps().get(at).revision().id();
        return known.filter(u -> u.revision().equals(id))
                .map(u -> new Stop(
                        u.statement(), u.finished(), u.prefixHash(), u.crashed() && u.statement() != u.finished(), 0))
                .orElse(Stop.NONE);
    }

    private long batched(Place place) {
        if (place.statement() == null || place.step() == null || !Batches.marked(place.statement())) {
            return 0;
        }
        try {
            return Batches.of(place.statement(), session.kind(), Objects.requireNonNull(place.file()))
                    .flatMap(b -> found(place, b))
                    .map(BatchMark::rows)
                    .orElse(0L);
        } catch (MigrateException e) {
            return 0;
        }
    }

    private Optional<BatchMark> found(Place place, Batches batches) {
        try {
            return BatchMark.find(
                    run,
                    Objects.requireNonNull(place.step()),
                    Objects.requireNonNull(place.statement()).number(),
                    batches);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Optional<String> leftover(Place place) {
        try {
            return place.statement() == null || place.role() != Place.Role.SCRIPT
                    ? Optional.empty()
                    : session.removeLeftover(place.statement());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Diagnostic told(
            Diagnostic diagnostic, int at, Stop stop, boolean lost, int executed, int committed, boolean hasTables) {
        Diagnostic told = diagnostic;
        for (String note : notes(at, stop, lost, executed, committed, hasTables)) {
            told = told.note(note);
        }
        if (diagnostic.code().equals(RunFailure.VERSION_CHANGED)) {
            String rows = "\"" + course.behind(at).display() + "\"";
            return told.help(
                    stop.partly()
                            ? "let only one tool write to it; then put its rows back to " + rows
                                    + ", and go on: mvn migrate:repair" + " -Dmigrate.resume" + context.option()
                            : "let only one tool write to it, then look: mvn migrate:current" + context.option());
        }
        if (stop.partly() && !stop.recorded()) {
            String resume = "mvn migrate:repair -Dmigrate.resume" + context.option();
            return told.help((diagnostic.help() == null ? "correct the statement in the script" : diagnostic.help())
                    + "; then: " + resume);
        }
        return diagnostic.help() == null ? told.help("correct the script and run the same command again") : told;
    }

    /** What became of the run: what was applied, what was rolled back, where the database stands now. */
    private List<String> notes(int at, Stop stop, boolean lost, int executed, int committed, boolean hasTables) {
        List<String> notes = new ArrayList<>();
        if (committed > 0) {
            notes.add((committed == 1
                            ? "1 revision was applied and stays: "
                            : committed + " revisions were applied and stay: ")
                    + ids(0, committed));
        }
        if (lost) {
            notes.add("whether the database still carried out what was sent last is not known here; the same command"
                    + " finds out and goes on from where the database stands");
            return notes;
        }
        boolean partly = stop.partly();
        if (stop.rows() > 0) {
            notes.add("its batches are committed and stay, " + stop.rows()
                    + " rows in all; the history says up to which key");
        }
        if (stop.finished() > 0) {
            String are = stop.finished() == 1 ? "is" : "are";
            notes.add(stop.finished() + (stop.finished() == 1 ? " statement" : " statements") + " of \""
                    + plan.steps().get(at).revision().id() + "\" " + are + " done and "
                    + (stop.finished() == 1 ? "stays" : "stay") + ", for "
                    + session.kind().displayName()
                    + (dialect.transactionalDdl() ? " ran without a transaction" : " cannot take back what it commits")
                    + "; the history says so");
        }
        if (executed > committed) {
            notes.add("rolled back: " + ids(committed, executed));
        } else if (!partly) {
            notes.add(committed == 0 ? "nothing was applied" : "the failed revision left nothing behind");
        }
        try {
            boolean there = hasTables || run.state().hasVersionTable();
            notes.add("the database stands at " + (there ? run.position().display() : "base"));
        } catch (MigrateException e) {
            // The session may be broken; what is known has been said.
        }
        return notes;
    }

    private String ids(int from, int to) {
        return joined(plan.steps().subList(from, to).stream()
                .map(s -> s.revision().id())
                .toList());
    }

    private static String joined(List<String> ids) {
        return ids.size() <= 6
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, 3)) + ", … " + (ids.size() - 4) + " more …, "
                        + ids.get(ids.size() - 1);
    }

    /** Appends the row of a failure, and lets the hooks for failures run. */
    private Diagnostic record(Diagnostic diagnostic, StepScript script, Stop stop, String message) {
        Diagnostic told = diagnostic;
        if (!stop.recorded()) {
            HistoryRow row = Journal.row(script, Outcome.FAILED).message(message);
            if (stop.finished() >= 0) {
                row = row.progress(stop.statement(), stop.finished(), String.valueOf(stop.hash()));
            }
            try {
                if (!run.state().hasHistory() || !run.state().hasVersionTable()) {
                    for (String statement : dialect.createTables(run.tables())) {
                        session.run(statement);
                    }
                }
                List<String> statements = new ArrayList<>();
                if (run.lockHeld().expires()) {
                    run.<RuntimeException>begin((statement, role) -> statements.add(statement));
                }
                statements.add(rows.history(row.timed(Instant.now(), null)));
                if (run.lockHeld().expires()) {
                    run.<RuntimeException>fence((statement, role) -> statements.add(statement));
                    statements.add("COMMIT");
                }
                session.batch(statements, i -> {});
            } catch (StatementFailure e) {
                rollBackQuietly();
                told = told.note(
                        "the failure could not be written to the history: " + RunFailure.firstLine(e.sqlException()));
            } catch (MigrateException e) {
                told = told.note("the failure could not be written to the history: " + e.getMessage());
            }
        }
        onFailure();
        return told;
    }

    private void rollBackQuietly() {
        if (run.lockHeld().expires()) {
            try {
                session.run("ROLLBACK");
            } catch (StatementFailure ignored) {
                // Nothing is left to be saved.
            }
        }
    }

    private void onFailure() {
        try {
            StatementQueue after = new StatementQueue(run, StatementQueue.Progress.NOBODY);
            hooks.run(hooks.onFailure(), after, run, null, plan.direction());
            after.flush();
        } catch (Refused | MigrateException e) {
            context.listener().note("the hook on_failure failed: " + e.getMessage());
        }
    }
}
