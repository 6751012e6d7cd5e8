package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Fold;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.RevisionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks whether a database stands in the middle of what is to become one revision: it could never come out again. */
final class MiddleCheck {

    private final RevisionGraph graph;
    private final Fold fold;
    private final List<String> notes = new ArrayList<>();

    MiddleCheck(RevisionGraph graph, Fold fold) {
        this.graph = graph;
        this.fold = fold;
    }

    /**
     * Looks at them.
     *
     * @return what could not be found out
     * @throws MigrateException naming each database that has a part of the fold
     */
    List<String> look(List<StatusCommand.Place> places) {
        var faults = new ArrayList<Diagnostic>();
        for (StatusCommand.Row row : new StatusCommand().run(places)) {
            CurrentCommand.Result current = row.current();
            if (current == null) {
                Diagnostic problem = row.problem();
                notes.add(row.name() + " could not be looked at" + (problem == null ? "" : ": " + problem.message()));
            } else {
                fault(row.name(), current).ifPresent(faults::add);
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrateException(faults, null);
        }
        return List.copyOf(notes);
    }

    private Optional<Diagnostic> fault(String environment, CurrentCommand.Result current) {
        if (!current.unknown().isEmpty()) {
            notes.add(environment + " stands at " + String.join(", ", current.unknown())
                    + ", which no script here defines: whether it has all of the range is not known");
        }
        var unfinished = current.unfinished();
        if (unfinished != null
                && graph.find(unfinished.revision()).filter(fold::contains).isPresent()) {
            return Optional.of(Diagnostic.error(
                            "squash/unfinished",
                            "%s of \"%s\" stopped in the middle on \"%s\""
                                    .formatted(unfinished.direction().word(), unfinished.revision(), environment))
                    .note("nothing has been changed")
                    .help("mvn migrate:repair" + DatabaseName.of(environment).option()));
        }
        Optional<Revision> insideOfOne =
                current.inside().values().stream().filter(fold::contains).findFirst();
        if (insideOfOne.isPresent()) {
            return Optional.of(insideOf(insideOfOne.get(), environment, current));
        }
        RevisionSet folded = graph.setOf(fold.revisions());
        RevisionSet applied = graph.behind(current.revisions().stream()
                        .map(revision -> graph.find(revision.id()))
                        .flatMap(Optional::stream)
                        .toList())
                .and(folded);
        if (applied.isEmpty() || applied.size() == folded.size()) {
            return Optional.empty();
        }
        int missing = folded.size() - applied.size();
        return Optional.of(Diagnostic.error(
                        "squash/in-the-middle",
                        "the database of \"%s\" stands at %s, in the middle of the range"
                                .formatted(environment, current.position().display()))
                .note("%d of the %d revisions %s not applied there; of one revision a database has all or nothing"
                        .formatted(missing, folded.size(), missing == 1 ? "is" : "are"))
                .note("nothing has been changed")
                .help("mvn migrate:upgrade%s -Dmigrate.to=%s"
                        .formatted(DatabaseName.of(environment).option(), fold.head().id())));
    }

    /** The scripts here do not lead out of a squash. */
    private static Diagnostic insideOf(Revision squash, String environment, CurrentCommand.Result current) {
        return Diagnostic.error(
                        "squash/in-the-middle",
                        "the database of \"%s\" stands at %s, in the middle of the squash \"%s\", which is in the range"
                                .formatted(environment, current.position().display(), squash.id()))
                .note("nothing has been changed")
                .help(("check out the scripts from before \"%s\", run mvn migrate:upgrade%s -Dmigrate.to=%s with them,"
                                + " then come back")
                        .formatted(
                                squash.id(),
                                DatabaseName.of(environment).option(),
                                squash.formerIds().get(0)));
    }
}
