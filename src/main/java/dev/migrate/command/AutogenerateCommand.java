package dev.migrate.command;

import dev.migrate.RevisionDraft;
import dev.migrate.compile.Customizers;
import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Naming;
import dev.migrate.engine.Run;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the revision that leads a database to its model: what differs is found, drafted, shown to do so, and only then written. */
public final class AutogenerateCommand {

    private final ScriptWriter writer;

    /** A command that writes with this writer. */
    public AutogenerateCommand(ScriptWriter writer) {
        this.writer = writer;
    }

    /**
     * What to write.
     *
     * @param revision the new revision's place and header
     * @param goal what the database is to become
     * @param database whether the model is compared with the database; else with what the revisions make
     * @param prove whether the script is tried out before it is written
     * @param question asks whether something has got another name
     */
    public record Request(
            RevisionCommand.Request revision, Goal goal, boolean database, boolean prove, RenameQuestion question) {}

    /**
     * What was done.
     *
     * @param written the revisions that were written, in order; none where nothing differs
     * @param goal what the database was compared with
     * @param changes what was found, a line an object
     * @param losses what is gone for good once the revisions have run
     * @param notes what the user should know
     * @param proof how long it took to show that the scripts do what they should; null where that was left out
     * @param customized whether the project has changed what they do, so that they need not lead to the goal
     */
    public record Result(
            List<Revision> written,
            String goal,
            List<SchemaChange> changes,
            List<String> losses,
            List<String> notes,
            @Nullable Duration proof,
            boolean customized) {

        /** Copies the lists. */
        public Result {
            written = List.copyOf(written);
            changes = List.copyOf(changes);
            losses = List.copyOf(losses);
            notes = List.copyOf(notes);
        }
    }

    /** Does it. */
    public Result run(Workspace workspace, Request request) {
        RevisionGraph graph = request.revision().scripts().graph();
        List<Revision> parents = RevisionCommand.parents(graph, request.revision());
        // a template that has no place for statements is told before anything is asked
        boolean java = NewScript.template(
                        request.revision().scripts(),
                        request.revision().script().format())
                .extension()
                .equals("java");
        var start = new StartingPoint(workspace, graph);
        Set<String> notes = new LinkedHashSet<>();
        var comparing = new GoalComparison(workspace, request.goal());
        if (!request.database()) {
            return found(workspace, request, graph, parents, java, start, start.replayed(), comparing, notes);
        }
        try (Run run = workspace.look()) {
            comparing.begin(run);
            return found(workspace, request, graph, parents, java, start, start.live(run), comparing, notes);
        }
    }

    private Result found(
            Workspace workspace,
            Request request,
            RevisionGraph graph,
            List<Revision> parents,
            boolean java,
            StartingPoint start,
            Present present,
            GoalComparison comparing,
            Set<String> notes) {
        Comparison comparison = comparing.compare(present);
        notes.addAll(comparing.notes());
        if (comparison.isEmpty()) {
            return new Result(List.of(), request.goal().title(), List.of(), List.of(), List.copyOf(notes), null, false);
        }
        Dialect dialect = present.dialect();
        var matching = Matching.of(workspace, dialect);
        var renaming = new Renaming(start, matching, request.question());
        Renaming.Renamed renamed = renaming.of(present, comparison, comparing);
        var changes = new ArrayList<SchemaChange>();
        renamed.decided().forEach(one -> changes.add(SchemaChange.rename(one.proposal())));
        changes.addAll(SchemaChange.of(renamed.difference()));

        var drafting = new Drafting(start, matching, request.revision().script().message(), comparing.data());
        List<DraftedRevision> drafted =
                customized(workspace, dialect, drafting.of(present, comparison.from(), renamed));
        if (drafted.isEmpty()) {
            notes.add("a RevisionCustomizer of the project has left nothing to be written");
            return new Result(List.of(), request.goal().title(), changes, List.of(), List.copyOf(notes), null, false);
        }
        List<NewScript> scripts = scripts(workspace, request, graph, parents, java, present, renamed, drafted);
        boolean customized = drafted.stream().anyMatch(DraftedRevision::customized);
        var proof = request.prove() ? new AutogenerateProof(start, matching, scripts) : null;
        Duration took = null;
        if (proof != null) {
            Blueprint end = drafted.get(drafted.size() - 1).to();
            took = proof.of(present, drafted.get(0).from(), customized ? null : end);
        }
        notes.addAll(start.notes());
        List<Revision> written = new ArrayList<>();
        scripts.forEach(script -> written.add(writer.write(script).revision()));
        if (proof != null) {
            start.extended(present, scripts, proof.change());
        }
        List<String> losses = drafted.stream()
                .flatMap(one -> one.upgrade().stream())
                .flatMap(one -> one.losses().stream())
                .toList();
        renamed.decided().stream()
                .filter(RenameDecision.Decided::guessed)
                .forEach(one -> notes.add(Renaming.note(one.proposal(), matching.hasSchemas())));
        return new Result(written, request.goal().title(), changes, losses, List.copyOf(notes), took, customized);
    }

    private static List<DraftedRevision> customized(
            Workspace workspace, Dialect dialect, List<DraftedRevision> drafted) {
        var customizers = new Customizers(workspace.compiler());
        List<DraftedRevision> kept = new ArrayList<>();
        for (DraftedRevision one : drafted) {
            var draft = new RevisionDraft(
                    workspace.environment().name(), dialect.kind(), one.message(), one.upgrade(), one.downgrade());
            RevisionDraft now = customizers.customize(draft);
            if (now.equals(draft)) {
                kept.add(one);
            } else if (!now.upgrade().isEmpty()) {
                kept.add(one.changed(now));
            }
        }
        return kept;
    }

    private List<NewScript> scripts(
            Workspace workspace,
            Request request,
            RevisionGraph graph,
            List<Revision> parents,
            boolean java,
            Present present,
            Renaming.Renamed renamed,
            List<DraftedRevision> drafted) {
        Naming naming = present.naming(workspace.environment().offline().schemas());
        boolean placeholders = workspace.environment().placeholders() != null;
        List<NewScript> scripts = new ArrayList<>();
        RevisionGraph now = graph;
        List<Revision> behind = parents;
        ScriptWriter.Script header = request.revision().script();
        for (int i = 0; i < drafted.size(); i++) {
            DraftedRevision one = drafted.get(i);
            ScriptWriter.Script script = i == 0 ? header.withMessage(one.message()) : header.next(one.message());
            List<String> comments = i == 0 ? renamed.comments() : List.of();
            NewScript made =
                    writer.make(now, behind, script, one.body(present.dialect(), naming, java, placeholders, comments));
            scripts.add(made);
            behind = List.of(made.revision());
            var revisions = new ArrayList<>(now.ordered());
            revisions.add(made.revision());
            now = RevisionGraph.of(revisions);
        }
        return scripts;
    }
}
