package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at several databases at once, each of them for itself: one that cannot be reached does not hide the others. */
public final class StatusCommand {

    private static final int MOST_AT_ONCE = 8;

    /**
     * One database.
     *
     * @param name the environment or target
     * @param current where it stands; null where it could not be looked at
     * @param problem why it could not be looked at; null where it could
     */
    public record Row(
            String name,
            CurrentCommand.@Nullable Result current,
            @Nullable Diagnostic problem) {}

    /**
     * A database to look at.
     *
     * @param name the environment or target
     * @param workspace how to get there; may fail, for instance where a variable is not set
     */
    public record Place(String name, Supplier<Workspace> workspace) {}

    /** Looks at them, in the order given, each with its own scripts. */
    public List<Row> run(List<Place> places) {
        return run(places, workspace -> workspace.scripts().graph());
    }

    /** Looks at them, in the order given, all in the light of one graph. */
    public List<Row> run(List<Place> places, RevisionGraph graph) {
        return run(places, workspace -> graph);
    }

    private static List<Row> run(List<Place> places, Function<Workspace, RevisionGraph> graph) {
        if (places.isEmpty()) {
            return List.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, places.size()));
        try {
            List<Future<Row>> looks = new ArrayList<>();
            for (Place place : places) {
                looks.add(pool.submit(() -> look(place, graph)));
            }
            List<Row> rows = new ArrayList<>();
            for (Future<Row> look : looks) {
                rows.add(look.get());
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking at the databases", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Row look(Place place, Function<Workspace, RevisionGraph> graph) {
        try {
            Workspace workspace = place.workspace().get();
            return new Row(place.name(), new CurrentCommand().run(workspace, graph.apply(workspace)), null);
        } catch (MigrateException e) {
            return new Row(place.name(), null, e.diagnostics().get(0));
        }
    }
}
