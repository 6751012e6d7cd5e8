package dev.migrate.command;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.engine.Run;
import dev.migrate.engine.TestRows;
import dev.migrate.plan.Direction;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.Schema;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.script.TestScript;
import dev.migrate.trace.RevisionTrace;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The scratch database on which revisions are tested, and a new one in its place after a test that failed. */
final class TestPlace implements AutoCloseable {

    private final Workspace workspace;
    private final RevisionGraph graph;

    /** What has been run for good. */
    private final Set<Revision> standing = new LinkedHashSet<>();

    private final Dialect dialect;

    private final boolean trace;
    private final @Nullable Path seed;

    /** What stands there before the first test; the seed's rows are for it. */
    private String base = "";

    private Rehearsal scratch;
    private @Nullable Schema known;

    /**
     * A new one.
     *
     * @param trace whether what statements do is measured
     * @param seed a script with rows that are there before the first test; null for none
     */
    TestPlace(Workspace workspace, RevisionGraph graph, boolean trace, @Nullable Path seed) {
        this.workspace = workspace;
        this.graph = graph;
        this.trace = trace;
        this.seed = seed;
        this.scratch = Rehearsal.open(workspace);
        this.dialect = scratch.dialect();
    }

    /** Runs what must be there before the first test. */
    void begin(List<Revision> revisions) {
        standing.addAll(revisions);
        base = ends();
        rebuild();
    }

    private void rebuild() {
        scratch.upgrade(graph, base);
        if (seed != null) {
            try (Run run = scratch.open()) {
                TestRows.load(run, seed);
            }
        }
        scratch.upgrade(graph, ends());
    }

    /** What the database is and its version. */
    String serverVersion() {
        try (Run run = scratch.open()) {
            return run.session().serverVersion();
        }
    }

    /**
     * Leaves what a failed test made of the database, and brings a new one as far as the tests have come.
     *
     * @return whether the revision that failed can be upgraded to, so that those that need it can be tested
     */
    boolean beginAgain(Revision failed) {
        scratch.close();
        scratch = Rehearsal.open(workspace);
        known = null;
        rebuild();
        try {
            up(failed);
            standing.add(failed);
            return true;
        } catch (MigrateException e) {
            scratch.close();
            scratch = Rehearsal.open(workspace);
            rebuild();
            return false;
        }
    }

    /** The ends of what stands, so that a target names it all. */
    private String ends() {
        var set = graph.setOf(standing);
        return standing.stream()
                .filter(revision -> graph.children(revision).stream().noneMatch(set::contains)
                        && graph.dependents(revision).stream().noneMatch(set::contains))
                .map(Revision::id)
                .collect(Collectors.joining(","));
    }

    /** What stands there now. */
    Schema schema() {
        return known == null ? scratch.schema() : known;
    }

    /** The test has ended with this revision in place. */
    void stands(Revision revision, Schema schema) {
        standing.add(revision);
        known = schema;
    }

    void up(Revision revision) {
        known = null;
        scratch.upgrade(graph, revision.id());
    }

    /** Upgrades, and measures it where that is wanted. */
    void up(Revision revision, Consumer<RevisionTrace> measured) {
        known = null;
        if (trace) {
            scratch.measured(graph, revision, Direction.UPGRADE, measured);
        } else {
            up(revision);
        }
    }

    /** Takes a revision back, and measures it where that is wanted. */
    void down(Revision revision, Consumer<RevisionTrace> measured) {
        known = null;
        if (trace) {
            scratch.measured(graph, revision, Direction.DOWNGRADE, measured);
        } else {
            scratch.stepBack(graph, revision);
        }
    }

    void insert(@Nullable TestScript script, TestScript.Part part) {
        if (script != null) {
            try (Run run = scratch.open()) {
                new TestRows(run, script).insert(part);
            }
        }
    }

    void verify(@Nullable TestScript script, TestScript.Part part) {
        if (script != null) {
            try (Run run = scratch.open()) {
                new TestRows(run, script).verify(part);
            }
        }
    }

    /** Compares what stands there with what must. */
    void require(Revision revision, Schema wanted, String code, String sentence) {
        var matching = new Matching(dialect, AutogenerateSettings.DEFAULT);
        Comparison left = matching.on(scratch, Blueprint.of(scratch.schema()), Blueprint.of(wanted));
        if (left.isEmpty()) {
            return;
        }
        Diagnostic fault = Diagnostic.error(code, sentence).at(place(revision));
        throw SchemaChange.stillToDo(fault, left.difference())
                .help("let the downgrade undo all that the upgrade does, and no more")
                .toException();
    }

    private SourceSpan place(Revision revision) {
        if (!revision.file().toString().endsWith(".java")) {
            var section = SqlScript.of(revision).section(SectionKind.DOWNGRADE, dialect.kind());
            if (section.isPresent()) {
                return SourceSpan.of(revision.file(), section.get().markerLine());
            }
        }
        return revision.span(revision.lines().revision(), revision.id());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
