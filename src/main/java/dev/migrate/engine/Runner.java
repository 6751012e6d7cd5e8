package dev.migrate.engine;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Position;
import dev.migrate.plan.Step;
import dev.migrate.plan.VersionChange;
import dev.migrate.sql.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a plan on a locked session. Where DDL is transactional, statements, version rows and history rows of a revision
 * are one transaction; where it is not, {@link Journal} records each statement's end.
 */
public final class Runner {

    private final Run run;
    private final RunContext context;
    private final Session session;
    private final Dialect dialect;
    private final Plan plan;
    private final Hooks hooks;
    private final RowSql rows;
    private final TransactionMode mode;
    private final List<StepScript> scripts;
    private final StatementQueue queue;
    private final Journal journal;
    private final List<Duration> took = new ArrayList<>();
    private final Map<Step, Integer> indexes = new IdentityHashMap<>();

    private boolean hasTables;
    private boolean beforeRunDone;
    private boolean resuming;
    private int executed;
    private int committed;
    private int announced;
    private long stepBegan = System.nanoTime();

    private Runner(Run run, DatabaseState state, Plan plan) {
        this.run = run;
        this.context = run.context();
        this.session = run.session();
        this.dialect = session.dialect();
        this.plan = plan;
        this.mode = mode(context, dialect);
        this.hooks = new Hooks(context, session.kind());
        this.rows = new RowSql(dialect, run.tables(), context.identity());
        this.hasTables = state.hasVersionTable() && state.hasHistory();
        for (int i = 0; i < plan.steps().size(); i++) {
            indexes.put(plan.steps().get(i), i);
        }
        this.scripts = ScriptCheck.read(plan, session.kind(), context.placeholders(), mode != TransactionMode.NONE);
        this.queue = new StatementQueue(session, new StatementQueue.Progress() {
            @Override
            public void done(Step step) {
                stepDone(step);
            }

            @Override
            public void carriedOut(Place place) {
                if (place.role() == Place.Role.COMMIT && place.step() != null) {
                    committed = indexes.get(place.step()) + 1;
                }
            }
        });
        this.journal = new Journal(run, queue, rows, hooks, plan);
    }

    /**
     * Runs a plan.
     *
     * @param run a locked session
     * @param state where the database stands
     * @param plan the steps from there
     * @return how long each step took
     * @throws MigrateException when a step fails, after everything that can be rolled back has been
     */
    public static List<Duration> execute(Run run, DatabaseState state, Plan plan) {
        Runner runner = new Runner(run, state, plan);
        runner.checkIds();
        runner.runAll(Journal.Start.FRESH);
        return List.copyOf(runner.took);
    }

    /**
     * Goes on with a step that stopped in the middle, and runs the steps of the plan behind it.
     *
     * @param run a locked session
     * @param state where the database stands
     * @param plan the steps, the stopped one first
     * @param start where it goes on
     * @return how long each step took
     */
    static List<Duration> resume(Run run, DatabaseState state, Plan plan, Journal.Start start) {
        Runner runner = new Runner(run, state, plan);
        runner.resuming = true;
        runner.runAll(start);
        return List.copyOf(runner.took);
    }

    static TransactionMode mode(RunContext context, Dialect dialect) {
        TransactionMode configured = context.settings().transaction();
        return configured == null
                ? dialect.transactionalDdl() ? TransactionMode.PER_RUN : TransactionMode.PER_REVISION
                : configured;
    }

    private void checkIds() {
        try {
            int longest = plan.steps().stream()
                    .mapToInt(s -> s.revision().id().length())
                    .max()
                    .orElse(0);
            if (hasTables || run.state().hasVersionTable()) {
                int room = longest > 32 ? session.versionColumnLength(run.tables()) : Integer.MAX_VALUE;
                if (longest > room) {
                    Step step = plan.steps().stream()
                            .filter(s -> s.revision().id().length() > room)
                            .findFirst()
                            .orElseThrow();
                    throw Diagnostic.error(
                                    "plan/id-too-long",
                                    "the id \"" + step.revision().id() + "\" has " + step.revision().id().length()
                                            + " characters, and the column version_num of \"" + run.tables().version()
                                            + "\" takes " + room)
                            .at(step.revision()
                                    .span(step.revision().lines().revision(), step.revision().id()))
                            .note("nothing has been run")
                            .help("widen the column: ALTER TABLE " + run.tables().versionSql(dialect)
                                    + (session.kind().isMysqlFamily()
                                            ? " MODIFY version_num VARCHAR(255) NOT NULL"
                                            : " ALTER COLUMN version_num TYPE VARCHAR(255)"))
                            .toException();
                }
            }
        } catch (SQLException e) {
            throw run.unexpected("the version table could not be read", e);
        }
    }

