package dev.migrate.config;

import dev.migrate.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which environment a run is for, and who said so.
 *
 * @param name the environment's name, fit to be a file's name
 * @param origin who chose it
 * @param explicit whether somebody did; false for the {@code dev} that is meant when nobody says anything
 */
public record EnvironmentChoice(String name, Origin origin, boolean explicit) {

    /** The environment that is meant when nobody says anything. */
    public static final String DEFAULT_NAME = "dev";

    private static final String PROFILE_PREFIX = "env=";
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Refuses a name that could lead out of the environments' folder. */
    public EnvironmentChoice {
        if (!isSafe(name) || name.equals(EnvironmentFolder.DEFAULTS)) {
            throw Diagnostic.error(
                            "config/environment-name",
                            "\"" + name + "\" is no name for an environment (" + origin.description() + ")")
                    .note("a name is made of letters, digits, \".\", \"_\" and \"-\", begins with a letter or digit,"
                            + " and is not \""
                            + EnvironmentFolder.DEFAULTS + "\"")
                    .help("-Dmigrate.env=" + DEFAULT_NAME)
                    .toException();
        }
    }

    /** Whether a name may be part of a file's name. */
    static boolean isSafe(String name) {
        return SAFE_NAME.matcher(name).matches() && !name.endsWith(".") && !name.contains("..");
    }

    /** That environment, named by its file or by a goal that looks at several. */
    public static EnvironmentChoice named(String name, String by) {
        return new EnvironmentChoice(name, new Origin(by, null), true);
    }

    /**
     * Who is heard, in this order: the one profile {@code env=NAME} or {@code -Dmigrate.env}, which must not disagree;
     * the project's property {@code migrate.env}, which a profile may set; {@code MIGRATE_ENV}; {@code <env>} of the
     * POM; else {@code dev}.
     *
     * @param profileIds the ids that the request activates, also those that no POM defines. Maven 3 leaves the {@code
     *     ?} of an optional id and the {@code +} of an activated one before it; Maven 4 gives no order, so two of ours
     *     are a contradiction
     * @param userProperty {@code -Dmigrate.env}
     * @param projectProperty the property {@code migrate.env} of the project as its profiles leave it
     * @param osVariable {@code MIGRATE_ENV}
     * @param pomEnv {@code <env>} in the plugin's configuration
     */
    public static EnvironmentChoice of(
            Collection<String> profileIds,
            @Nullable String userProperty,
            @Nullable String projectProperty,
            @Nullable String osVariable,
            @Nullable String pomEnv) {
        Set<String> profiles = new LinkedHashSet<>();
        for (String id : profileIds) {
            String bare = id.startsWith("?") || id.startsWith("+") ? id.substring(1) : id;
            if (bare.startsWith(PROFILE_PREFIX)) {
                profiles.add(bare.substring(PROFILE_PREFIX.length()));
            }
        }
        if (profiles.size() > 1) {
            var names = profiles.stream().sorted().toList();
            throw twoAtOnce("-P env=" + names.get(0), "-P env=" + names.get(1))
                    .note("profiles of .mvn/maven.config count too")
                    .help("name one environment: -Dmigrate.env=" + names.get(0))
                    .toException();
        }
        String profile = profiles.isEmpty() ? null : profiles.iterator().next();
        if (profile != null && userProperty != null && !profile.equals(userProperty)) {
            throw twoAtOnce("-P env=" + profile, "-Dmigrate.env=" + userProperty)
                    .help("leave one of them away")
                    .toException();
        }
        if (profile != null) {
            return new EnvironmentChoice(profile, new Origin("-P env=" + profile, null), true);
        }
        if (userProperty != null) {
            return new EnvironmentChoice(userProperty, new Origin("-Dmigrate.env", null), true);
        }
        // an empty variable or property is how a build server says "nothing"
        if (isGiven(projectProperty)) {
            return new EnvironmentChoice(projectProperty, new Origin("property migrate.env", null), true);
        }
        if (isGiven(osVariable)) {
            return new EnvironmentChoice(osVariable, new Origin("MIGRATE_ENV", null), true);
        }
        if (isGiven(pomEnv)) {
            return new EnvironmentChoice(pomEnv, new Origin("pom.xml <env>", null), true);
        }
        return new EnvironmentChoice(DEFAULT_NAME, Origin.DEFAULT, false);
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static Diagnostic twoAtOnce(String one, String other) {
        return Diagnostic.error(
                "config/two-environments", "\"" + one + "\" and \"" + other + "\" choose two environments at once");
    }
}
