package dev.migrate.engine;

import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Course;
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
import java.util.Optional;
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
    private final PlanScripts scripts;
    private final @Nullable Tracing tracing;
    private final StatementQueue queue;
    private final Journal journal;
    private final Aftermath aftermath;
    private final Session.Frame frame;
    private final List<Duration> took = new ArrayList<>();
    private final Map<Step, Integer> indexes = new IdentityHashMap<>();
    private final Course course;

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
        this.course = new Course(plan);
        for (int i = 0; i < plan.steps().size(); i++) {
            indexes.put(plan.steps().get(i), i);
        }
        this.scripts = ScriptCheck.read(plan, session.kind(), context, mode != TransactionMode.NONE);
        this.tracing = Tracing.of(run, scripts);
        var progress = new StatementQueue.Progress() {
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
        };
        this.queue = new StatementQueue(run, progress, tracing);
        this.frame = rebuildFrame();
        this.journal = new Journal(run, queue, rows, hooks, plan, frame);
        this.aftermath = new Aftermath(run, plan, scripts, course, hooks, rows, this::journaled);
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
        try {
            runner.checkIds();
            RowVersions.warn(run, runner.scripts);
            runner.runAll(Journal.Start.FRESH);
        } finally {
            runner.close();
        }
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
        try {
            runner.resuming = true;
            runner.runAll(start);
        } finally {
            runner.close();
        }
        return List.copyOf(runner.took);
    }

    private void close() {
        if (tracing != null) {
            tracing.close();
        }
        scripts.close();
    }

    static TransactionMode mode(RunContext context, Dialect dialect) {
        return TransactionMode.of(context.settings().transaction(), dialect.transactionalDdl());
    }

    private Session.Frame rebuildFrame() {
        try {
            return scripts.all().stream().anyMatch(StepScript::rebuilds) ? session.rebuildFrame() : Session.Frame.NONE;
        } catch (SQLException e) {
            throw run.unexpected("the session could not be asked", e);
        }
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
                                    "the id \"" + step.revision().id() + "\" has "
                                            + step.revision().id().length()
                                            + " characters, and the column version_num of \""
                                            + run.tables().version()
                                            + "\" takes " + room)
                            .at(step.revision()
                                    .span(
                                            step.revision().lines().revision(),
                                            step.revision().id()))
                            .note("nothing has been run")
                            .help("widen the column: ALTER TABLE "
                                    + run.tables().versionSql(dialect)
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
                || !scripts.get(index).transactional()
                || scripts.get(index).batches();
    }

    private void runAll(Journal.Start first) {
        int total = plan.steps().size();
        int index = 0;
        int finished = first.finished();
        Prefix prefix = first.prefix();
        int attempt = 0;
        while (index < total) {
            int end = index;
            try {
                if (journaled(index)) {
                    if (!hasTables) {
                        run.ensureTables();
                        hasTables = true;
                    }
                    if (!beforeRunDone) {
                        hooks.run(hooks.beforeRun(), queue, run, null, plan.direction());
                        queue.flush();
                        beforeRunDone = true;
                    }
                    while (end < total && journaled(end)) {
                        announce(end);
                        Journal.Start start = end == 0 ? first : Journal.Start.FRESH;
                        journal.step(scripts.get(end), start.behind(finished, prefix), course.expectedBehind(end + 1));
                        finished = 0;
                        end++;
                    }
                    queue.flush();
                } else {
                    do {
                        end++;
                    } while (end < total && !journaled(end) && !apart(end) && !apart(index));
                    frame(apart(index) ? frame.before() : List.of(), index);
                    transactional(index, end);
                    frame(apart(index) ? frame.after() : List.of(), index);
                }
                index = end;
                attempt = 0;
            } catch (Refused refused) {
                queue.clear();
                rollback(refused.failure().kind());
                int at = indexOf(refused, Math.min(Math.max(index, executed), total - 1));
                if (again(refused, attempt)) {
                    attempt++;
                    backOff(refused, attempt);
                    if (journaled(index)) {
                        Place place = refused.place();
                        finished = place.finished() >= 0 ? place.finished() : at == 0 ? first.finished() : 0;
                        prefix = place.prefixHash() == null ? first.prefix() : new Prefix(finished, place.prefixHash());
                        index = at;
                    } else {
                        index = committed;
                        finished = 0;
                        beforeRunDone &= committed > 0;
                    }
                    executed = index;
                    announced = index;
                    continue;
                }
                throw aftermath.failed(refused, at, executed, committed, hasTables);
            } catch (MigrateException e) {
                queue.clear();
                rollback(FailureKind.OTHER);
                int at = Math.min(Math.max(index, executed), total - 1);
                throw aftermath.failed(e, at, executed, committed, hasTables);
            }
        }
        if (total > 0 && journaled(total - 1)) {
            afterRun();
        }
    }

    private boolean again(Refused refused, int attempt) {
        return refused.failure().kind() == FailureKind.LOCK_TIMEOUT
                && !refused.wasTried()
                && attempt < context.settings().retries();
    }

    /** The hooks of a run whose last revision was not in a transaction: everything before them is done and stays. */
    private void afterRun() {
        for (int attempt = 0; ; attempt++) {
            try {
                hooks.run(hooks.afterRun(), queue, run, null, plan.direction());
                queue.flush();
                return;
            } catch (Refused refused) {
                queue.clear();
                rollback(refused.failure().kind());
                if (!again(refused, attempt)) {
                    throw aftermath.hookFailed(
                            RunFailure.of(run, refused, 0), refused.failure().sqlException());
                }
                backOff(refused, attempt + 1);
            } catch (MigrateException e) {
                rollback(FailureKind.OTHER);
                throw aftermath.hookFailed(e.diagnostics().get(0), e.getCause());
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
                commit(step);
                open = false;
            }
            queue.endOfStep();
        }
        if (open) {
            commit(plan.steps().get(end - 1));
        }
        queue.flush();
        hasTables = true;
    }

    private void commit(Step step) throws Refused {
        run.<Refused>fence((statement, role) -> queue.add(statement, Place.of(role, step)));
        queue.add("COMMIT", Place.of(Place.Role.COMMIT, step));
    }

    /** A transaction of its own, where what stands around it would change what other revisions do to rows. */
    private boolean apart(int index) {
        return frame != Session.Frame.NONE && scripts.get(index).rebuilds();
    }

    private void frame(List<String> statements, int index) throws Refused {
        for (String statement : statements) {
            queue.alone(statement, Place.of(Place.Role.FRAME, plan.steps().get(index)));
        }
    }

    private void begin(Step step) throws Refused {
        run.<Refused>begin((statement, role) -> queue.add(statement, Place.of(role, step)));
        if (!hasTables) {
            for (String statement : dialect.createTables(run.tables())) {
                queue.add(statement, Place.of(Place.Role.TABLES, step));
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
        script.<Refused>each(queue.way(0, null), (s, identity) -> {
            if (Batches.marked(s)) {
                throw Diagnostic.error(
                                "script/backfill-transaction",
                                "a backfill commits each batch, and a revision that reads is run in one transaction")
                        .at(SourceSpan.of(script.file(), s.line()))
                        .help("put the backfill in a revision of its own, or let the class answer:"
                                + " boolean transactional() { return false; }")
                        .toException();
            }
            Place place = Place.script(step, script.file(), s);
            if (s.copyData() == null) {
                queue.add(s.text(), place);
            } else {
                queue.copyIn(s.text(), s.copyData(), place);
            }
        });
        hooks.run(hooks.afterRevision(), queue, run, step, plan.direction());
        if (script.setsConstraints()) {
            for (String statement : dialect.resetConstraints()) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
        }
        if (script.verifies()) {
            Checks.verify(script, run, queue);
        }
        boolean putBack = script.changesSession() || hooks.changeSession();
        if (putBack) {
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
                .downgradeScript(script.storedDowngrade(queue::settledTables));
        Optional<Position> expected = course.expectedBehind(indexes.get(step) + 1);
        queue.add(
                rows.history(row, expected), Place.of(Place.Role.POSITION, step).ending());
        if (putBack) {
            for (String statement : run.resetSession(true)) {
                queue.add(statement, Place.of(Place.Role.FRAME, step));
            }
            for (Statement statement : hooks.standing()) {
                queue.add(statement.text(), Place.of(Place.Role.FRAME, step));
            }
        }
        if (last) {
            hooks.run(hooks.afterRun(), queue, run, null, plan.direction());
        }
    }

    private void announce(int index) {
        if (announced == index && index == executed) {
            announced = index + 1;
            stepBegan = System.nanoTime();
            context.listener()
                    .stepStarted(
                            plan.steps().get(index), index + 1, plan.steps().size());
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

    /** Twice as long each time, and each time somewhere else, so that two runs do not meet again. */
    static long pause(int attempt) {
        long base = 200L << Math.min(attempt, 7);
        return base / 2 + ThreadLocalRandom.current().nextLong(base);
    }

    private void backOff(Refused refused, int attempt) {
        long millis = pause(attempt);
        StringBuilder note = new StringBuilder("a lock was not to be had in time (")
                .append(RunFailure.firstLine(refused.failure().sqlException()));
        run.watch().holders().forEach(holder -> note.append("; ").append(holder));
        context.listener()
                .note(note.append("); trying again in ")
                        .append(millis)
                        .append(" ms, ")
                        .append(attempt)
                        .append(" of ")
                        .append(context.settings().retries())
                        .toString());
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
        List<String> again = new ArrayList<>(frame.after());
        if (!session.isShared()) {
            // Else the roll-back has taken back what was set, or nobody can.
            again.addAll(run.resetSession(false));
        }
        for (String statement : again) {
            try {
                session.run(statement);
            } catch (StatementFailure ignored) {
                // The session is only needed for one more row.
            }
        }
    }
}