    /** A revision that stopped in the middle has statements that no roll-back reaches, whatever the mode is now. */
    private boolean journaled(int index) {
        return resuming && index == 0
                || !dialect.transactionalDdl()
                || mode == TransactionMode.NONE
                || !scripts.get(index).section().transactional();
    }

    private void runAll(Journal.Start first) {
        int total = plan.steps().size();
        int index = 0;
        int finished = first.finished();
        int attempt = 0;
        while (index < total) {
            int end = index;
            try {
                if (journaled(index)) {
                    if (!hasTables) {
                        run.ensureTables();
                        hasTables = true;
                    }
                    while (end < total && journaled(end)) {
                        announce(end);
                        if (!beforeRunDone) {
                            hooks.run(hooks.beforeRun(), queue, run, null, plan.direction());
                            beforeRunDone = true;
                        }
                        Journal.Start start = end == 0 ? first : Journal.Start.FRESH;
                        journal.step(scripts.get(end), start.behind(finished), end == total - 1);
                        finished = 0;
                        end++;
                    }
                    queue.flush();
                    checkPosition(end);
                } else {
                    while (end < total && !journaled(end)) {
                        end++;
                    }
                    transactional(index, end);
                }
                index = end;
                attempt = 0;
            } catch (Refused refused) {
                queue.clear();
                rollback(refused.failure().kind());
                int at = indexOf(refused, index);
                boolean again = refused.failure().kind() == FailureKind.LOCK_TIMEOUT
                        && attempt < context.settings().retries();
                if (again) {
                    attempt++;
                    backOff(refused, attempt);
                    index = journaled(index) ? at : committed;
                    executed = index;
                    announced = index;
                    finished = journaled(index) ? Math.max(0, refused.place().finished()) : 0;
                    if (!journaled(index) && committed == 0) {
                        beforeRunDone = false;
                    }
                    continue;
                }
                throw failed(refused, at);
            } catch (MigrateException e) {
                queue.clear();
                rollback(FailureKind.OTHER);
                throw failed(e, Math.min(Math.max(index, executed), total - 1));
            }
        }
    }

    private int indexOf(Refused refused, int otherwise) {
        Step step = refused.place().step();
        Integer index = step == null ? null : indexes.get(step);
        return index == null ? otherwise : index;
    }

    /** Steps whose DDL is rolled back with everything else: one transaction for all of them, or one each. */
    private void transactional(int from, int end) throws Refused {
        boolean each = mode == TransactionMode.PER_REVISION;
        boolean open = false;
        for (int i = from; i < end; i++) {
            StepScript script = scripts.get(i);
            Step step = script.step();
            announce(i);
            if (!open) {
                begin(step);
                open = true;
            }
            step(script, i == plan.steps().size() - 1);
            if (each) {
                queue.add("COMMIT", Place.of(Place.Role.COMMIT, step));
                open = false;
            }
            queue.endOfStep();
        }
        if (open) {
            // The rows are looked at before the commit, so that a foreign hand in the version table costs nothing.
            queue.flush();
            checkPosition(end);
            queue.add("COMMIT", Place.of(Place.Role.COMMIT, plan.steps().get(end - 1)));
            queue.flush();
        } else {
            queue.flush();
            checkPosition(end);
        }
        hasTables = true;
    }

    private void begin(Step step) throws Refused {
        queue.add(dialect.begin(), Place.of(Place.Role.FRAME, step));
        String assertion = session.assertLocked();
        if (assertion != null) {
            queue.add(assertion, Place.of(Place.Role.LOCK, step));
        }
        if (!hasTables) {
            for (String statement : dialect.createTables(run.tables())) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
        }
        if (!beforeRunDone) {
            hooks.run(hooks.beforeRun(), queue, run, null, plan.direction());
            beforeRunDone = true;
        }
    }

