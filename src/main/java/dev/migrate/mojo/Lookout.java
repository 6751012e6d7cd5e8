package dev.migrate.mojo;

import dev.migrate.command.CurrentCommand;
import dev.migrate.command.StatusCommand;
import dev.migrate.command.Workspace;
import dev.migrate.config.DatabaseName;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the databases of environments by name, for goals that look at several; closing it wipes their secrets. */
final class Lookout implements AutoCloseable {

    private static final String ALL = "all";

    private final Invocation here;
    private final Databases databases;
    private final List<Environment> opened = new ArrayList<>();
    private final Map<String, StatusCommand.Place> places = new LinkedHashMap<>();

    Lookout(Invocation here, Style style) {
        this.here = here;
        this.databases = new Databases(here, new RunPrinter(here.console()::line, style, false));
    }

    /** The databases so far, each once. */
    List<StatusCommand.Place> places() {
        return List.copyOf(places.values());
    }

    /** Adds the chosen environment, or the one target of it that is named. */
    void addChosen(@Nullable String target) {
        add(here.environment(), target);
    }

    /** Adds an environment with all its targets, one target such as {@code prod/eu}, or {@code all} there are. */
    void add(String name) {
        List<String> known = here.environments().all();
        if (name.equals(ALL)) {
            if (known.isEmpty()) {
                addChosen(null);
            }
            known.forEach(one -> add(environment(one), null));
            return;
        }
        DatabaseName meant = DatabaseName.of(name);
        String environment = meant.environment();
        if (known.isEmpty() ? !environment.equals(here.environment().name()) : !known.contains(environment)) {
            throw unknown(environment, known.isEmpty() ? List.of(here.environment().name()) : known);
        }
        Environment found = known.isEmpty() ? here.environment() : environment(environment);
        List<String> targets = found.targets().stream().map(Environment::name).toList();
        if (meant.target() != null && !targets.contains(name)) {
            var candidates = new ArrayList<>(targets);
            candidates.add(environment);
            throw unknown(name, candidates);
        }
        add(found, meant.target());
    }

    private Environment environment(String name) {
        Environment environment = here.environments().named(name);
        opened.add(environment);
        return environment;
    }

    private void add(Environment environment, @Nullable String target) {
        opened.add(environment);
        for (Environment one : Databases.chosen(environment, target)) {
            places.putIfAbsent(one.name(), new StatusCommand.Place(one.name(), () -> databases.workspace(one)));
        }
    }

    private static MigrateException unknown(String name, List<String> known) {
        var told = Diagnostic.error("config/unknown-environment", "there is no environment \"" + name + "\"")
                .note("there are " + String.join(", ", known));
        return Nearest.of(name, known)
                .map(near -> told.help("did you mean -Dmigrate.environments=" + near + "?"))
                .orElse(told.help("-Dmigrate.environments=" + known.get(0) + ", or -Dmigrate.environments=all"))
                .toException();
    }

    /** The revisions at which the database of the chosen environment stands, for a name such as {@code current}. */
    static List<Revision> current(Invocation here, @Nullable String target, RevisionGraph graph) {
        Environment environment = here.environment();
        List<Environment> meant = Databases.chosen(environment, target);
        if (meant.size() > 1) {
            List<String> names = meant.stream().map(Environment::name).toList();
            throw Diagnostic.error(
                            "graph/several-databases",
                            "\"current\" is ambiguous: environment \"" + environment.name() + "\" has "
                                    + names.size() + " databases")
                    .note("they are " + String.join(", ", names))
                    .help("-Dmigrate.target="
                            + names.get(0).substring(environment.name().length() + 1))
                    .toException();
        }
        try {
            var told = new RunPrinter(here.console()::line, Style.PLAIN, false);
            Workspace workspace = new Databases(here, told).workspace(meant.get(0));
            return new CurrentCommand().standing(workspace, graph);
        } finally {
            environment.clearSecrets();
        }
    }

    @Override
    public void close() {
        opened.forEach(Environment::clearSecrets);
    }
}
