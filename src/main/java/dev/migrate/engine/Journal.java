package dev.migrate.engine;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.dialect.StatementFailure;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Position;
import dev.migrate.plan.Step;
import dev.migrate.plan.VersionChange;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step whose statements cannot all be taken back, and records how far it came: before each statement that commits by itself, a
 * row says that it is running and that all before it are finished. After a crash the next run reads that row; only the outcome of the
 * one running statement is then unknown.
 *
 * <p>What runs in batches commits each of them with a row that says how far they came. What stands before, between and behind such
 * statements is one transaction each, where DDL is transactional.
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
    private final Session.Frame frame;

    Journal(Run run, StatementQueue queue, RowSql rows, Hooks hooks, Plan plan, Session.Frame frame) {
        this.run = run;
        this.context = run.context();
        this.session = run.session();
        this.dialect = session.dialect();
        this.queue = queue;
        this.rows = rows;
        this.hooks = hooks;
        this.plan = plan;
        this.frame = frame;
    }

    /** A row about a step's script. */
    static HistoryRow row(StepScript script, Outcome outcome) {
        return HistoryRow.of(
                script.step().revision().id(),
                script.step().revision().title(),
                script.step().direction().word(),
                outcome,
                "sha256:" + script.checksum());
    }

    /**
     * Where a step begins.
     *
     * @param finished how many of its statements are finished already
     * @param prefix what is recorded of those; null where nothing is, or somebody has said to go on from elsewhere
     * @param skipped the number of a statement that is left out; 0 for none
     * @param outcome what the history says at its end
     */
    record Start(int finished, @Nullable Prefix prefix, int skipped, Outcome outcome) {

        static final Start FRESH = new Start(0, null, 0, Outcome.SUCCESS);

        /** The same start once more statements are finished. */
        Start behind(int statements, @Nullable Prefix done) {
            return statements == finished ? this : new Start(statements, done, skipped, outcome);
        }
    }

    /** Queues a step; {@code expected} are the version table's rows at its end, empty where they are too many to look at. */
    void step(StepScript script, Start start, Optional<Position> expected) throws Refused {
        new Walk(script, start).run(expected);
    }

    /** One way through a step's statements. */
    private final class Walk {
        private final StepScript script;
        private final Step step;
        private final Start start;
        private final int startAfter;
        private final boolean grouping;
        private final boolean framed;
        private final PrefixHash prefix = new PrefixHash();
        private final List<Statement> settings = new ArrayList<>();

        private int finished;
        private String finishedHash;
        private boolean open;
        private boolean unrecorded;
        private boolean locked;
        private final List<String> identity = new ArrayList<>();
        private boolean autocommitOff;
        private boolean ownTransaction;

        Walk(StepScript script, Start start) {
            this.script = script;
            this.step = script.step();
            this.start = start;
            this.startAfter = start.finished();
            this.finished = startAfter;
            this.grouping = (session.kind().isMysqlFamily() || script.batches())
                    && script.transactional()
                    && context.settings().transaction() != dev.migrate.config.TransactionMode.NONE;
            this.framed = grouping && frame != Session.Frame.NONE && script.rebuilds();
            this.finishedHash = prefix.value();
            // From where it goes on may be somebody's decision, which the rows of the earlier run do not tell.
            this.unrecorded = startAfter > 0;
            hooks.standing().forEach(this::trackIdentity);
        }

        void run(Optional<Position> expected) throws Refused {
            // On PostgreSQL each of these statements is sent alone, so this machine's clock is as good, and survives a
            // RESET ALL.
            String mark = session.kind() == DatabaseKind.POSTGRESQL ? null : dialect.markBegan();
            Instant began = mark == null ? Instant.now() : null;
            if (mark != null) {
                add(mark, Place.Role.FRAME);
            }
            if (startAfter == 0) {
                Checks.require(script, Journal.this.run, queue);
                hooks.run(hooks.beforeRevision(), queue, Journal.this.run, step, plan.direction(), this::progress);
            }
            statements();
            repeatSettings();
            end(start.outcome(), began, expected);
        }

        private void statements() throws Refused {
            try {
                each();
            } catch (MigrateException e) {
                // An author's own code, or a statement that was only written when its turn came; what is done is done.
                queue.flush();
                if (!open && unrecorded && finished > startAfter) {
                    record(finished, finished, finishedHash);
                    queue.flush();
                }
                throw e;
            }
        }

        private void each() throws Refused {
            script.<Refused>each(queue.way(startAfter, script.reads() ? start.prefix() : null), (s, identity) -> {
                if (s.number() <= startAfter) {
                    if (SessionSettings.repeatable(s, session.kind())) {
                        settings.add(s);
                    }
                    prefix.add(identity);
                    finishedHash = prefix.value();
                } else {
                    repeatSettings();
                    if (s.number() != start.skipped()) {
                        statement(s);
                    }
                    prefix.add(identity);
                    settle(s);
                }
            });
        }

        /** What finished statements set in a session that is gone, or has been reset since. */
        private void repeatSettings() throws Refused {
            for (Statement s : settings) {
                Place place = new Place(Place.Role.FRAME, step, script.file(), s, finished, finishedHash, false);
                if (session.kind() == DatabaseKind.POSTGRESQL) {
                    queue.alone(s.text(), place);
                } else {
                    queue.add(s.text(), place);
                }
                trackIdentity(s);
            }
            settings.clear();
        }

        private void statement(Statement s) throws Refused {
            boolean lockTables =
                    session.kind().isMysqlFamily() && (s.startsWith("LOCK", "TABLES") || s.startsWith("LOCK", "TABLE"));
            StatementClass type = StatementClass.of(s, session.kind());
            Optional<Batches> batches = Batches.of(s, session.kind(), script.file());
            boolean alone = !grouping || locked || lockTables || type.implicitCommit() || batches.isPresent();
            if (!alone) {
                if (!open) {
                    if (unrecorded) {
                        record(finished, finished, finishedHash);
                    }
                    frame(frame.before());
                    Journal.this.run.<Refused>begin(this::add);
                    if (finished == 0) {
                        add(rows.history(Journal.row(script, Outcome.STARTED)), Place.Role.ROWS);
                    }
                    open = true;
                }
                send(s, s.text());
                return;
            }
            int before = s.number() - 1;
            // In a transaction, the script's own or not, the row is there exactly when all before the statement is
            // committed.
            record(s.number(), before, prefix.value());
            if (open) {
                Journal.this.run.<Refused>fence(this::add);
                add("COMMIT", Place.Role.FRAME);
                frame(frame.after());
                open = false;
                finished = before;
                finishedHash = prefix.value();
            } else if (ownTransaction && type.implicitCommit() && !type.transactionControl()) {
                // Whether or not it succeeds itself (MySQL 8.0 Reference Manual, 13.3.3).
                ownTransaction = false;
                finished = before;
                finishedHash = prefix.value();
            }
            if (batches.isPresent()) {
                queue.flush();
                String done = prefix.value();
                new BatchRun(
                                Journal.this.run,
                                batches.get(),
                                Place.script(step, script.file(), s).journaled(before, done),
                                message -> row(s.number(), before, done, message))
                        .run(queue);
                unrecorded = true;
                return;
            }
            removeLeftover(s);
            send(s, lockTables ? withOwnTables(s) : s.text());
            unrecorded = true;
            if (lockTables) {
                locked = true;
            } else if (s.startsWith("UNLOCK")) {
                locked = false;
            }
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

        /** Between a BEGIN of the script's own and its COMMIT, nothing new counts as finished. */
        private void settle(Statement s) throws Refused {
            if (open) {
                return;
            }
            boolean settled = !ownTransaction;
            if (StatementClass.of(s, session.kind()).transactionControl()) {
                if (s.startsWith("BEGIN") || s.startsWith("START")) {
                    settled = false;
                    ownTransaction = true;
                } else if (s.startsWith("SET")) {
                    queue.flush();
                    boolean off = isAutocommitOff();
                    settled |= !off;
                    autocommitOff = off;
                    ownTransaction = off;
                } else {
                    settled = true;
                    ownTransaction = autocommitOff
                            || s.keywords().contains("CHAIN") && !s.keywords().contains("NO");
                }
            }
            if (settled) {
                finished = s.number();
                finishedHash = prefix.value();
                ownTransaction |= autocommitOff;
            }
        }

        private boolean isAutocommitOff() {
            try {
                return "0".equals(session.value("SELECT @@autocommit"));
            } catch (SQLException e) {
                throw Journal.this.run.unexpected("the session could not be asked", e);
            }
        }

        /** CREATE INDEX CONCURRENTLY that fails leaves an invalid index, over which the next try would stumble. */
        private void removeLeftover(Statement s) throws Refused {
            try {
                Optional<String> drop = session.removeLeftover(s);
                if (drop.isPresent() && triedBefore(s)) {
                    context.listener().note("an earlier try left an invalid index behind; first: " + drop.get());
                    queue.alone(drop.get(), Place.of(Place.Role.FRAME, step).journaled(finished, finishedHash));
                }
            } catch (SQLException e) {
                throw Journal.this.run.unexpected("the catalog could not be read", e);
            }
        }

        /** Two rows at least: that of this try, and of one that failed or ended without a word. */
        private boolean triedBefore(Statement s) throws SQLException, Refused {
            queue.flush();
            String table = Journal.this.run.tables().historySql(dialect);
            String here = " WHERE revision = " + dialect.literal(step.revision().id());
            String tries = session.value("SELECT COUNT(*) FROM " + table + here + " AND statement = " + s.number()
                    + " AND outcome IN ('started', 'failed') AND seq > (SELECT COALESCE(MAX(seq), 0) FROM " + table
                    + here
                    + " AND outcome NOT IN ('started', 'failed'))");
            return tries != null && Integer.parseInt(tries) > 1;
        }

        /** MySQL lets a session that holds LOCK TABLES reach no other table, so the plugin's own are locked with them. */
        private String withOwnTables(Statement s) {
            return s.text() + ", " + Journal.this.run.tables().historySql(dialect) + " WRITE, "
                    + Journal.this.run.tables().versionSql(dialect) + " WRITE";
        }

        private void record(int statement, int done, String hash) throws Refused {
            boolean apart = Journal.this.run.lockHeld().expires() && !open && !ownTransaction;
            if (apart) {
                Journal.this.run.<Refused>begin(this::add);
            }
            for (String one : row(statement, done, hash, null)) {
                add(one, Place.Role.ROWS);
            }
            if (apart) {
                Journal.this.run.<Refused>fence(this::add);
                add("COMMIT", Place.Role.FRAME);
            }
            unrecorded = false;
        }

        private StatementFailure leaseExpired() {
            return new StatementFailure(0, 0, FailureKind.OTHER, new SQLException("the lease has expired"));
        }

        /** A row of progress, written as who the session was before the script made it somebody else. */
        private List<String> row(int statement, int done, String hash, @Nullable String message) {
            List<String> statements = new ArrayList<>();
            if (!identity.isEmpty()) {
                statements.addAll(dialect.resetIdentity());
            }
            HistoryRow row = Journal.row(script, Outcome.STARTED).progress(statement, done, hash);
            statements.add(rows.history(row.message(message)));
            statements.addAll(identity);
            return statements;
        }

        /** What must stand around a transaction that may rebuild a table. */
        private void frame(List<String> statements) throws Refused {
            if (framed) {
                for (String statement : statements) {
                    queue.alone(statement, Place.of(Place.Role.FRAME, step).journaled(finished, finishedHash));
                }
            }
        }

        private Place progress(Place place) {
            return place.journaled(finished, finishedHash);
        }

        private void send(Statement s, String text) throws Refused {
            Place place = Place.script(step, script.file(), s).journaled(finished, finishedHash);
            if (s.copyData() != null) {
                queue.copyIn(text, s.copyData(), place);
            } else if (session.kind() == DatabaseKind.POSTGRESQL) {
                // Statements of one pipeline share an implicit transaction, which is what these must not have.
                queue.flush();
                if (!open && !Journal.this.run.lockHeld().isFresh()) {
                    // This process has stood still since the row before it was committed.
                    throw new Refused(
                            leaseExpired(), Place.of(Place.Role.LOCK, step).journaled(finished, finishedHash));
                }
                queue.alone(text, place);
            } else {
                queue.add(text, place);
            }
        }

        private void end(Outcome outcome, @Nullable Instant began, Optional<Position> expected) throws Refused {
            if (unrecorded
                    && !open
                    && (script.verifies() || !hooks.afterRevision().isEmpty())) {
                record(finished, finished, finishedHash);
            }
            hooks.run(hooks.afterRevision(), queue, Journal.this.run, step, plan.direction(), this::progress);
            if (script.verifies()) {
                Checks.verify(script, Journal.this.run, queue);
            }
            boolean putBack = script.changesSession() || locked || hooks.changeSession();
            if (putBack) {
                for (String statement : Journal.this.run.resetSession(open)) {
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
                Journal.this.run.<Refused>begin(this::add);
            }
            for (VersionChange change : step.changes()) {
                add(rows.change(change), Place.Role.ROWS);
            }
            HistoryRow row = Journal.row(script, outcome)
                    .timed(began, millis)
                    .downgradeScript(script.storedDowngrade(queue::settledTables));
            add(rows.history(row, expected), Place.Role.POSITION);
            Journal.this.run.<Refused>fence(this::add);
            queue.add(
                    "COMMIT",
                    Place.of(Place.Role.COMMIT, step)
                            .journaled(finished, finishedHash)
                            .ending());
            frame(frame.after());
            if (putBack) {
                for (Statement statement : hooks.standing()) {
                    queue.add(statement.text(), Place.of(Place.Role.FRAME, null));
                }
            }
            queue.endOfStep();
        }

        private void add(String statement, Place.Role role) throws Refused {
            Place place = Place.of(role, step).journaled(finished, finishedHash);
            if (session.kind() == DatabaseKind.POSTGRESQL) {
                queue.alone(statement, place);
            } else {
                queue.add(statement, place);
            }
        }
    }
}