    private void step(StepScript script, boolean last) throws Refused {
        Step step = script.step();
        String mark = dialect.markBegan();
        Instant began = mark == null ? Instant.now() : null;
        if (mark != null) {
            queue.add(mark, Place.of(Place.Role.FRAME, step));
        }
        Checks.require(script, run, queue);
        hooks.run(hooks.beforeRevision(), queue, run, step, plan.direction());
        try (StepScript.Statements statements = script.open(session.kind(), context.placeholders())) {
            for (Statement s = statements.next(); s != null; s = statements.next()) {
                Place place = Place.script(step, script.file(), s);
                if (s.copyData() == null) {
                    queue.add(s.text(), place);
                } else {
                    copy(s, place);
                }
            }
        }
        hooks.run(hooks.afterRevision(), queue, run, step, plan.direction());
        if (script.setsConstraints()) {
            for (String statement : dialect.resetConstraints()) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
        }
        if (script.verify() != null) {
            Checks.verify(script, run, queue);
        }
        if (script.changesSession()) {
            for (String statement : dialect.resetIdentity()) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
        }
        for (VersionChange change : step.changes()) {
            queue.add(rows.change(change), Place.of(Place.Role.ROWS, step));
        }
        Long millis = null;
        if (began != null) {
            queue.flush();
            millis = Duration.between(began, Instant.now()).toMillis();
        }
        HistoryRow row = Journal.row(script, Outcome.SUCCESS)
                .timed(began, millis)
                .downgradeScript(StoredDowngrade.of(script, session.kind()));
        queue.add(rows.history(row), Place.of(Place.Role.ROWS, step).ending());
        if (script.changesSession()) {
            for (String statement : dialect.resetSession(Dialect.Limits.of(context.settings()))) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
        }
        if (last) {
            hooks.run(hooks.afterRun(), queue, run, null, plan.direction());
        }
    }

    private void copy(Statement s, Place place) throws Refused {
        queue.flush();
        try {
            session.copyIn(s.text(), java.util.Objects.requireNonNull(s.copyData()));
        } catch (StatementFailure e) {
            throw new Refused(e, place);
        }
    }

    /** The version table must say what the plan says; else another program writes to it. */
    private void checkPosition(int end) {
        TreeSet<String> expected = new TreeSet<>(plan.from().rows());
        for (Step step : plan.steps().subList(0, end)) {
            for (VersionChange change : step.changes()) {
                if (change instanceof VersionChange.Insert insert) {
                    expected.add(insert.id());
                } else if (change instanceof VersionChange.Update update) {
                    expected.remove(update.from());
                    expected.add(update.to());
                } else if (change instanceof VersionChange.Delete delete) {
                    expected.remove(delete.id());
                }
            }
        }
        Position stands = run.position();
        if (!stands.rows().equals(List.copyOf(expected))) {
            throw Diagnostic.error(
                            "run/version-changed",
                            "the version table \"" + run.tables().version() + "\" says \"" + stands.display()
                                    + "\" where this run wrote \"" + Position.of(expected).display() + "\"")
                    .note("another program, or a script, writes to it")
                    .help("let only one tool write to it, then look: mvn migrate:current")
                    .toException();
        }
    }

    private void announce(int index) {
        if (announced == index && index == executed) {
            announced = index + 1;
            stepBegan = System.nanoTime();
            context.listener().stepStarted(plan.steps().get(index), index + 1, plan.steps().size());
        }
    }

    private void stepDone(Step step) {
        int index = indexes.get(step);
        if (announced <= index) {
            announced = index + 1;
            context.listener().stepStarted(step, index + 1, plan.steps().size());
        }
        long now = System.nanoTime();
        Duration duration = Duration.ofNanos(now - stepBegan);
        stepBegan = now;
        executed = index + 1;
        if (journaled(index)) {
            committed = executed;
        }
        while (took.size() > index) {
            took.remove(took.size() - 1);
        }
        took.add(duration);
        context.listener().stepFinished(step, duration);
    }

