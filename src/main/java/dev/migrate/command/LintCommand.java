package dev.migrate.command;

import dev.migrate.config.LintSettings;
import dev.migrate.config.TransactionMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.engine.Run;
import dev.migrate.engine.ScriptWalk;
import dev.migrate.lint.Finding;
import dev.migrate.lint.Review;
import dev.migrate.lint.ReviewSettings;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.ServerVersion;
import dev.migrate.lint.Sight;
import dev.migrate.lint.fix.Fix;
import dev.migrate.lint.fix.Fixer;
import dev.migrate.lint.rule.Rules;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import dev.migrate.script.JavaComments;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reviews revisions for what they would do to a database that is in use. Changes nothing. */
public final class LintCommand {

    private static final String OFF = "off";

    /**
     * What to review.
     *
     * @param range {@code from:to}, each end optional; null for what the database lacks, or all revisions where none is asked
     * @param database whether the database is asked for what it lacks, its version and the sizes of its tables
     */
    public record Request(@Nullable String range, boolean database) {}

    /**
     * What was found.
     *
     * @param environment the environment or target
     * @param kind the database
     * @param server its version; null where it was not asked
     * @param reviewed the revisions, in the order in which they run
     * @param together whether they were taken as one run, so that a table of the first is new to the last
     * @param statements how many statements they have
     * @param findings what the rules found
     * @param fixes the safe forms that are known for findings which are more than notes
     * @param pending those of the revisions that may still be changed: the database lacks them, or a range names them where no database is asked
     */
    public record Result(
            String environment,
            DatabaseKind kind,
            @Nullable String server,
            List<Revision> reviewed,
            boolean together,
            int statements,
            List<Finding> findings,
            List<Fix> fixes,
            List<Revision> pending) {

        /** Copies the lists. */
        public Result {
            reviewed = List.copyOf(reviewed);
            findings = List.copyOf(findings);
            fixes = List.copyOf(fixes);
            pending = List.copyOf(pending);
        }

        boolean isPending(Revision revision) {
            return pending.stream().anyMatch(one -> one.id().equals(revision.id()));
        }

        Result withPending(List<Revision> those) {
            return new Result(environment, kind, server, reviewed, together, statements, findings, fixes, those);
        }

        /** How many findings are that bad. */
        public long count(Severity severity) {
            return findings.stream()
                    .filter(f -> f.diagnostic().severity() == severity)
                    .count();
        }
    }

    /** Reviews. */
    public Result run(Workspace workspace, Request request) {
        RevisionGraph graph = workspace.scripts().graph();
        if (!request.database()) {
            return scripts(workspace, graph, request);
        }
        try (Run run = workspace.look()) {
            return run(workspace, graph, request, run);
        }
    }

    /** Reviews what a run that is open is about to do. */
    Result pending(Workspace workspace, RevisionGraph graph, List<Revision> pending, Run run) {
        return review(workspace, graph, pending, Set.of(), true, run.session().kind(), run);
    }

    private static Result scripts(Workspace workspace, RevisionGraph graph, Request request) {
        boolean all = request.range() == null;
        List<Revision> reviewed = all
                ? graph.ordered()
                : new TargetResolver(graph)
                        .standingAt(() -> {
                            throw Diagnostic.error(
                                            "lint/no-database",
                                            "\"current\" is where the database stands, and it is not to be asked")
                                    .help("leave -Dmigrate.database=false out, or name a revision")
                                    .toException();
                        })
                        .range(request.range());
        return review(
                        workspace,
                        graph,
                        reviewed,
                        Set.of(),
                        !all,
                        workspace.environment().kind(),
                        null)
                .withPending(all ? List.of() : reviewed);
    }

    private static Result run(Workspace workspace, RevisionGraph graph, Request request, Run run) {
        Position position = run.state().position();
        Planner planner = new Planner(graph);
        List<Revision> reviewed = request.range() == null
                ? planner.pending(position)
                : new TargetResolver(graph)
                        .standingAt(() -> planner.current(position))
                        .range(request.range());
        Set<Revision> applied = new HashSet<>(planner.applied(position));
        return review(workspace, graph, reviewed, applied, true, run.session().kind(), run)
                .withPending(reviewed.stream()
                        .filter(revision -> !applied.contains(revision))
                        .toList());
    }

