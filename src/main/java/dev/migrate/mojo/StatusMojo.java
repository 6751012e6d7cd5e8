package dev.migrate.mojo;

import dev.migrate.command.StatusCommand;
import dev.migrate.report.Style;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Shows every environment or target side by side: where it stands and what is pending. With {@code env}, that
 * environment and its targets alone. Example: {@code mvn migrate:status}.
 */
@Mojo(name = "status", requiresProject = false, threadSafe = true)
public final class StatusMojo extends ListingMojo {

    @Override
    Listing list(Invocation here, Style style) {
        var environments = here.environments();
        var names = environments.isChosenByUser() ? List.of(here.environment().name()) : environments.all();
        try (var lookout = new Lookout(here, style)) {
            names.forEach(lookout::add);
            var rows = new StatusCommand().run(lookout.places());
            return new Listing(rows.stream().map(Standing::json).toList(), Standing.table(rows, style));
        }
    }
}
