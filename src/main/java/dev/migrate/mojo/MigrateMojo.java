package dev.migrate.mojo;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What every goal has: where it runs, whether it is skipped, which environment it is about, and how it fails. */
abstract class MigrateMojo extends AbstractMojo {

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private SettingsDecrypter decrypter;

    @Inject
    private ProjectDependenciesResolver dependencies;

    /** Skips the goal where it is {@code true}. Example: {@code mvn verify -Dmigrate.skip}. */
    @Parameter(property = "migrate.skip", defaultValue = "false")
    private String skip;

    /**
     * The environment, that is the name of a file in {@code environments/}. Without it: the profile {@code env=NAME} of
     * the command line ({@code -Penv=prod}), the variable {@code MIGRATE_ENV}, else {@code dev}. Example:
     * {@code -Dmigrate.env=prod}.
     */
    @Parameter(property = "migrate.env")
    private @Nullable String env;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Console console = ConsoleSetup.console(session, getLog(), System.getenv());
        console.callAs(new TypedCommand(prefix(), null));
        Path folder = Place.of(session, execution, project).folder();
        try {
            Properties typed = session.getUserProperties();
            var names = new PropertyNames(execution.getMojoDescriptor().getPluginDescriptor());
            names.check(typed);
            var binder = new ParameterBinder(execution.getMojoDescriptor(), typed);
            binder.bind(this, Place.of(session, execution, project));
            if (typed.containsKey("migrate.skip") && isSkipped(console)) {
                return;
            }
            List<Place> places = places(session, execution, project);
            if (places.isEmpty()) {
                nothingHere(folder);
            }
            for (Place place : places) {
                folder = place.folder();
                binder.bind(this, place);
                prepare(console);
                if (isSkipped(console)) {
                    continue;
                }
                if (places.size() > 1) {
                    console.line(
                            console.style().bold("module " + place.project().getArtifactId()));
                }
                var environments = new EnvironmentFiles(place, session, execution, decrypter, names);
                console.callAs(new TypedCommand(prefix(), environments.nameByUser()));
                var needed = new ProjectDependencies(place.project(), session, dependencies);
                var classes = new ProjectClasses(
                        place, needed, () -> environments.chosen().scripts().classpath());
                PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
                var code = new ProjectSources(place.project(), plugin, needed);
                run(new Invocation(place, console, plugin, environments, classes, code));
            }
        } catch (MigrateException e) {
            console.diagnostics(folder, e.diagnostics());
            throw failure(e);
        } catch (IOException | RuntimeException e) {
            throw new MojoExecutionException("migrate:" + execution.getGoal() + " met what it does not know: " + e, e);
        }
    }

    /** Does the goal's work in one place. */
    abstract void run(Invocation here) throws IOException;

    /** Called before anything is printed, parameters bound. */
    void prepare(Console console) {}

    /** The folders to run in: every one with migrations, unless a goal says otherwise. */
    List<Place> places(MavenSession session, MojoExecution execution, MavenProject project) {
        return Place.withMigrations(session, execution, project);
    }

    /** Whether {@code skip} says so. */
    boolean isSkipped(Console console) {
        if (skip == null || "false".equalsIgnoreCase(skip)) {
            return false;
        }
        if ("true".equalsIgnoreCase(skip)) {
            console.line("skipped, as migrate.skip is true");
            return true;
        }
        throw Diagnostic.error("parameter/skip", "skip is \"" + skip + "\", and knows true and false")
                .help("-Dmigrate.skip leaves the goal out")
                .toException();
    }

    /** The value of {@code skip} as given. */
    final @Nullable String skip() {
        return skip;
    }

    private void nothingHere(Path folder) {
        if (!Place.isTyped(execution)) {
            getLog().debug("no migrations in " + folder);
            return;
        }
        throw Diagnostic.error(
                        "project/no-migrations",
                        "\"" + folder + "\" has neither environments/ nor src/main/migrations/")
                .note("the goal runs where one of these is, in this folder or in a module of its build")
                .help("mvn " + prefix() + ":init writes both")
                .toException();
    }

    /** How this user calls the plugin: by its prefix where the POM declares it. */
    private String prefix() {
        return Invocation.prefix(project, execution.getMojoDescriptor().getPluginDescriptor());
    }

    /** The diagnostics have been printed; Maven's own line only refers to them, and shows the cause with -e. */
    private MojoFailureException failure(MigrateException e) {
        String codes = e.diagnostics().stream().map(Diagnostic::code).distinct().collect(Collectors.joining(", "));
        String sentence = codes + " (told above)";
        return session.getRequest().isShowErrors()
                ? new MojoFailureException(sentence, e)
                : new MojoFailureException(sentence);
    }
}
