package dev.migrate.mojo;

import dev.migrate.command.DriftCommand;
import dev.migrate.command.SchemaChange;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Fails when the database is not what its applied revisions make, and shows the difference as SQL both ways. Example: {@code mvn
 * migrate:drift -Dmigrate.env=staging}.
 */
@Mojo(name = "drift", requiresProject = false, threadSafe = true)
public final class DriftMojo extends ListingMojo {

    /** The one target of an environment with several; all without it. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    Listing list(Invocation here, Style style) {
        var lines = new ArrayList<String>();
        var problems = new ArrayList<Diagnostic>();
        var found = new ArrayList<Drift>();
        new Databases(here, new RunPrinter(here.console()::line, style, false)).each(target, workspace -> {
            var result = new DriftCommand().run(workspace);
            found.add(new Drift(
                    result.environment(),
                    result.position(),
                    result.changes().isEmpty(),
                    result.changes(),
                    result.back(),
                    result.forth(),
                    result.notes()));
            result.problem().ifPresent(problems::add);
            if (result.changes().isEmpty()) {
                lines.add(result.environment() + ": as its revisions make it, at " + result.position());
            } else {
                lines.add(result.environment() + ": done by other hands than the revisions':");
                result.changes().forEach(change -> lines.add("  " + change));
                sql(lines, "to bring the database back to its revisions:", result.back());
                sql(lines, "to take it over into a revision:", result.forth());
            }
            result.notes().forEach(note -> lines.add("note: " + note));
        });
        return new Listing(found, lines, problems);
    }

    private static void sql(List<String> lines, String title, String sql) {
        if (!sql.isEmpty()) {
            lines.add("");
            lines.add("-- " + title);
            sql.lines().forEach(lines::add);
        }
    }

    private record Drift(
            String environment,
            String position,
            boolean alike,
            List<SchemaChange> changes,
            String back,
            String forth,
            List<String> notes) {}
}
