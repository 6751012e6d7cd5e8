package dev.migrate.command;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.diff.Drafter;
import dev.migrate.diff.Excerpt;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a scratch database that new scripts do what they are written for: behind their upgrades stands the goal, behind their
 * downgrades what was there before. Where it is known what all revisions make, what has nothing to do with the scripts is not made anew for it.
 */
final class AutogenerateProof {

    private static final String FOLDER = "target/migrate/draft";

    private final StartingPoint start;
    private final Matching matching;
    private final List<NewScript> scripts;
    private @Nullable SchemaDifference change;

    AutogenerateProof(StartingPoint start, Matching matching, List<NewScript> scripts) {
        this.start = start;
        this.matching = matching;
        this.scripts = scripts;
    }

    /**
     * Makes it.
     *
     * @param present where the database stands
     * @param from the same with what drafting knows of it
     * @param end what must stand there behind the upgrades; null where nobody knows
     * @return how long it took
     * @throws MigrateException where a script does something else; its text is left for the user to look at
     */
    Duration of(Present present, Blueprint from, @Nullable Blueprint end) {
        long began = System.nanoTime();
        Path folder = start.workspace().project().resolve(FOLDER);
        List<Revision> drafts = write(folder);
        var revisions = new ArrayList<>(start.graph().ordered());
        revisions.addAll(drafts);
        RevisionGraph graph = RevisionGraph.of(revisions);
        if (end == null || !onExcerpt(graph, drafts, present, from, end)) {
            onWhole(graph, drafts, present, end);
        }
        delete(folder);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What the scripts have been seen to change. */
    SchemaDifference change() {
        return Objects.requireNonNull(change, "it has not been proved");
    }

    /** Behind all revisions that there are. */
    private void onWhole(RevisionGraph graph, List<Revision> drafts, Present present, @Nullable Blueprint end) {
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            Schema before = start.bring(scratch, present);
            for (Revision draft : drafts) {
                attempt("upgrade", draft, () -> scratch.upgrade(graph, draft.id()));
            }
            Schema behind = scratch.schema(start.schemas());
            if (end != null) {
                require(matching.on(scratch, Blueprint.of(behind), end), "the upgrade does not lead to the model");
            }
            if (goBack(drafts)) {
                for (int i = drafts.size() - 1; i >= 0; i--) {
                    Revision draft = drafts.get(i);
                    attempt("downgrade", draft, () -> scratch.stepBack(graph, draft));
                }
                Comparison left =
                        matching.on(scratch, Blueprint.of(scratch.schema(start.schemas())), Blueprint.of(before));
                require(left, "the downgrade does not lead back to where the database stood");
            }
            change = before.differenceTo(behind);
        }
    }

    /**
     * On nothing but what has to do with the scripts, where it is known what the revisions make. What fails here is looked at again on the whole, which
     * then says why.
     *
     * @return whether it is proved
     */
    private boolean onExcerpt(
            RevisionGraph graph, List<Revision> drafts, Present present, Blueprint from, Blueprint end) {
        Excerpt excerpt = matching.dialect().drafter().excerpt(from, end).orElse(null);
        if (excerpt == null || !start.isKnown(present)) {
            return false;
        }
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            Blueprint empty = scratch.blueprint(start.schemas());
            Blueprint wanted = in(empty, excerpt.from());
            scratch.carryOut(empty, matching.draft(empty, wanted, Drafter.Style.PLAIN));
            Schema before = scratch.schema(start.schemas());
            var everything = new Matching(matching.dialect(), AutogenerateSettings.DEFAULT);
            if (!everything.on(scratch, Blueprint.of(before), wanted).isEmpty()) {
                return false;
            }
            scratch.stamp(start.graph());
            drafts.forEach(draft -> scratch.upgrade(graph, draft.id()));
            Schema behind = scratch.schema(start.schemas());
            if (!matching.on(scratch, Blueprint.of(behind), excerpt.to()).isEmpty()) {
                return false;
            }
            if (goBack(drafts)) {
                for (int i = drafts.size() - 1; i >= 0; i--) {
                    scratch.stepBack(graph, drafts.get(i));
                }
                Schema back = scratch.schema(start.schemas());
                if (!matching.on(scratch, Blueprint.of(back), Blueprint.of(before))
                        .isEmpty()) {
                    return false;
                }
            }
            change = before.differenceTo(behind);
            return true;
        } catch (MigrateException e) {
            return false;
        }
    }

    /** A scratch database has settings of its own. */
    private static Blueprint in(Blueprint empty, Blueprint wanted) {
        List<SchemaObject> objects = new ArrayList<>(wanted.schema()
                .filter(object -> object.kind() != ObjectKind.DATABASE)
                .objects());
        objects.addAll(empty.schema()
                .filter(object -> object.kind() == ObjectKind.DATABASE)
                .objects());
        return wanted.with(new Schema(objects));
    }

    private List<Revision> write(Path folder) {
        delete(folder);
        List<Revision> drafts = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (NewScript script : scripts) {
                Files.writeString(folder.resolve(script.revision().file().getFileName()), script.text());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Revision> read = ScriptFolder.read(start.workspace().project(), List.of(folder));
        for (NewScript script : scripts) {
            read.stream().filter(one -> one.id().equals(script.revision().id())).forEach(drafts::add);
        }
        return drafts;
    }

    /** A template may have no place for a downgrade. */
    private boolean goBack(List<Revision> drafts) {
        return scripts.stream()
                .allMatch(script -> script.revision().file().toString().endsWith(".java")
                        || script.text().contains("migrate:downgrade"));
    }

    private static void attempt(String way, Revision draft, Runnable run) {
        try {
            run.run();
        } catch (MigrateException e) {
            List<Diagnostic> diagnostics = new ArrayList<>();
            diagnostics.add(ending(Diagnostic.error(
                    "autogenerate/does-not-run",
                    "the " + way + " that was drafted for \"" + draft.title() + "\" does not run")));
            diagnostics.addAll(e.diagnostics());
            throw new MigrateException(diagnostics, e);
        }
    }

    private static void require(Comparison left, String sentence) {
        if (left.isEmpty()) {
            return;
        }
        Diagnostic fault = Diagnostic.error("autogenerate/not-proved", sentence);
        throw ending(SchemaChange.stillToDo(fault, left.difference())).toException();
    }

    private static Diagnostic ending(Diagnostic fault) {
        return fault.note("it was tried on a scratch database; no script has been written; what was tried is in "
                        + FOLDER)
                .help("-Dmigrate.prove=false writes it all the same, to be mended by hand");
    }

    private static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // mvn clean removes it
            return;
        }
    }
}