    private static Result review(
            Workspace workspace,
            RevisionGraph graph,
            List<Revision> reviewed,
            Set<Revision> applied,
            boolean together,
            DatabaseKind kind,
            @Nullable Run run) {
        Dialect dialect = Workspace.dialects().of(kind);
        ReviewSettings settings = settings(workspace.environment().lint(), run);
        if (reviewed.isEmpty()) {
            return new Result(
                    workspace.environment().name(),
                    kind,
                    server(run),
                    reviewed,
                    together,
                    0,
                    List.of(),
                    List.of(),
                    List.of());
        }
        Set<Revision> meant = new HashSet<>(reviewed);
        List<Revision> all = graph.behind(reviewed).oldestFirst();
        Fixer fixer = new Fixer();
        List<Rule> rules = new ArrayList<>(Rules.all());
        rules.add(fixer);
        Review review = new Review(rules, settings);
        var measured =
                Measurements.of(workspace.project(), workspace.environment().name(), kind, server(run));
        TransactionMode mode =
                TransactionMode.of(workspace.environment().offline().transaction(), dialect.transactionalDdl());
        boolean perRun = mode == TransactionMode.PER_RUN;
        int statements = 0;
        try (var walk = new ScriptWalk(
                all,
                dialect,
                workspace.environment().placeholders(),
                workspace.compiler(),
                mode != TransactionMode.NONE)) {
            boolean begun = false;
            boolean joins = false;
            for (Revision revision : all) {
                if (!meant.contains(revision)) {
                    walk.look(revision, Direction.UPGRADE, new Noting(review, kind));
                    continue;
                }
                boolean done = applied.contains(revision);
                if (!together || done || !begun) {
                    review.beginRun();
                    begun = !done;
                    joins = false;
                }
                var reading = new Reading(review, revision);
                boolean behind = joins;
                walk.upgrade(
                        revision,
                        way -> {
                            measured.script(revision.id(), way.checksum());
                            reading.begin(way, walk, behind);
                        },
                        reading);
                review.end();
                statements += reading.statements;
                joins = perRun && reading.transactional;
            }
        }
        List<Finding> findings =
                review.findings().stream().map(measured::weighed).toList();
        return new Result(
                workspace.environment().name(),
                kind,
                server(run),
                reviewed,
                together,
                statements,
                findings,
                fixes(fixer.fixes(), findings),
                List.of());
    }

    private static List<Fix> fixes(List<Fix> known, List<Finding> findings) {
        return known.stream()
                .filter(fix -> findings.stream().anyMatch(finding -> settles(fix, finding)))
                .toList();
    }

    private static boolean settles(Fix fix, Finding finding) {
        SourceSpan place = finding.diagnostic().span();
        int first = fix.statement().line();
        int last = first + (int) fix.statement().text().lines().count() - 1;
        return place != null
                && finding.diagnostic().severity() != Severity.NOTE
                && fix.revision().equals(finding.revision())
                && fix.rules().contains(finding.rule().id())
                && place.line() >= first
                && place.line() <= last;
    }

    private static @Nullable String server(@Nullable Run run) {
        return run == null ? null : run.session().serverVersion();
    }

    private static ReviewSettings settings(LintSettings lint, @Nullable Run run) {
        List<Pattern> ignored = lint.ignore().stream().map(LintCommand::glob).toList();
        ServerVersion version = run == null
                ? null
                : ServerVersion.parse(run.session().serverVersion()).orElse(null);
        Map<String, OptionalLong> known = new HashMap<>();
        return new ReviewSettings(
                severities(lint),
                lint.small(),
                ignored,
                version,
                table -> run == null
                        ? OptionalLong.empty()
                        : known.computeIfAbsent(
                                table.toString(),
                                name -> run.estimatedRows(table.inSchema().orElse(null), table.name())));
    }

