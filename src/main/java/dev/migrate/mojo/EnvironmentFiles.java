package dev.migrate.mojo;

import dev.migrate.config.Environment;
import dev.migrate.config.EnvironmentChoice;
import dev.migrate.config.EnvironmentLoader;
import dev.migrate.config.EnvironmentRequest;
import dev.migrate.diagnostic.MigrateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.jspecify.annotations.Nullable;

/** The environments of one place, as Maven's options, properties and settings choose and fill them. */
final class EnvironmentFiles {

    private static final String ENV = PropertyNames.PREFIX + "env";

    private final Place place;
    private final MavenSession session;
    private final MojoExecution execution;
    private final SettingsDecrypter decrypter;
    private final PropertyNames names;
    private @Nullable Environment chosen;

    EnvironmentFiles(
            Place place,
            MavenSession session,
            MojoExecution execution,
            SettingsDecrypter decrypter,
            PropertyNames names) {
        this.place = place;
        this.session = session;
        this.execution = execution;
        this.decrypter = decrypter;
        this.names = names;
    }

    /** What the config room needs to read the environment that this run is for. */
    EnvironmentRequest request() {
        Map<String, String> variables = System.getenv();
        var servers = new ServerCredentials(session.getSettings(), decrypter);
        return EnvironmentRequest.of(place.folder(), choice(variables))
                .withUserProperties(typed())
                .withPomConfiguration(place.pom().settings(names.parameters()))
                .withOsVariables(name -> Optional.ofNullable(variables.get(name)))
                .withMavenProperties(this::mavenProperty)
                .withServers(servers::find);
    }

    /** The environment that this run is for; its files are read now. */
    Environment chosen() {
        Environment known = chosen;
        if (known == null) {
            known = new EnvironmentLoader().load(request());
            chosen = known;
        }
        return known;
    }

    /** The name that somebody gave; null where nobody did, or nobody can be heard. */
    @Nullable
    String nameByUser() {
        try {
            EnvironmentChoice choice = choice(System.getenv());
            return choice.explicit() ? choice.name() : null;
        } catch (MigrateException e) {
            // Goals that need no environment run without it, and the others say what is wrong.
            return null;
        }
    }

    /** Whether somebody named the environment, rather than leaving it to the default. */
    boolean isChosenByUser() {
        return choice(System.getenv()).explicit();
    }

    /** The names of the environments that there are. */
    List<String> all() {
        return new EnvironmentLoader().names(request());
    }

    /** Another environment of the same place. */
    Environment named(String name) {
        return new EnvironmentLoader().load(request().withChoice(EnvironmentChoice.named(name, "file")));
    }

    /** Another environment of the same place as its files say it: what is typed, such as a url, is for the chosen one. */
    Environment untouched(String name) {
        return new EnvironmentLoader()
                .load(request()
                        .withChoice(EnvironmentChoice.named(name, "file"))
                        .withUserProperties(Map.of()));
    }

    private EnvironmentChoice choice(Map<String, String> variables) {
        return EnvironmentChoice.of(
                session.getRequest().getActiveProfiles(),
                session.getUserProperties().getProperty(ENV),
                place.project().getProperties().getProperty(ENV),
                variables.get("MIGRATE_ENV"),
                place.pom().parameter("env").orElse(null));
    }

    private Map<String, String> typed() {
        Properties properties = session.getUserProperties();
        var typed = new HashMap<String, String>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PropertyNames.PREFIX)) {
                typed.put(name, properties.getProperty(name));
            }
        }
        return typed;
    }

    /** A property, or an expression such as {@code project.version}, as the module at hand sees it. */
    private Optional<String> mavenProperty(String name) {
        MavenSession own = session.clone();
        own.setCurrentProject(place.project());
        try {
            String expression = "${" + name + "}";
            Object value = new PluginParameterExpressionEvaluator(own, execution).evaluate(expression);
            return value == null || value.equals(expression) ? Optional.empty() : Optional.of(value.toString());
        } catch (ExpressionEvaluationException e) {
            return Optional.empty();
        }
    }
}
