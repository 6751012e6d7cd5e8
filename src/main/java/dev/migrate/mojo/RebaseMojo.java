package dev.migrate.mojo;

import dev.migrate.command.RebaseCommand;
import dev.migrate.command.Workspace;
import dev.migrate.config.Environment;
import dev.migrate.report.HistoryTree;
import dev.migrate.report.Marks;
import dev.migrate.report.RunPrinter;
import dev.migrate.revision.Rebase;
import dev.migrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Puts revisions that are not released yet behind another head, the usual cure for two heads: rewrites {@code revises:}
 * in their scripts and nothing else. Refuses where a database would then count as applied what never ran there.
 * Example: {@code mvn migrate:rebase -Dmigrate.onto=20240116_090000_b2c3d4e5}.
 */
@Mojo(name = "rebase", requiresProject = false, threadSafe = true)
public final class RebaseMojo extends MigrateMojo {

    /**
     * The revision that the others are put behind: one of two heads, or, with {@code range}, any; an id, the beginning
     * of one, {@code label@head}. Without it the goal shows both branches. Example:
     * {@code -Dmigrate.onto=20240116_09}.
     */
    @Parameter(property = "migrate.onto")
    private @Nullable String onto;

    /**
     * What moves, {@code from:to}, both included; without it the whole branch of the other of two heads. Example:
     * {@code -Dmigrate.range=20240117_08:20240118_11}.
     */
    @Parameter(property = "migrate.range")
    private @Nullable String range;

    /** Shows what would change, and writes nothing. Example: {@code -Dmigrate.dryRun}. */
    @Parameter(property = "migrate.dryRun", defaultValue = "false")
    private boolean dryRun;

    /**
     * The protected environments, comma-separated, of which somebody knows that they have applied nothing that moves,
     * though they cannot be reached from here. Example: {@code -Dmigrate.confirm=prod,staging}.
     */
    @Parameter(property = "migrate.confirm")
    private List<String> confirm;

    @Override
    void run(Invocation here) {
        var databases = new Databases(
                here, new RunPrinter(here.console()::line, here.console().style(), false));
        var opened = new ArrayList<Environment>();
        try {
            // whatever environment was chosen: what is released in any of them stays
            Environment chosen = here.environment();
            opened.add(chosen);
            for (String name : here.environments().all()) {
                if (!name.equals(chosen.name())) {
                    opened.add(here.environments().untouched(name));
                }
            }
            List<Workspace> all = opened.stream()
                    .flatMap(environment -> Databases.chosen(environment, null).stream())
                    .map(databases::workspace)
                    .toList();
            tell(
                    here,
                    new RebaseCommand()
                            .run(new RebaseCommand.Request(
                                    Revisions.scripts(here), onto, range, dryRun, Set.copyOf(confirm), all)));
        } finally {
            opened.forEach(Environment::clearSecrets);
        }
    }

    private void tell(Invocation here, RebaseCommand.Result result) {
        Console console = here.console();
        Rebase rebase = result.rebase();
        if (rebase == null || rebase.isEmpty()) {
            console.line(
                    rebase == null
                            ? "there is one head: nothing to do"
                            : "everything stands behind " + rebase.onto().id() + " already: nothing to do");
            return;
        }
        int count = rebase.moved().size();
        console.line(console.style()
                .bold(count
                        + (count == 1 ? " revision" : " revisions")
                        + (dryRun ? " would move behind " : " moved behind ")
                        + rebase.onto().id()));
        for (Rebase.Move move : rebase.moves()) {
            Revision revision = move.revision();
            console.line("  " + revision.id() + " revises " + parents(revision.parents()) + " -> "
                    + parents(move.parents()));
            console.line("    " + here.shown(revision.file()));
        }
        console.lines(
                new HistoryTree(result.graph(), Marks.NONE, console.style()).lines(part(result, rebase), List.of()));
        result.notes().forEach(console::line);
        if (dryRun) {
            console.line("nothing has been changed");
        }
    }

    /** What moved and what it stands behind, in the order of the graph as it is now. */
    private static List<Revision> part(RebaseCommand.Result result, Rebase rebase) {
        var ids = new ArrayList<String>();
        rebase.graph().descent(rebase.moved()).oldestFirst().forEach(revision -> ids.add(revision.id()));
        ids.add(rebase.onto().id());
        var part = new ArrayList<Revision>();
        ids.forEach(id -> result.graph().find(id).ifPresent(part::add));
        return result.graph().setOf(part).oldestFirst();
    }

    private static String parents(List<String> ids) {
        return ids.isEmpty() ? "base" : String.join(", ", ids);
    }
}
