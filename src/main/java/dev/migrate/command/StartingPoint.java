package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafter;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a database stands with all its revisions applied: the live one, or a scratch database on which they are run. */
final class StartingPoint {

    private static final int TOLD = 5;

    private final Workspace workspace;
    private final RevisionGraph graph;
    private final List<String> schemas;
    private final KeptReplay kept;
    private final Set<String> notes = new LinkedHashSet<>();
    private @Nullable Schema made;

    StartingPoint(Workspace workspace, RevisionGraph graph) {
        this.workspace = workspace;
        this.graph = graph;
        this.schemas = workspace.environment().offline().schemas();
        this.kept = new KeptReplay(workspace);
    }

    RevisionGraph graph() {
        return graph;
    }

    Workspace workspace() {
        return workspace;
    }

    List<String> schemas() {
        return schemas;
    }

    /** What the user should know, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * What stands in the live database.
     *
     * @throws dev.migrate.diagnostic.MigrateException where it does not stand at the heads
     */
    Present live(Run run) {
        DatabaseState state = run.state();
        AppliedCheck.requireFinished(state, workspace.environment().name());
        List<Revision> pending = new Planner(graph).pending(state.position());
        if (!pending.isEmpty()) {
            String name = workspace.environment().name();
            Diagnostic fault = Diagnostic.error(
                            "autogenerate/not-up-to-date",
                            "the database of \"" + name + "\" is not up to date: " + pending.size()
                                    + (pending.size() == 1 ? " revision is" : " revisions are")
                                    + " still to be applied")
                    .note("it stands at " + state.position().display());
            for (Revision revision : pending.subList(0, Math.min(TOLD, pending.size()))) {
                fault = fault.note(revision.id() + " \"" + revision.title() + "\"");
            }
            throw fault.note("what they do would be found again")
                    .help("mvn migrate:upgrade" + DatabaseName.of(name).environmentOption()
                            + "; or -Dmigrate.database=false to compare with what the revisions make")
                    .toException();
        }
        return Present.of(run, schemas);
    }

    /** What the revisions make, without the live database. */
    Present replayed() {
        try (Rehearsal scratch = Rehearsal.open(workspace)) {
            Present empty = scratch.present(schemas);
            Optional<String> key = kept.key(graph.ordered(), empty);
            Optional<Blueprint> known = key.flatMap(kept::whole);
            if (known.isPresent()) {
                return empty.with(known.get());
            }
            scratch.upgrade(graph, heads());
            Present replayed = scratch.present(schemas);
            var nothing = replayed.schema().differenceTo(replayed.schema());
            key.ifPresent(one -> kept.keepWhole(one, replayed.blueprint(nothing)));
            return replayed;
        }
    }

    /**
     * Whether it is known without running the revisions how what they make differs from a database; where it does, the user is told.
     */
    boolean isKnown(Present present) {
        Optional<Schema> before = kept.key(graph.ordered(), present).flatMap(kept::made);
        if (before.isEmpty()) {
            return false;
        }
        var matching = Matching.of(workspace, present.dialect());
        Comparison drift = matching.of(Blueprint.of(before.get()), Blueprint.of(present.schema()));
        if (!matching.wordedOtherwise(drift).isEmpty()) {
            // to be read once more beside their tables
            return false;
        }
        if (drift.isEmpty()) {
            made = before.get();
        } else {
            tell(drift);
        }
        return true;
    }

    /**
     * Brings a scratch database to where the live one stands: by the revisions, and, where something has been changed by hand, by
     * what makes up for that.
     *
     * @return what stands there now
     */
    Schema bring(Rehearsal scratch, Present present) {
        scratch.upgrade(graph, heads());
        Schema replayed = scratch.schema(schemas);
        kept.key(graph.ordered(), present).ifPresent(key -> kept.keep(key, replayed));
        var matching = Matching.of(workspace, present.dialect());
        Comparison drift = matching.on(scratch, Blueprint.of(replayed), Blueprint.of(present.schema()));
        if (drift.isEmpty()) {
            made = replayed;
            return replayed;
        }
        Blueprint live = present.blueprint(drift.difference());
        tell(drift);
        Blueprint whole = scratch.complete(replayed);
        scratch.carryOut(whole, matching.draft(whole, live.with(drift.to().schema()), Drafter.Style.PLAIN));
        return scratch.schema(schemas);
    }

    /**
     * Keeps what the revisions make together with new ones, which is known once these have been proved; not where the database differed
     * from what the others make.
     *
     * @param scripts the new ones, written
     * @param change what they have changed
     */
    void extended(Present present, List<NewScript> scripts, SchemaDifference change) {
        Schema before = made;
        if (before == null || !scripts.stream().allMatch(NewScript::stands)) {
            return;
        }
        Set<SchemaObject> objects = new TreeSet<>(before.objects());
        change.onlyHere().forEach(objects::remove);
        change.changes().forEach(one -> objects.remove(one.here()));
        change.changes().forEach(one -> objects.add(one.there()));
        objects.addAll(change.onlyThere());
        List<Revision> all = new ArrayList<>(graph.ordered());
        scripts.forEach(script -> all.add(script.revision()));
        kept.key(RevisionGraph.of(all).ordered(), present).ifPresent(key -> kept.keep(key, Schema.of(objects)));
    }

    private void tell(Comparison drift) {
        int count = SchemaChange.of(drift.difference()).size();
        notes.add("the database of \"" + workspace.environment().name() + "\" differs from what its revisions make, in "
                + count + (count == 1 ? " object" : " objects") + ": the script is written for the database as it is;"
                + " mvn migrate:drift shows them");
    }

    /** A target that means every head; empty where there is no revision. */
    private String heads() {
        return graph.heads().stream().map(Revision::id).collect(Collectors.joining(","));
    }
}
