package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.OwnTables;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.OfflineStamp;
import dev.migrate.engine.Recorder;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.plan.Stamp;
import dev.migrate.report.OutputFile;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.script.Checksum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets the version without running anything. */
public final class StampCommand {

    /**
     * What to do.
     *
     * @param to the targets, separated by commas
     * @param purge whether the rows that are there go first, unread
     * @param confirm the environment's name, typed by somebody who means it
     */
    public record Request(
            String to, boolean purge, @Nullable String confirm) {}

    /**
     * What was done.
     *
     * @param stamp the change
     * @param heads the heads of the graph
     * @param pending how many revisions are still to be applied
     */
    public record Result(Stamp stamp, List<String> heads, int pending) {}

    /** Does it. */
    public Result run(Workspace workspace, Request request) {
        Confirmation.check(workspace.environment(), request.confirm(), "migrate:stamp");
        RevisionGraph graph = workspace.scripts().graph();
        Planner planner = new Planner(graph);
        try (Run run = workspace.locked()) {
            DatabaseState state = run.state();
            if (!request.purge()) {
                AppliedCheck.requireFinished(state, workspace.environment().name());
            }
            VersionColumn.requireTellsApart(run, graph);
            Stamp stamp = planner.stamp(state.position(), request.to(), request.purge());
            if (!stamp.isEmpty() || request.purge()) {
                Recorder.stamp(
                        run,
                        false,
                        stamp.changes(),
                        entries(graph, planner, state.position(), stamp.to(), request.purge()));
            } else {
                run.ensureTables();
            }
            return new Result(
                    stamp,
                    graph.heads().stream().map(Revision::id).toList(),
                    planner.pending(stamp.to()).size());
        }
    }

    /**
     * Writes the statements in place of running them.
     *
     * @param from where the database is thought to stand; null for the base
     * @param outputFile the file; null for the usual one
     * @return the file
     */
    public Path write(Workspace workspace, Request request, @Nullable String from, @Nullable String outputFile) {
        if (request.purge()) {
            throw Diagnostic.error(
                            "stamp/purge-offline",
                            "purge looks at no row, and SQL written without a database guards those it expects")
                    .help("leave out -Dmigrate.purge or -Dmigrate.sql")
                    .toException();
        }
        RevisionGraph graph = workspace.scripts().graph();
        Planner planner = new Planner(graph);
        Position start = from == null ? Position.BASE : planner.resolvePosition(from);
        Stamp stamp = planner.stamp(start, request.to(), false);
        var settings = workspace.environment().offline();
        var dialect = Workspace.dialects().of(workspace.environment().kind());
        var tables = OwnTables.of(settings.versionTableSchema(), settings.versionTable());
        String name = outputFile == null
                ? "target/migrate/" + workspace.environment().name().replace('/', '-') + "-stamp.sql"
                : outputFile;
        return new OutputFile(workspace.project(), name)
                .write(out -> OfflineStamp.write(
                        dialect, tables, stamp, entries(graph, planner, start, stamp.to(), false), out));
    }

    /** A history row for every revision that counts as applied from now on, so that a later edit of its script is noticed. */
    private static List<Recorder.Entry> entries(
            RevisionGraph graph, Planner planner, Position from, Position to, boolean purge) {
        Set<String> before = new HashSet<>();
        if (!purge && from.rows().stream().allMatch(r -> graph.ofRow(r).isPresent())) {
            planner.applied(from).forEach(r -> before.add(r.id()));
        }
        List<Recorder.Entry> entries = new ArrayList<>();
        for (Revision revision : planner.applied(to)) {
            if (!before.contains(revision.id())) {
                entries.add(new Recorder.Entry(revision.id(), revision.title(), Checksum.of(revision), null));
            }
        }
        if (entries.isEmpty()) {
            entries.add(new Recorder.Entry(to.display(), "", null, "stamped back from " + from.display()));
        }
        return entries;
    }
}
