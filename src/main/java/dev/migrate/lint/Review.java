package dev.migrate.lint;

import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.Grammar;
import dev.migrate.lint.grammar.Name;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Goes through revisions in the order in which they run, statement by statement, and asks every rule. Of the revisions before those under review only
 * what they make is noted.
 */
public final class Review {

    private final List<Rule> rules;
    private final ReviewSettings settings;
    private final KnownSchema known = new KnownSchema();
    private final List<Sight.Seen> transaction = new ArrayList<>();
    private final List<Sight.Seen> before = new ArrayList<>();
    private final List<String> required = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable Subject subject;
    private final List<RuleFacts> facts;
    private boolean ownTransaction;
    private final List<Draft> drafts = new ArrayList<>();
    private List<Statement.Directive> directives = List.of();
    private @Nullable SourceSpan place;

    /** What stands before the first statement and allows nothing there is meant for the revision as a whole. */
    private final List<Statement.Directive> ofTheRevision = new ArrayList<>();

    private boolean first;
    private List<Sight.Seen> ahead = List.of();

    /** How many of the revision's changes have gone by. */
    private int passed;

    /**
     * A revision.
     *
     * @param id its id
     * @param file its script
     * @param start where what runs begins
     * @param kind the database
     * @param transactional whether it runs in a transaction
     * @param joins whether it runs in the transaction of the revision before it
     * @param upgrade what all its statements do, known before the first is reviewed
     * @param downgrade what its downgrade does; empty where it has none
     * @param hasDowngrade whether it has a downgrade, even one that does nothing
     */
    public record Subject(
            String id,
            Path file,
            SourceSpan start,
            DatabaseKind kind,
            boolean transactional,
            boolean joins,
            List<Sight.Seen> upgrade,
            List<Sight.Seen> downgrade,
            boolean hasDowngrade) {

        /** Copies the lists. */
        public Subject {
            upgrade = List.copyOf(upgrade);
            downgrade = List.copyOf(downgrade);
        }

        /** Whether it is written in Java, where a statement has the place of the operation that makes it. */
        public boolean isJava() {
            return file.toString().endsWith(".java");
        }
    }

    /** A review by these rules. */
    public Review(List<Rule> rules, ReviewSettings settings) {
        this.rules =
                rules.stream().filter(rule -> !settings.isSilent(rule.facts())).toList();
        this.facts = rules.stream().map(Rule::facts).toList();
        this.settings = settings;
    }

    /** Takes note of what a revision makes that is not under review. */
    public void note(DatabaseKind kind, Statement statement) {
        Grammar.read(kind, statement).forEach(known::apply);
    }

    /** What has been noted until now was there before the run. */
    public void beginRun() {
        known.beginRun();
        transaction.clear();
    }

    /** A revision begins. */
    public void begin(Subject revision) {
        subject = revision;
        before.clear();
        required.clear();
        ownTransaction = false;
        place = null;
        first = true;
        passed = 0;
        ahead = ahead(revision.upgrade());
        ofTheRevision.clear();
        if (!revision.joins() || !revision.transactional()) {
            transaction.clear();
        }
    }

    /** The next statement of the revision; several with one place are one call in Java, and share what is said before it. */
    public void statement(Statement statement, SourceSpan at, List<Statement.Directive> said) {
        Subject now = subject();
        moveTo(at, said);
        said.stream()
                .filter(directive -> directive.name().equals("migrate:require"))
                .forEach(directive -> required.add(directive.argument()));
        for (Change change : Grammar.read(now.kind(), statement)) {
            passed += isAgain(before, change) ? 0 : 1;
            for (Rule rule : rules) {
                if (rule.facts().databases().contains(now.kind())) {
                    rule.review(new Sight(this, rule, statement, change, at, drafts));
                }
            }
            see(change, statement);
            known.apply(change);
        }
    }

    /** A statement that is not known before it runs. */
    public void unknown(String why, SourceSpan at, List<Statement.Directive> said) {
        moveTo(at, said);
        Statement nothing = new Statement(0, "", "", "", Math.max(1, at.line()), 1, List.of(), List.of(), null);
        Change change = new Change.Opaque(why);
        for (Rule rule : rules) {
            rule.review(new Sight(this, rule, nothing, change, at, drafts));
        }
    }

