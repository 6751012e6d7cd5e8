package dev.migrate.engine;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.plan.VersionChange;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step whose statements cannot all be taken back, and records how far it came: before each statement that commits by itself, a
 * row says that it is running and that all before it are finished. After a crash the next run reads that row; only the outcome of the
 * one running statement is then unknown.
 *
 * <p>On MySQL and MariaDB changes of data between two such statements share a transaction; with {@code transaction=false}, and while
 * LOCK TABLES holds, each statement stands for itself.
 */
final class Journal {

    private final Run run;
    private final RunContext context;
    private final Session session;
    private final Dialect dialect;
    private final StatementQueue queue;
    private final RowSql rows;
    private final Hooks hooks;
    private final Plan plan;
    private @Nullable Place stopped;

    Journal(Run run, StatementQueue queue, RowSql rows, Hooks hooks, Plan plan) {
        this.run = run;
        this.context = run.context();
        this.session = run.session();
        this.dialect = session.dialect();
        this.queue = queue;
        this.rows = rows;
        this.hooks = hooks;
        this.plan = plan;
    }

    /** A row about a step's script. */
    static HistoryRow row(StepScript script, Outcome outcome) {
        return HistoryRow.of(
                script.step().revision().id(),
                script.step().revision().title(),
                script.step().direction().word(),
                outcome,
                "sha256:" + script.script().checksum());
    }

    /**
     * Where a step begins.
     *
     * @param finished how many of its statements are finished already
     * @param skipped the number of a statement that is left out; 0 for none
     * @param outcome what the history says at its end
     */
    record Start(int finished, int skipped, Outcome outcome) {

        static final Start FRESH = new Start(0, 0, Outcome.SUCCESS);

        Start behind(int statements) {
            return new Start(statements, skipped, outcome);
        }
    }

    /** Queues a step; {@code last} says whether it is the last of the run. */
    void step(StepScript script, Start start, boolean last) throws Refused {
        stopped = null;
        Walk walk = new Walk(script, start);
        try {
            walk.run(last);
        } catch (MigrateException e) {
            // What was queued before is carried out first, so that the row of the failure tells how far the step came.
            queue.flush();
            stopped = walk.at(Place.Role.FRAME);
            throw e;
        }
    }

    /** How far the step came that something else than a refused statement stopped; null when nothing has. */
    @Nullable Place stopped() {
        return stopped;
    }

    /** One way through a step's statements. */
    private final class Walk {
        private final StepScript script;
        private final Step step;
        private final Start start;
        private final int startAfter;
        private final boolean grouping;
        private final PrefixHash prefix = new PrefixHash();

        private int finished;
        private String finishedHash;
        private int current;
        private boolean open;
        private boolean unrecorded;
        private boolean locked;
        private int ownTransaction;
        private final List<String> identity = new ArrayList<>();

        Walk(StepScript script, Start start) {
            this.script = script;
            this.step = script.step();
            this.start = start;
            this.startAfter = start.finished();
            this.finished = startAfter;
            this.grouping = session.kind().isMysqlFamily()
                    && script.section().transactional()
                    && context.settings().transaction() != dev.migrate.config.TransactionMode.NONE;
            this.finishedHash = prefix.value();
        }

        void run(boolean last) throws Refused {
            // On PostgreSQL each of these statements is sent alone, so this machine's clock is as good, and survives a RESET ALL.
            String mark = session.kind() == DatabaseKind.POSTGRESQL ? null : dialect.markBegan();
            Instant began = mark == null ? Instant.now() : null;
            if (mark != null) {
                add(mark, Place.Role.FRAME);
            }
            if (startAfter == 0) {
                Checks.require(script, Journal.this.run, queue);
                hooks.run(hooks.beforeRevision(), queue, Journal.this.run, step, plan.direction(), this::journaled);
            }
            try (StepScript.Statements statements = script.open(session.kind(), context.placeholders())) {
                for (Statement s = statements.next(); s != null; s = statements.next()) {
                    current = s.number();
                    if (s.number() > startAfter && s.number() != start.skipped()) {
                        statement(s);
                    }
                    prefix.add(s);
                    if (s.number() <= startAfter) {
                        finishedHash = prefix.value();
                    } else if (!open && ownTransaction == 0) {
                        finished = s.number();
                        finishedHash = prefix.value();
                    }
                }
            }
            current++;
            end(start.outcome(), began, last);
        }

        private Place journaled(Place place) {
            return place.journaled(finished, finishedHash);
        }

        Place at(Place.Role role) {
            return journaled(Place.of(role, step));
        }

