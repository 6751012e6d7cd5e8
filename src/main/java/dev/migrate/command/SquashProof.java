package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.engine.Run;
import dev.migrate.engine.TableContents;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Fold;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.sql.DatabaseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows on scratch databases that a squash does what its revisions do: the same schema and the same rows behind it, and
 * behind its downgrade those from before.
 */
final class SquashProof {

    private static final String ONE_BY_ONE = "the revisions one by one";
    private static final String FOLDED = "the squash";
    private static final int SHOWN = 12;

    /** Clocks of whole seconds must have gone on before the same work is done again. */
    private static final Duration ANOTHER_SECOND = Duration.ofMillis(1100);

    private final RevisionGraph graph;
    private final Fold fold;
    private final RevisionGraph folded;
    private final Revision squash;
    private final DatabaseKind kind;
    private final boolean goesBack;

    /**
     * A proof.
     *
     * @param folded the graph with the squash, whose script may stand anywhere
     * @param kind the database's kind
     * @param goesBack whether the squash has a downgrade for the database at hand
     */
    SquashProof(
            RevisionGraph graph,
            Fold fold,
            RevisionGraph folded,
            Revision squash,
            DatabaseKind kind,
            boolean goesBack) {
        this.graph = graph;
        this.fold = fold;
        this.folded = folded;
        this.squash = squash;
        this.kind = kind;
        this.goesBack = goesBack;
    }

    /** What stands in a database. */
    private record State(Schema schema, TableContents contents) {}

    /**
     * Makes it.
     *
     * @return in words what has been shown
     * @throws MigrateException where the two differ, or a script does not run
     */
    String on(Workspace workspace) {
        State before;
        State after;
        long began = System.nanoTime();
        try (ScratchDatabase scratch = open(workspace)) {
            Workspace place = Rehearsal.quiet(scratch.workspace());
            upgrade(place, graph, before());
            before = state(scratch, place);
            upgrade(place, graph, fold.head().id());
            after = state(scratch, place);
        }
        try (ScratchDatabase scratch = open(workspace)) {
            Workspace place = Rehearsal.quiet(scratch.workspace());
            upgrade(place, folded, before());
            try {
                upgrade(place, folded, squash.id());
            } catch (MigrateException e) {
                throw doesNotRun(e, "the squash does not run where its revisions do");
            }
            compare(workspace, began, after, state(scratch, place));
            if (goesBack) {
                back(scratch, place, before);
            }
        }
        return "shown on %s: %d objects and %d rows are the same, one by one and in one%s"
                .formatted(
                        kind.displayName(),
                        after.schema().objects().size(),
                        after.contents().count(),
                        goesBack ? "; its downgrade leads back to where it began" : "");
    }

    private void back(ScratchDatabase scratch, Workspace place, State before) {
        try {
            downgrade(place);
        } catch (MigrateException e) {
            throw doesNotRun(e, "the downgrade of the squash does not run");
        }
        State now = state(scratch, place);
        SchemaDifference difference = before.schema().differenceTo(now.schema());
        if (!difference.isEmpty()) {
            throw notEqual(
                    "the downgrade of the squash does not lead back",
                    difference.lines("the schema before", "the one behind the downgrade"),
                    "mend the downgrade that does not undo its upgrade, or take its section out, and the squash gets"
                            + " no downgrade");
        }
    }

    private void compare(Workspace workspace, long began, State one, State two) {
        SchemaDifference difference = one.schema().differenceTo(two.schema());
        if (!difference.isEmpty()) {
            throw notEqual("the squash makes another schema than its revisions", difference.lines(ONE_BY_ONE, FOLDED));
        }
        if (one.contents().differing(two.contents()).isEmpty()) {
            return;
        }
        waitUntil(began + ANOTHER_SECOND.toNanos());
        List<String> tables = one.contents().differing(two.contents(), again(workspace));
        if (!tables.isEmpty()) {
            throw notEqual(
                    "the squash leaves other rows than its revisions",
                    tables.stream().map(table -> "in table " + table).toList());
        }
    }

    /** The rows that the revisions make another time: what is not the same then tells the time, or is random. */
    private TableContents again(Workspace workspace) {
        try (ScratchDatabase scratch = open(workspace)) {
            Workspace place = Rehearsal.quiet(scratch.workspace());
            upgrade(place, graph, fold.head().id());
            return state(scratch, place).contents();
        }
    }

    private static void waitUntil(long moment) {
        try {
            for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
                Thread.sleep(left / 1_000_000 + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while comparing rows", e);
        }
    }

    private static MigrateException notEqual(String sentence, List<String> lines) {
        return notEqual(
                sentence,
                lines,
                "find the script whose work depends on where it stands, such as one that SETs something,"
                        + " and end the range before it");
    }

    private static MigrateException notEqual(String sentence, List<String> lines, String help) {
        Diagnostic fault = Diagnostic.error("squash/not-equal", sentence);
        for (String line : lines.subList(0, Math.min(SHOWN, lines.size()))) {
            fault = fault.note(line);
        }
        if (lines.size() > SHOWN) {
            fault = fault.note("and %d more".formatted(lines.size() - SHOWN));
        }
        return fault.note("nothing has been written")
                .help(help)
                .toException();
    }

    private static MigrateException doesNotRun(MigrateException e, String sentence) {
        var diagnostics = new ArrayList<Diagnostic>();
        diagnostics.add(Diagnostic.error("squash/does-not-run", sentence).note("nothing has been written"));
        diagnostics.addAll(e.diagnostics());
        return new MigrateException(diagnostics, e);
    }

    private static ScratchDatabase open(Workspace workspace) {
        try {
            return ScratchDatabase.open(workspace);
        } catch (MigrateException e) {
            throw notToBeHad(e);
        }
    }

    /** What keeps a proof from being made is no reason not to fold, if somebody says so. */
    static MigrateException notToBeHad(MigrateException e) {
        var diagnostics = new ArrayList<Diagnostic>(e.diagnostics());
        diagnostics.set(
                0,
                diagnostics
                        .get(0)
                        .note("a squash is tried out on a scratch database first; to do without that:"
                                + " -Dmigrate.database=false"));
        return new MigrateException(diagnostics, e.getCause());
    }

    /** The ends of all that must be there before. */
    private String before() {
        RevisionSet before = graph.setOf(fold.before());
        return fold.before().stream()
                .filter(revision -> graph.children(revision).stream().noneMatch(before::contains)
                        && graph.dependents(revision).stream().noneMatch(before::contains))
                .map(Revision::id)
                .collect(Collectors.joining(","));
    }

    private static State state(ScratchDatabase scratch, Workspace place) {
        Schema schema = scratch.schema();
        try (Run run = place.look()) {
            return new State(schema, TableContents.of(run, schema));
        }
    }

    private static void upgrade(Workspace place, RevisionGraph graph, String target) {
        if (!target.isEmpty()) {
            Rehearsal.move(place, position -> new Planner(graph).upgrade(position, target));
        }
    }

    private void downgrade(Workspace place) {
        Rehearsal.move(place, position -> new Planner(folded).stepBack(position, squash));
    }
}
