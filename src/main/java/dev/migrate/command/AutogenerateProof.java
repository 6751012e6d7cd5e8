package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Comparison;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.schema.Schema;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a scratch database that new scripts do what they are written for: behind their upgrades stands the goal, behind their
 * downgrades what was there before.
 */
final class AutogenerateProof {

    private static final String FOLDER = "target/migrate/draft";

    private final StartingPoint start;
    private final Matching matching;
    private final List<NewScript> scripts;

    AutogenerateProof(StartingPoint start, Matching matching, List<NewScript> scripts) {
        this.start = start;
        this.matching = matching;
        this.scripts = scripts;
    }

    /**
     * Makes it.
     *
     * @param present where the database stands
     * @param end what must stand there behind the upgrades; null where nobody knows
     * @return how long it took
     * @throws MigrateException where a script does something else; its text is left for the user to look at
     */
    Duration of(Present present, @Nullable Blueprint end) {
        long began = System.nanoTime();
        Path folder = start.workspace().project().resolve(FOLDER);
        List<Revision> drafts = write(folder);
        var revisions = new ArrayList<>(start.graph().ordered());
        revisions.addAll(drafts);
        RevisionGraph graph = RevisionGraph.of(revisions);
        try (Rehearsal scratch = Rehearsal.open(start.workspace())) {
            Schema before = start.bring(scratch, present);
            for (Revision draft : drafts) {
                attempt("upgrade", draft, () -> scratch.upgrade(graph, draft.id()));
            }
            if (end != null) {
                Comparison left = matching.on(scratch, Blueprint.of(scratch.schema(start.schemas())), end);
                require(left, "the upgrade does not lead to the model");
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
        }
        delete(folder);
        return Duration.ofNanos(System.nanoTime() - began);
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
