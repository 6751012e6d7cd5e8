package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.CatalogProbe;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.sql.Statement;
import dev.migrate.sql.StatementClass;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds out how far a revision came that stopped in the middle, and goes on from there. */
public final class Repair implements AutoCloseable {

    private final Run run;
    private final DatabaseState state;
    private final History.Unfinished unfinished;
    private final PlanScripts scripts;
    private final StepScript script;
    private final Plan plan;

    /**
     * A repair.
     *
     * @param run a locked session
     * @param state where the database stands, with an unfinished revision
     * @param step the unfinished revision's step
     */
    public Repair(Run run, DatabaseState state, Step step) {
        this.run = run;
        this.state = state;
        this.unfinished = state.history().unfinished().orElseThrow();
        this.plan = only(state, step);
        this.scripts = ScriptCheck.read(plan, run.session().kind(), run.context(), true);
        this.script = scripts.get(0);
    }

    private static Plan only(DatabaseState state, Step step) {
        return new Plan(step.direction(), state.position(), state.position().after(step.changes()), List.of(step));
    }

    /**
     * What is known.
     *
     * @param statement the statement that failed or was running, from 1
     * @param statements how many there are; 0 where that is not known before they run
     * @param place where it stands in the script; null when the script has become shorter
     * @param text its text; null likewise
     * @param finished how many statements are done, as far as can be told
     * @param certain whether that is certain
     */
    public record Finding(
            int statement,
            int statements,
            @Nullable SourceSpan place,
            @Nullable String text,
            int finished,
            boolean certain) {}

    /** Looks, and changes nothing. */
    public Finding look() {
        AtomicReference<@Nullable Statement> found = new AtomicReference<>();
        AtomicBoolean moved = new AtomicBoolean();
        eachKnown(unfinished.finished(), (s, identity) -> {
            if (s.number() == unfinished.statement()) {
                found.set(s);
            } else if (found.get() == null && SessionSettings.movesNames(s)) {
                moved.set(true);
            }
        });
        Statement at = found.get();
        boolean movedNames = moved.get();
        int finished = unfinished.finished();
        boolean certain = !unfinished.crashed() || finished == unfinished.statement();
        if (!certain && at != null) {
            Optional<Boolean> done;
            try {
                done = wasCarriedOut(at, movedNames);
            } catch (SQLException e) {
                throw run.unexpected("the catalog could not be read", e);
            }
            if (done.isPresent()) {
                certain = true;
                finished = done.get() ? unfinished.statement() : unfinished.finished();
            }
        }
        return new Finding(
                unfinished.statement(),
                script.statements(),
                at == null ? null : SourceSpan.of(script.file(), at.line(), at.column(), 1),
                at == null ? null : at.text(),
                finished,
                certain);
    }

    private Optional<Boolean> wasCarriedOut(Statement at, boolean movedNames) throws SQLException {
        if (StatementClass.of(at, run.session().kind()).transactionControl()) {
            if (at.startsWith("PREPARE") || at.startsWith("XA") || at.keywords().contains("PREPARED")) {
                return Optional.empty();
            }
            // The row that told of a COMMIT could only be read once it was carried out; what opens a transaction may
            // run again.
            return Optional.of(!(at.startsWith("BEGIN") || at.startsWith("START") || at.startsWith("SET")));
        }
        if (Batches.marked(at)) {
            // Each batch was committed with the row that tells of it, and the next try reads that.
            return Optional.of(false);
        }
        if (SessionSettings.repeatable(at, run.session().kind()) || CatalogProbe.mayRunAgain(at)) {
            return Optional.of(false);
        }
        // The names were looked up by a path that this session does not have.
        return movedNames ? Optional.empty() : run.session().wasCarriedOut(at);
    }

