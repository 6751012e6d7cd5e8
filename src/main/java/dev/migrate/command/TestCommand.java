package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.revision.TargetResolver;
import dev.migrate.script.TestScript;
import dev.migrate.trace.TraceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs revisions up, down and up again on a scratch database: behind each downgrade stands the schema from before its upgrade, behind the second
 * upgrade that of the first, and the rows of {@code src/test/migrations} have come through.
 */
public final class TestCommand {

    private static final Set<String> NO_WAY_BACK = Set.of("script/no-downgrade", "operation/no-reverse");

    /**
     * What to test.
     *
     * @param range {@code from:to}, each end optional; null for every revision
     * @param standing where {@code current} is; asked only for a range that says so
     * @param model what the revisions must lead to; null where nobody says so
     * @param trace whether what statements do is measured
     * @param seed a script with rows that are there before the first test; null for none
     * @param told takes each result as soon as it is there
     */
    public record Request(
            @Nullable String range,
            CurrentRows standing,
            @Nullable Goal model,
            boolean trace,
            @Nullable Path seed,
            Consumer<TestedRevision> told) {}

    /**
     * What was found.
     *
     * @param revisions a result for each revision, in the order of the tests
     * @param problems what is wrong with all of them together: several heads, another schema than the model's
     * @param compared whether what they lead to has been held against the model
     * @param trace what was measured; null where nothing was
     */
    public record Result(
            List<TestedRevision> revisions,
            List<Diagnostic> problems,
            boolean compared,
            @Nullable TraceFile trace) {

        /** Copies the lists. */
        public Result {
            revisions = List.copyOf(revisions);
            problems = List.copyOf(problems);
        }
    }

    /** Tests. */
    public Result run(Workspace workspace, Request request) {
        if (request.seed() != null && !Files.isRegularFile(request.seed())) {
            throw Diagnostic.error(
                            "test/no-seed", "there is no file \"" + request.seed() + "\" with rows to begin with")
                    .help("name a script that inserts rows: -Dmigrate.seed=src/test/seed.sql")
                    .toException();
        }
        RevisionGraph graph = workspace.scripts().graph();
        Map<Revision, TestScript> scripts = TestScript.of(workspace.project(), graph);
        List<Diagnostic> problems = new ArrayList<>(ValidateCommand.heads(graph));
        List<TestedRevision> tested = new ArrayList<>();
        String version = walk(workspace, request, graph, scripts, result -> {
            tested.add(result);
            request.told().accept(result);
        });
        boolean allPassed = tested.stream().allMatch(result -> result.outcome() == TestedRevision.Outcome.PASSED);
        Goal model = allPassed && problems.isEmpty() ? request.model() : null;
        if (model != null) {
            new CheckCommand().run(workspace, model, false).problem().ifPresent(problems::add);
        }
        TraceFile trace = request.trace()
                ? new TraceFile(
                        workspace.environment().name(),
                        workspace.environment().kind().id(),
                        version,
                        tested.stream().flatMap(one -> one.traces().stream()).toList())
                : null;
        return new Result(tested, problems, model != null, trace);
    }

    /** Tests each, and tells the version of the server. */
    private static String walk(
            Workspace workspace,
            Request request,
            RevisionGraph graph,
            Map<Revision, TestScript> scripts,
            Consumer<TestedRevision> told) {
        List<Revision> meant = meant(request, graph);
        if (meant.isEmpty()) {
            return "";
        }
        RevisionSet needed = graph.behind(meant);
        RevisionSet ahead = graph.ahead(meant);
        Map<Revision, Revision> blocked = new HashMap<>();
        try (var place = new TestPlace(workspace, graph, request.trace(), request.seed())) {
            place.begin(needed.minus(ahead).oldestFirst());
            for (Revision revision : needed.and(ahead).oldestFirst()) {
                Revision culprit = blocked.get(revision);
                if (culprit != null) {
                    told.accept(TestedRevision.notReached(revision, culprit));
                    continue;
                }
                TestedRevision result = test(place, revision, scripts.get(revision));
                if (result.outcome() == TestedRevision.Outcome.FAILED) {
                    boolean goesUp = place.beginAgain(revision);
                    if (!goesUp) {
                        graph.ahead(List.of(revision))
                                .oldestFirst()
                                .forEach(later -> blocked.putIfAbsent(later, revision));
                    }
                }
                told.accept(result);
            }
            return place.serverVersion();
        }
    }

    private static List<Revision> meant(Request request, RevisionGraph graph) {
        return request.range() == null
                ? graph.ordered()
                : new TargetResolver(graph)
                        .standingAt(() -> request.standing().revisions(graph))
                        .range(request.range());
    }

    private static TestedRevision test(TestPlace place, Revision revision, @Nullable TestScript script) {
        var protocol = new TestedRevision.Protocol(revision);
        try {
            var before = place.schema();
            place.insert(script, TestScript.Part.BEFORE);
            protocol.timed("up", () -> place.up(revision, protocol::measured));
            place.insert(script, TestScript.Part.AFTER);
            place.verify(script, TestScript.Part.VERIFY);
            var after = place.schema();
            try {
                protocol.timed("down", () -> place.down(revision, protocol::measured));
            } catch (MigrateException e) {
                if (!hasNoWayBack(e)) {
                    throw e;
                }
                place.stands(revision, after);
                protocol.note("no downgrade: it cannot be taken back");
                return protocol.passed();
            }
            place.require(
                    revision,
                    before,
                    "test/not-back",
                    "the downgrade of \"" + revision.id() + "\" does not lead back to the schema before its upgrade");
            place.verify(script, TestScript.Part.VERIFY_DOWNGRADE);
            protocol.timed("up", () -> place.up(revision));
            place.require(
                    revision,
                    after,
                    "test/not-again",
                    "the second upgrade to \"" + revision.id() + "\" makes another schema than the first");
            place.verify(script, TestScript.Part.VERIFY);
            place.stands(revision, after);
            return protocol.passed();
        } catch (MigrateException e) {
            return protocol.failed(e.diagnostics());
        }
    }

    private static boolean hasNoWayBack(MigrateException e) {
        return e.diagnostics().stream().allMatch(fault -> NO_WAY_BACK.contains(fault.code()));
    }
}
