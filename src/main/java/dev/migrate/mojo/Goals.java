package dev.migrate.mojo;

import dev.migrate.command.Goal;
import dev.migrate.command.Workspace;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What databases are compared with, as the parameter {@code model} says; closing it wipes the secrets of other environments. */
final class Goals implements AutoCloseable {

    private final Invocation here;
    private final List<Environment> opened = new ArrayList<>();

    Goals(Invocation here) {
        this.here = here;
    }

    /** The goal for the database of an environment. */
    Goal of(@Nullable String model, Environment environment) {
        return here.models(environment)
                .of(model, here.environments().all())
                .<Goal>map(Goal.Stated::new)
                .orElseGet(() -> new Goal.Other(other(String.valueOf(model))));
    }

    private Workspace other(String name) {
        Environment environment = here.environments().named(name);
        opened.add(environment);
        return new Databases(here, new RunPrinter(here.console()::line, Style.PLAIN, false))
                .workspace(only(environment, null));
    }

    /** The one database of an environment, or the target of it that is named. */
    static Environment only(Environment environment, @Nullable String target) {
        List<Environment> meant = Databases.chosen(environment, target);
        if (meant.size() > 1) {
            List<String> names = meant.stream().map(Environment::name).toList();
            throw Diagnostic.error(
                            "autogenerate/several-databases",
                            "environment \"" + environment.name() + "\" has " + names.size()
                                    + " databases, and a model is compared with one")
                    .note("they are " + String.join(", ", names))
                    .help("-Dmigrate.target="
                            + names.get(0).substring(environment.name().length() + 1))
                    .toException();
        }
        return meant.get(0);
    }

    @Override
    public void close() {
        opened.forEach(Environment::clearSecrets);
    }
}
