package dev.migrate.mojo;

import dev.migrate.command.CurrentRows;
import dev.migrate.command.StatusCommand;
import dev.migrate.report.Marks;
import dev.migrate.report.Style;
import dev.migrate.revision.RevisionGraph;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that lists revisions, and where databases stand among them when it is asked to look. */
abstract class GraphMojo extends ListingMojo {

    /**
     * Marks where the databases of these environments stand, comma-separated, or of {@code all}; {@code prod/eu} is one
     * target. Without it no database is asked. Example: {@code -Dmigrate.environments=dev,prod}.
     */
    @Parameter(property = "migrate.environments")
    private List<String> environments;

    /** Marks where the database of the chosen environment stands. Example: {@code -Dmigrate.indicateCurrent}. */
    @Parameter(property = "migrate.indicateCurrent", defaultValue = "false")
    private boolean indicateCurrent;

    /**
     * The one target of an environment with {@code [targets.NAME]}, for {@code indicateCurrent} and {@code current}.
     * Example: {@code -Dmigrate.target=eu}.
     */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    /** Where {@code current} is. */
    final CurrentRows standing(Invocation here) {
        return graph -> Lookout.current(here, target, graph);
    }

    /** Looks at the databases that are asked for, and only at those. */
    final Marked marked(Invocation here, RevisionGraph graph, Style style) {
        if (environments.isEmpty() && !indicateCurrent) {
            return new Marked(Marks.NONE, List.of());
        }
        try (var lookout = new Lookout(here, style)) {
            if (indicateCurrent) {
                lookout.addChosen(target);
            }
            environments.forEach(lookout::add);
            boolean named = !environments.isEmpty() || lookout.places().size() > 1;
            List<StatusCommand.Row> rows = new StatusCommand().run(lookout.places(), graph);
            return new Marked(
                    Marks.of(graph, rows.stream().map(Standing::mark).toList(), named),
                    rows.stream().map(Standing::json).toList());
        }
    }

    /**
     * Where databases stand.
     *
     * @param marks for people
     * @param databases for programs
     */
    record Marked(Marks marks, List<Standing.Json> databases) {

        /** The list alone where no database was asked; else an object of the databases and the list. */
        Object json(String name, Object list) {
            if (marks == Marks.NONE) {
                return list;
            }
            var both = new LinkedHashMap<String, Object>();
            both.put("environments", databases);
            both.put(name, list);
            return both;
        }
    }
}