    private static Pattern glob(String glob) {
        String pattern = "\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    private static Map<String, Optional<Severity>> severities(LintSettings lint) {
        List<RuleFacts> rules = Rules.all().stream().map(rule -> rule.facts()).toList();
        Map<String, Optional<Severity>> severities = new HashMap<>();
        for (String said : lint.rules()) {
            String[] parts = said.split("=", 2);
            String word = parts[0].strip();
            RuleFacts rule = rules.stream()
                    .filter(r -> r.id().equalsIgnoreCase(word) || r.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow(() -> unknownRule(word, rules));
            severities.put(rule.id(), severity(said, parts.length < 2 ? "" : parts[1].strip()));
        }
        return severities;
    }

    private static Optional<Severity> severity(String said, String word) {
        if (word.equalsIgnoreCase(OFF)) {
            return Optional.empty();
        }
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(severity);
            }
        }
        throw Diagnostic.error("lint/severity", "\"" + said + "\" in lint.rules gives no severity that there is")
                .help("rules = [\"P113 = warning\"]; there are error, warning, note and off")
                .toException();
    }

    private static MigrateException unknownRule(String word, List<RuleFacts> rules) {
        var told =
                Diagnostic.error("lint/unknown-rule", "lint.rules names \"" + word + "\", and there is no such rule");
        List<String> names = new ArrayList<>(rules.stream().map(RuleFacts::id).toList());
        names.addAll(rules.stream().map(RuleFacts::name).toList());
        return Nearest.of(word, names)
                .map(near -> told.help("did you mean \"" + near + "\"?"))
                .orElse(told.help("the rules are P113, T109 and such; docs/lint lists them"))
                .toException();
    }

    /** Takes note of what is there before. */
    private record Noting(Review review, DatabaseKind kind) implements ScriptWalk.Visitor {
        @Override
        public void statement(Statement statement, SourceSpan place) {
            review.note(kind, statement);
        }

        @Override
        public void unknown(Diagnostic why) {
            // what it makes stays unknown
        }
    }

    /** Gathers what statements do, without reviewing them. */
    private record Gathering(DatabaseKind kind, List<Sight.Seen> seen) implements ScriptWalk.Visitor {
        @Override
        public void statement(Statement statement, SourceSpan place) {
            Review.see(kind, statement, seen);
        }

        @Override
        public void unknown(Diagnostic why) {
            // only a lookahead
        }
    }

    /** Hands a revision over to the review. */
    private static final class Reading implements ScriptWalk.Visitor {

        private final Review review;
        private final Revision revision;
        private final @Nullable JavaComments comments;
        private boolean transactional;
        private int statements;

        Reading(Review review, Revision revision) {
            this.review = review;
            this.revision = revision;
            this.comments = JavaComments.of(revision.file()).orElse(null);
        }

        void begin(ScriptWalk.Way way, ScriptWalk walk, boolean joins) {
            transactional = way.transactional();
            List<Sight.Seen> up = new ArrayList<>();
            walk.look(revision, Direction.UPGRADE, new Gathering(walk.kind(), up));
            List<Sight.Seen> down = new ArrayList<>();
            boolean hasDown = walk.look(revision, Direction.DOWNGRADE, new Gathering(walk.kind(), down));
            review.begin(new Review.Subject(
                    revision.id(), revision.file(), way.start(), walk.kind(), transactional, joins, up, down, hasDown));
        }

        @Override
        public void statement(Statement statement, SourceSpan place) {
            statements++;
            review.statement(statement, place, directives(statement, place));
        }

        @Override
        public void unknown(Diagnostic why) {
            SourceSpan place = why.span() == null ? SourceSpan.of(revision.file()) : why.span();
            review.unknown(why.message(), place, comments == null ? List.of() : comments.before(place.line()));
        }

        private List<Statement.Directive> directives(Statement statement, SourceSpan place) {
            return comments == null ? statement.directives() : comments.before(place.line());
        }
    }
}
