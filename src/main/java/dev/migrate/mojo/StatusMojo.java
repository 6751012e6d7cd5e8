package dev.migrate.mojo;

import dev.migrate.command.StatusCommand;
import dev.migrate.config.Environment;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import java.util.ArrayList;
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
        var databases = new Databases(here, new RunPrinter(here.console()::line, style, false));
        var opened = new ArrayList<Environment>();
        var places = new ArrayList<StatusCommand.Place>();
        try {
            var names = here.environments().isChosenByUser()
                    ? List.of(here.environment().name())
                    : here.environments().all();
            for (String name : names) {
                Environment environment = here.environments().named(name);
                opened.add(environment);
                for (Environment one : Databases.chosen(environment, null)) {
                    places.add(new StatusCommand.Place(one.name(), () -> databases.workspace(one)));
                }
            }
            var rows = new StatusCommand().run(places);
            return new Listing(rows.stream().map(Standing::json).toList(), Standing.table(rows, style));
        } finally {
            opened.forEach(Environment::clearSecrets);
        }
    }
}