    /** The revision has ended. */
    public void end() {
        settle();
        first = false;
        directives = List.copyOf(ofTheRevision);
        for (Rule rule : rules) {
            if (rule.facts().databases().contains(subject().kind())) {
                rule.reviewRevision(new RevisionSight(this, rule, drafts));
            }
        }
        settle();
        if (!subject().transactional()) {
            transaction.clear();
        }
    }

    /** What has been found, in the order of the statements. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Adds what a statement does to what is known of a way that is not under review itself. */
    public static void see(DatabaseKind kind, Statement statement, List<Sight.Seen> seen) {
        for (Change change : Grammar.read(kind, statement)) {
            if (!isAgain(seen, change)) {
                seen.add(new Sight.Seen(change, statement, false));
            }
        }
    }

    private void see(Change change, Statement statement) {
        boolean wasNew = change.onTable().map(known::isNew).orElse(false);
        Sight.Seen seen = new Sight.Seen(change, statement, wasNew);
        if (isAgain(before, change)) {
            return;
        }
        before.add(seen);
        if (change instanceof Change.Transaction control) {
            transaction.clear();
            ownTransaction = control.verb().equals("begin") || control.verb().equals("start");
        } else if (isInTransaction()) {
            transaction.add(seen);
        }
    }

    /** A script may carry millions of rows, an INSERT each: of those in a row one is kept. */
    private static boolean isAgain(List<Sight.Seen> seen, Change change) {
        return change instanceof Change.Rows
                && !seen.isEmpty()
                && seen.get(seen.size() - 1).change().equals(change);
    }

    private void moveTo(SourceSpan at, List<Statement.Directive> said) {
        if (!at.equals(place)) {
            settle();
            place = at;
            directives = said;
        }
    }

    private void settle() {
        List<Finding> found = drafts.stream()
                .filter(draft -> !draft.isForgiven())
                .map(this::settled)
                .toList();
        Allowances allowances = new Allowances(subject().id(), facts, settings);
        List<Statement.Directive> here = directives;
        if (first && place != null) {
            first = false;
            here = directives.stream().filter(d -> allowances.concern(d, found)).toList();
            directives.stream().filter(d -> !allowances.concern(d, found)).forEach(ofTheRevision::add);
        }
        findings.addAll(allowances.pass(found, here, subject().file()));
        drafts.clear();
        directives = List.of();
        place = null;
    }

    private Finding settled(Draft draft) {
        Severity severity = settings.severity(draft.rule().facts(), draft.severity());
        Name table = draft.table();
        OptionalLong rows =
                table == null ? OptionalLong.empty() : settings.rows().of(table);
        if (rows.isPresent()) {
            boolean few = rows.getAsLong() < settings.small();
            draft.note("\"" + table + "\" has about " + rows.getAsLong() + (rows.getAsLong() == 1 ? " row" : " rows")
                    + (few && severity != Severity.NOTE ? ": too few to matter" : ""));
            severity = few ? Severity.NOTE : severity;
        }
        return draft.as(severity).finding(subject().id());
    }

    Subject subject() {
        return Objects.requireNonNull(subject, "a revision");
    }

    KnownSchema known() {
        return known;
    }

    ReviewSettings settings() {
        return settings;
    }

    boolean isInTransaction() {
        return ownTransaction || subject().transactional() && !subject().kind().isMysqlFamily();
    }

    /** What {@code -- migrate:require} asks for in the revision, up to this statement. */
    List<String> required() {
        return List.copyOf(required);
    }

    List<Sight.Seen> transaction() {
        return Collections.unmodifiableList(transaction);
    }

    List<Sight.Seen> before() {
        return Collections.unmodifiableList(before);
    }

    List<Sight.Seen> later() {
        return ahead.subList(Math.min(passed, ahead.size()), ahead.size());
    }

    /** What a revision is about to do, with which of its tables are new by then. */
    private List<Sight.Seen> ahead(List<Sight.Seen> upgrade) {
        List<Name> made = new ArrayList<>();
        List<Sight.Seen> seen = new ArrayList<>();
        for (Sight.Seen one : upgrade) {
            Optional<Name> table = one.change().onTable();
            boolean isNew = table.map(t -> known.isNew(t) || made.stream().anyMatch(t::matches))
                    .orElse(false);
            seen.add(new Sight.Seen(one.change(), one.line(), isNew, one.text()));
            if (one.change() instanceof Change.CreateTable create) {
                made.add(create.table());
            }
        }
        return seen;
    }
}