    /**
     * Goes on behind the last finished statement.
     *
     * @param from the statement to begin with, from 1; null to go by what is recorded
     * @param skip whether the failed statement is left out
     * @return how long it took
     */
    public List<Duration> resume(@Nullable Integer from, boolean skip) {
        Finding finding = look();
        int finished;
        if (from != null) {
            if (from < 1 || finding.statements() > 0 && from > finding.statements() + 1) {
                throw Diagnostic.error(
                                "repair/no-statement",
                                "there is no statement " + from + ": the section has " + finding.statements())
                        .at(script.start())
                        .help("-Dmigrate.resume=N with N from 1 to " + (finding.statements() + 1))
                        .toException();
            }
            finished = from - 1;
        } else if (skip) {
            // What stands before the failed statement and was rolled back with it is still to be run.
            finished = unfinished.finished();
        } else if (finding.certain()) {
            finished = finding.finished();
        } else {
            Diagnostic unknown = Diagnostic.error(
                    "repair/unknown",
                    "the run ended while statement " + finding.statement() + " of \"" + unfinished.revision()
                            + "\" was running, and whether it was carried out cannot be told from the catalog");
            throw unknown.at(finding.place() == null ? SourceSpan.of(script.file()) : finding.place())
                    .note("nothing has been changed")
                    .help("look whether it was: if so, mvn migrate:repair -Dmigrate.resume=" + (finding.statement() + 1)
                            + run.context().option() + "; if not, mvn migrate:repair -Dmigrate.resume="
                            + finding.statement()
                            + run.context().option())
                    .toException();
        }
        if (from == null) {
            checkPrefix(unfinished.finished());
            checkVariables(finished);
        }
        return Runner.resume(
                run,
                state,
                plan,
                new Journal.Start(
                        finished,
                        from == null && unfinished.prefixHash() != null
                                ? new Prefix(unfinished.finished(), unfinished.prefixHash())
                                : null,
                        skip ? unfinished.statement() : 0,
                        skip ? Outcome.SKIPPED : Outcome.RESUMED));
    }

    /** MySQL's user variables end with their session; a value that was computed cannot be computed again. */
    private void checkVariables(int finished) {
        SessionSettings settings = new SessionSettings(run.session().kind());
        eachKnown(finished, (s, identity) -> {
            if (s.number() <= finished) {
                settings.finished(s);
                return;
            }
            Optional<String> lost = settings.lost(s);
            if (lost.isPresent()) {
                throw Diagnostic.error(
                                "repair/session-variable",
                                "statement " + s.number() + " of \"" + unfinished.revision() + "\" uses " + lost.get()
                                        + ", which got its value in a session that is gone")
                        .at(SourceSpan.of(script.file(), s.line(), s.column(), 1))
                        .note("nothing has been changed")
                        .help("write the value in its place in the statements that are still to run, from"
                                + " statement "
                                + (finished + 1) + ", then: mvn migrate:repair -Dmigrate.resume"
                                + run.context().option())
                        .toException();
            }
        });
    }

    /** The statements as far as they can be told without running any. */
    private void eachKnown(int finished, StepScript.Taker<RuntimeException> taker) {
        if (!script.reads()) {
            script.each(Way.look(run.session(), finished), taker);
        }
    }

    @Override
    public void close() {
        scripts.close();
    }

    /** What has been run must still stand in the script as it was run. */
    private void checkPrefix(int finished) {
        if (unfinished.prefixHash() == null || finished == 0 || script.reads()) {
            return;
        }
        PrefixHash hash = new PrefixHash();
        int[] done = {0};
        eachKnown(finished, (s, identity) -> {
            if (s.number() <= finished) {
                hash.add(identity);
                done[0]++;
            }
        });
        if (done[0] < finished || !hash.value().equals(unfinished.prefixHash())) {
            throw Diagnostic.error(
                            "repair/edited",
                            "the first " + finished + " statements of \"" + unfinished.revision()
                                    + "\" have been run, and are not the same in the script any more")
                    .at(script.start())
                    .note("only what stands behind them may be corrected before a resume")
                    .help("restore them; or, if you know what you do, name the statement to go on with:"
                            + " mvn migrate:repair -Dmigrate.resume=" + (finished + 1)
                            + run.context().option())
                    .toException();
        }
    }
}