    private void backOff(Refused refused, int attempt) {
        long base = 500L << Math.min(attempt, 6);
        long millis = base / 2 + ThreadLocalRandom.current().nextLong(base);
        context.listener()
                .note("a lock was not to be had in time (" + RunFailure.firstLine(refused.failure().sqlException())
                        + "); trying again in " + millis + " ms, " + attempt + " of "
                        + context.settings().retries());
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.error("run/interrupted", "the run was interrupted").toException(e);
        }
    }

    private void rollback(FailureKind kind) {
        if (kind == FailureKind.CONNECTION_LOST) {
            return;
        }
        try {
            session.run("ROLLBACK");
        } catch (StatementFailure ignored) {
            // No transaction was open, or the connection is gone; either way nothing more can be taken back.
        }
        for (String statement : dialect.resetSession(Dialect.Limits.of(context.settings()))) {
            try {
                session.run(statement);
            } catch (StatementFailure ignored) {
                // The session is only needed for one more row.
            }
        }
    }

    private MigrateException failed(Refused refused, int at) {
        StepScript script = scripts.get(Math.min(at, scripts.size() - 1));
        Diagnostic diagnostic = RunFailure.of(context, session, refused, script.statements());
        Place place = refused.place();
        HistoryRow row = Journal.row(script, Outcome.FAILED).message(RunFailure.firstLine(refused.failure().sqlException()));
        if (place.finished() >= 0) {
            row = progress(row, place);
        }
        boolean lost = refused.failure().kind() == FailureKind.CONNECTION_LOST;
        boolean recorded = !lost && record(row);
        for (String note : aftermath(at, place, lost)) {
            diagnostic = diagnostic.note(note);
        }
        if (!lost && !recorded) {
            diagnostic = diagnostic.note("the failure could not be written to the history");
        }
        if (place.finished() > 0 && diagnostic.help() == null) {
            diagnostic = diagnostic.help(
                    (place.role() == Place.Role.HOOK ? "correct the hook" : "correct the statement in the script") + ", then: "
                            + resumption());
        } else if (diagnostic.help() == null) {
            diagnostic = diagnostic.help("correct the script and run the same command again");
        }
        return diagnostic.toException(refused.failure().sqlException());
    }

    private MigrateException failed(MigrateException e, int at) {
        HistoryRow row = Journal.row(scripts.get(at), Outcome.FAILED).message(e.getMessage());
        Place stopped = journal.stopped();
        Place place = stopped == null ? Place.of(Place.Role.FRAME, null) : stopped;
        record(stopped == null ? row : progress(row, stopped));
        List<Diagnostic> diagnostics = new ArrayList<>(e.diagnostics());
        Diagnostic first = diagnostics.get(0);
        for (String note : aftermath(at, place, false)) {
            first = first.note(note);
        }
        if (place.finished() > 0) {
            first = first.help((first.help() == null ? "mend it" : first.help()) + "; then: " + resumption());
        }
        diagnostics.set(0, first);
        return new MigrateException(diagnostics, e.getCause());
    }

    private static HistoryRow progress(HistoryRow row, Place place) {
        Statement statement = place.role() == Place.Role.SCRIPT ? place.statement() : null;
        int number = statement == null ? place.finished() + 1 : statement.number();
        return row.progress(number, place.finished(), String.valueOf(place.prefixHash()));
    }

    private String resumption() {
        String name = context.settings().name();
        int slash = name.indexOf('/');
        return "mvn migrate:repair -Dmigrate.resume -Dmigrate.env=" + (slash < 0 ? name : name.substring(0, slash));
    }

    /** What became of the run: what was applied, what was rolled back, where the database stands now. */
    private List<String> aftermath(int at, Place place, boolean lost) {
        List<String> notes = new ArrayList<>();
        if (lost) {
            notes.add("whether the database still carried out what was sent last is not known here; the same command finds out and"
                    + " goes on from where the database stands");
            return notes;
        }
        if (committed > 0) {
            notes.add((committed == 1 ? "1 revision was applied and stays: " : committed + " revisions were applied and stay: ")
                    + ids(0, committed));
        }
        boolean partly = place.finished() > 0;
        if (partly) {
            notes.add(place.finished() + (place.finished() == 1 ? " statement" : " statements") + " of \""
                    + plan.steps().get(at).revision().id() + "\" "
                    + (place.finished() == 1 ? "is done and stays" : "are done and stay") + ", for " + session.kind().displayName()
                    + " cannot take " + (place.finished() == 1 ? "it" : "them") + " back; the history says so");
        }
        if (executed > committed) {
            notes.add("rolled back: " + ids(committed, executed));
        } else if (!partly) {
            notes.add(committed == 0 ? "nothing was applied" : "the failed revision left nothing behind");
        }
        try {
            notes.add("the database stands at " + (hasTables || run.state().hasVersionTable() ? run.position().display() : "base"));
        } catch (MigrateException e) {
            // The session may be broken; what is known has been said.
        }
        return notes;
    }

    private String ids(int from, int to) {
        List<String> ids = plan.steps().subList(from, to).stream()
                .map(s -> s.revision().id())
                .toList();
        return ids.size() <= 6
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, 3)) + ", … " + (ids.size() - 4) + " more …, " + ids.get(ids.size() - 1);
    }

    /** Appends the row of a failure, and lets the hooks for failures run. */
    private boolean record(HistoryRow row) {
        boolean written = false;
        try {
            for (String statement : dialect.createTables(run.tables())) {
                if (!run.state().hasHistory() || !run.state().hasVersionTable()) {
                    session.run(statement);
                }
            }
            session.run(rows.history(row.timed(Instant.now(), null)));
            written = true;
        } catch (StatementFailure | MigrateException e) {
            context.listener().note("the failure could not be written to the history: " + e.getMessage());
        }
        try {
            StatementQueue after = new StatementQueue(session, new StatementQueue.Progress() {
                @Override
                public void done(Step step) {
                    // No step ends here.
                }

                @Override
                public void carriedOut(Place place) {
                    // Nothing is counted.
                }
            });
            hooks.run(hooks.onFailure(), after, run, null, plan.direction());
            after.flush();
        } catch (Refused | MigrateException e) {
            context.listener().note("the hook on_failure failed: " + e.getMessage());
        }
        return written;
    }
}
