package dev.migrate.report;

import dev.migrate.diagnostic.Printable;
import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where databases stand in a graph, for the goals that show it. */
public final class Marks {

    /** Of no database: none was asked. */
    public static final Marks NONE = new Marks(false, Map.of(), Map.of(), List.of());

    /** Whether the names of the databases are said; where one is meant anyway, "current" is enough. */
    private final boolean named;

    private final Map<String, List<String>> byRevision;
    /** For each database, the ids of the revisions that it stands at. */
    private final Map<String, List<String>> byDatabase;

    private final List<Note> notes;

    private Marks(
            boolean named,
            Map<String, List<String>> byRevision,
            Map<String, List<String>> byDatabase,
            List<Note> notes) {
        this.named = named;
        this.byRevision = byRevision;
        this.byDatabase = byDatabase;
        this.notes = List.copyOf(notes);
    }

    /**
     * A database.
     *
     * @param name the environment or target
     * @param position its version table's rows; null where it could not be looked at
     * @param unfinished the revision that stopped in the middle, and where; null when none did
     * @param problem why it could not be looked at; null where it could
     */
    public record Database(
            String name,
            @Nullable Position position,
            @Nullable String unfinished,
            @Nullable String problem) {}

    /** Something about a database that no mark in the graph says. */
    record Note(String database, String text) {

        @Override
        public String toString() {
            return database + ": " + text;
        }
    }

    /**
     * Looks databases up in a graph.
     *
     * @param named whether marks say the names of the databases
     */
    public static Marks of(RevisionGraph graph, List<Database> databases, boolean named) {
        var byRevision = new HashMap<String, List<String>>();
        var byDatabase = new HashMap<String, List<String>>();
        var notes = new ArrayList<Note>();
        for (Database database : databases) {
            Position position = database.position();
            if (position != null) {
                var standing = new ArrayList<String>();
                for (String row : position.rows()) {
                    Optional<String> id = revision(graph, database.name(), row, notes);
                    id.ifPresent(standing::add);
                }
                byDatabase.put(database.name(), standing);
                standing.forEach(id -> byRevision
                        .computeIfAbsent(id, none -> new ArrayList<>())
                        .add(database.name()));
                if (position.rows().isEmpty()) {
                    notes.add(new Note(database.name(), "base, nothing is applied"));
                }
            }
            if (database.unfinished() != null) {
                notes.add(new Note(database.name(), "stopped in " + database.unfinished()));
            }
            if (database.problem() != null) {
                notes.add(new Note(database.name(), Printable.of(database.problem())));
            }
        }
        return new Marks(named, byRevision, byDatabase, notes);
    }

    /** The id of the revision that a row stands for; a row that names one inside of a squash stands for none. */
    private static Optional<String> revision(RevisionGraph graph, String database, String row, List<Note> notes) {
        Optional<Revision> found = graph.ofRow(row);
        if (found.isEmpty()) {
            notes.add(new Note(
                    database,
                    row
                            + graph.aroundRow(row)
                                    .map(squash -> " (inside squash " + squash.id() + ", which is only partly applied)")
                                    .orElse(" (no script here defines it)")));
        }
        return found.map(Revision::id);
    }

    /** Whether any database was asked. */
    boolean isAsked() {
        return this != NONE;
    }

    /** The databases that stand at a revision, in the order in which they were asked. */
    List<String> at(Revision revision) {
        return byRevision.getOrDefault(revision.id(), List.of());
    }

    /** What a line says of a revision at which databases stand; empty for the others. */
    String word(Revision revision) {
        List<String> names = at(revision);
        return names.isEmpty() ? "" : named ? "current: " + String.join(", ", names) : "current";
    }

    /**
     * What the marks cannot say: databases at the base, out of reach, or at revisions that are not among those shown.
     */
    public List<String> notes(Collection<Revision> shown) {
        return List.copyOf(notesBeside(shown).stream().map(Note::toString).toList());
    }

    List<Note> notesBeside(Collection<Revision> shown) {
        var ids = new java.util.HashSet<String>();
        shown.forEach(revision -> ids.add(revision.id()));
        var all = new ArrayList<Note>();
        byDatabase.keySet().stream().sorted().forEach(database -> {
            List<String> elsewhere = byDatabase.get(database).stream()
                    .filter(id -> !ids.contains(id))
                    .toList();
            if (!elsewhere.isEmpty()) {
                all.add(new Note(database, "stands at " + String.join(", ", elsewhere)));
            }
        });
        all.addAll(notes);
        return all;
    }
}