        private void statement(Statement s) throws Refused {
            boolean lockTables = s.startsWith("LOCK", "TABLES") || s.startsWith("LOCK", "TABLE");
            boolean alone = !grouping
                    || locked
                    || lockTables
                    || StatementClass.of(s, session.kind()).implicitCommit();
            if (!alone) {
                if (!open) {
                    if (unrecorded) {
                        record(finished, finished);
                    }
                    add(dialect.begin(), Place.Role.FRAME);
                    if (finished == 0) {
                        add(rows.history(row(script, Outcome.STARTED)), Place.Role.ROWS);
                    }
                    open = true;
                }
                send(s, s.text());
                return;
            }
            if (open) {
                // Recorded in the transaction that it commits: all before it are finished once this row can be read.
                int before = s.number() - 1;
                add(rows.history(row(script, Outcome.STARTED).progress(s.number(), before, prefix.value())), Place.Role.ROWS);
                add("COMMIT", Place.Role.FRAME);
                open = false;
                finished = before;
                finishedHash = prefix.value();
            } else {
                record(s.number(), ownTransaction > 0 ? finished : s.number() - 1);
            }
            send(s, lockTables && session.kind().isMysqlFamily() ? withOwnTables(s) : s.text());
            unrecorded = true;
            if (lockTables && session.kind().isMysqlFamily()) {
                locked = true;
            } else if (s.startsWith("UNLOCK")) {
                locked = false;
            }
            trackOwnTransaction(s);
            trackIdentity(s);
        }

        /** Who the script has made the session to be; the plugin's rows are written as who it was, and the script goes on as it was. */
        private void trackIdentity(Statement s) {
            if (dialect.resetIdentity().isEmpty()) {
                return;
            }
            if (s.startsWith("SET", "ROLE") || s.startsWith("SET", "SESSION", "AUTHORIZATION")) {
                identity.add(s.text());
            } else if (s.startsWith("RESET")) {
                identity.clear();
            }
        }

        /** Between a script's own BEGIN and COMMIT nothing counts as finished. */
        private void trackOwnTransaction(Statement s) {
            if (!StatementClass.of(s, session.kind()).transactionControl()) {
                return;
            }
            if (s.startsWith("BEGIN") || s.startsWith("START")) {
                ownTransaction = s.number();
            } else {
                ownTransaction = 0;
            }
        }

        /** MySQL lets a session that holds LOCK TABLES reach no other table, so the plugin's own are locked with them. */
        private String withOwnTables(Statement s) {
            return s.text() + ", " + Journal.this.run.tables().historySql(dialect) + " WRITE, "
                    + Journal.this.run.tables().versionSql(dialect) + " WRITE";
        }

        private void record(int statement, int done) throws Refused {
            if (!identity.isEmpty()) {
                for (String reset : dialect.resetIdentity()) {
                    add(reset, Place.Role.FRAME);
                }
            }
            add(rows.history(row(script, Outcome.STARTED).progress(statement, done, finishedHash)), Place.Role.ROWS);
            for (String again : identity) {
                add(again, Place.Role.FRAME);
            }
            unrecorded = false;
        }

        private void send(Statement s, String text) throws Refused {
            Place place = journaled(Place.script(step, script.file(), s));
            if (s.copyData() != null) {
                queue.flush();
                try {
                    session.copyIn(text, Objects.requireNonNull(s.copyData()));
                } catch (StatementFailure e) {
                    throw new Refused(e, place);
                }
            } else if (session.kind() == DatabaseKind.POSTGRESQL) {
                // Statements of one pipeline share an implicit transaction, which is what these must not have.
                queue.alone(text, place);
            } else {
                queue.add(text, place);
            }
        }

        private void end(Outcome outcome, @Nullable Instant began, boolean last) throws Refused {
            hooks.run(hooks.afterRevision(), queue, Journal.this.run, step, plan.direction(), this::journaled);
            if (script.verify() != null) {
                if (unrecorded && !open) {
                    record(finished, finished);
                }
                Checks.verify(script, Journal.this.run, queue);
            }
            if (script.changesSession() || locked) {
                for (String statement : dialect.resetSession(Dialect.Limits.of(context.settings()))) {
                    add(statement, Place.Role.FRAME);
                }
            }
            if (script.switchesDatabase() && session.defaultSchema() != null) {
                add("USE " + dialect.quote(session.defaultSchema()), Place.Role.FRAME);
            }
            Long millis = null;
            if (began != null) {
                queue.flush();
                millis = Duration.between(began, Instant.now()).toMillis();
            }
            if (!open) {
                add(dialect.begin(), Place.Role.FRAME);
                String assertion = session.assertLocked();
                if (assertion != null) {
                    add(assertion, Place.Role.LOCK);
                }
            }
            for (VersionChange change : step.changes()) {
                add(rows.change(change), Place.Role.ROWS);
            }
            HistoryRow row = row(script, outcome)
                    .timed(began, millis)
                    .downgradeScript(StoredDowngrade.of(script, session.kind()));
            add(rows.history(row), Place.Role.ROWS);
            queue.add("COMMIT", at(Place.Role.COMMIT).ending());
            if (last) {
                hooks.run(hooks.afterRun(), queue, Journal.this.run, null, plan.direction());
            }
            queue.endOfStep();
        }

        private void add(String statement, Place.Role role) throws Refused {
            Place place = at(role);
            if (session.kind() == DatabaseKind.POSTGRESQL) {
                queue.alone(statement, place);
            } else {
                queue.add(statement, place);
            }
        }
    }
}
