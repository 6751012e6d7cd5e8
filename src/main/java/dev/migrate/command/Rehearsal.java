package dev.migrate.command;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.KnownDefinitions;
import dev.migrate.dialect.Rendered;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.DraftedRun;
import dev.migrate.engine.LooseStatements;
import dev.migrate.engine.Recorder;
import dev.migrate.engine.Run;
import dev.migrate.engine.RunListener;
import dev.migrate.engine.Runner;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.plan.Stamp;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.trace.RevisionTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scratch database on which revisions and statements are tried out, without a word about each. */
final class Rehearsal implements AutoCloseable {

    private final ScratchDatabase scratch;
    private final Workspace place;

    private Rehearsal(ScratchDatabase scratch) {
        this.scratch = scratch;
        this.place = quiet(scratch.workspace());
    }

    /** On a new scratch database of an environment. */
    static Rehearsal open(Workspace workspace) {
        return new Rehearsal(ScratchDatabase.open(workspace));
    }

    /** Runs what is not applied up to a target; nothing for an empty one. */
    void upgrade(RevisionGraph graph, String target) {
        if (!target.isEmpty()) {
            move(place, position -> new Planner(graph).upgrade(position, target));
        }
    }

    /** Counts all of a graph's revisions as applied. */
    void stamp(RevisionGraph graph) {
        String heads = graph.heads().stream().map(Revision::id).collect(Collectors.joining(","));
        if (!heads.isEmpty()) {
            try (Run run = place.locked()) {
                Stamp stamp = new Planner(graph).stamp(run.state().position(), heads, false);
                Recorder.stamp(run, false, stamp.changes(), List.of());
            }
        }
    }

    /** Takes one revision back. */
    void stepBack(RevisionGraph graph, Revision revision) {
        move(place, position -> new Planner(graph).stepBack(position, revision));
    }

    /** Upgrades to one revision or takes it back, with what its statements do measured, and told also where one of them fails. */
    void measured(RevisionGraph graph, Revision revision, Direction direction, Consumer<RevisionTrace> measured) {
        var measuring = new MeasuringListener(scratch.workspace().listener(), place.project());
        try {
            move(
                    told(place, measuring),
                    position -> direction == Direction.UPGRADE
                            ? new Planner(graph).upgrade(position, revision.id())
                            : new Planner(graph).stepBack(position, revision));
        } finally {
            measuring.trace().ifPresent(measured);
        }
    }

    /** What stands there, with every definition. */
    Blueprint blueprint(List<String> schemas) {
        try (Run run = place.look()) {
            Schema schema = run.schema(schemas);
            return run.blueprint(schema, object -> true);
        }
    }

    /** What stands there in every schema. */
    Schema schema() {
        return scratch.schema();
    }

    /** A session for work of another kind. */
    Run open() {
        return place.open();
    }

    /** What the database speaks. */
    Dialect dialect() {
        try (Run run = place.look()) {
            return run.session().dialect();
        }
    }

    /** What stands there, to be compared. */
    Schema schema(List<String> schemas) {
        try (Run run = place.look()) {
            return run.schema(schemas);
        }
    }

    /** What was read here, with every definition. */
    Blueprint complete(Schema schema) {
        try (Run run = place.look()) {
            return run.blueprint(schema, object -> true);
        }
    }

    /** The paths of the tables of every schema. */
    Set<List<String>> tables() {
        try (Run run = place.look()) {
            return run.tablePaths();
        }
    }

    /** What stands there, read once and for all. */
    Present present(List<String> schemas) {
        try (Run run = place.look()) {
            Present present = Present.of(run, schemas);
            return present.with(run.blueprint(present.schema(), object -> true));
        }
    }

    /** Runs statements that make a schema, in whatever order they can. */
    List<LooseStatements.Refusal> load(List<String> statements) {
        try (Run run = place.open()) {
            return new LooseStatements(run).run(statements);
        }
    }

    /** Objects as the server words them once it has read its own wording. */
    Map<SchemaObject, SchemaObject> restate(Collection<SchemaObject> objects) {
        try (Run run = place.open()) {
            return run.restate(objects);
        }
    }

    /** Carries drafted operations out. */
    void carryOut(Blueprint from, List<Drafted> drafted) {
        try (Run run = place.open()) {
            var definitions = new KnownDefinitions(run.session().dialect(), from);
            List<Rendered> rendered = new ArrayList<>();
            drafted.forEach(each -> rendered.add(definitions.render(each.operation())));
            DraftedRun.of(run, rendered);
        }
    }

    /** Moves a database without looking at what would keep a user's from being moved. */
    static void move(Workspace place, Function<Position, Plan> planned) {
        try (Run run = place.locked()) {
            DatabaseState state = run.state();
            Plan plan = planned.apply(state.position());
            if (!plan.isEmpty()) {
                Runner.execute(run, state, plan);
            }
        }
    }

    /** Nobody wants to read each revision several times. */
    static Workspace quiet(Workspace workspace) {
        return told(workspace, new QuietListener(workspace.listener()));
    }

    private static Workspace told(Workspace workspace, RunListener listener) {
        return new Workspace(
                workspace.project(), workspace.environment(), workspace.identity(), listener, workspace.compiler());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
