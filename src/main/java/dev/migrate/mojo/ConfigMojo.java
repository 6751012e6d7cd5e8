package dev.migrate.mojo;

import dev.migrate.config.Environment;
import dev.migrate.config.Setting;
import dev.migrate.report.Style;
import dev.migrate.report.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Shows every setting of the environment, its value and where it came from; secrets as {@code ***}. Example: {@code mvn
 * migrate:config -Penv=prod}.
 *
 * <p>The settings themselves stand in {@code environments/NAME.toml}. Each may also be given as {@code -Dmigrate.NAME},
 * which comes first, and in the POM's {@code <configuration>}, which comes last; they are listed here once, and hold
 * for every goal.
 */
@Mojo(name = "config", requiresProject = false, threadSafe = true)
public final class ConfigMojo extends ListingMojo {

    // Maven warns of elements that no goal declares. The values are read from the POM by PomConfiguration, for each
    // module its own.

    /**
     * The database: a JDBC URL, or one as {@code postgresql://user:password@host/name}. Needed. Example:
     * {@code jdbc:sqlite:dev.db}.
     */
    @Parameter
    private PlexusConfiguration url;

    /**
     * {@code postgresql}, {@code mysql}, {@code mariadb} or {@code sqlite}: for offline SQL where the URL is a
     * variable.
     */
    @Parameter
    private PlexusConfiguration dialect;

    /** The database's user. Example: <code>${env.DB_USER}</code>. */
    @Parameter
    private PlexusConfiguration user;

    /** The user's password; never written out in a file. Example: <code>${env.DB_PASSWORD}</code>. */
    @Parameter
    private PlexusConfiguration password;

    /**
     * The id of a {@code <server>} in settings.xml that holds user and password, encrypted or not. Example:
     * {@code prod-db}.
     */
    @Parameter
    private PlexusConfiguration server;

    /** The schemas that the plugin looks at; the connection's own without it. Example: {@code public,audit}. */
    @Parameter
    private PlexusConfiguration schemas;

    /** The table of the current revisions; {@code migrate_version} without it. Example: {@code alembic_version}. */
    @Parameter
    private PlexusConfiguration versionTable;

    /** The schema of that table; the connection's own without it. Example: {@code admin}. */
    @Parameter
    private PlexusConfiguration versionTableSchema;

    /**
     * Whether going back, stamping, repairing and destroying need {@code -Dmigrate.confirm}; {@code false} without it.
     */
    @Parameter(name = "protected")
    private PlexusConfiguration isProtected;

    /**
     * What lets one run at a time change the database: {@code session}, a lock of the session; {@code lease}, a row with an owner, which
     * expires; {@code auto} without it, the session's where it holds and else a lease.
     */
    @Parameter
    private PlexusConfiguration lock;

    /** After how long without a sign of its owner a lease is free; {@code 30s} without it. Example: {@code 2m}. */
    @Parameter
    private PlexusConfiguration lockExpiry;

    /** How long to wait for another run to finish; {@code 60s} without it. Example: {@code 10m}. */
    @Parameter
    private PlexusConfiguration lockWait;

    /** How long each statement waits for a lock of the database; {@code 5s} without it. Example: {@code 500ms}. */
    @Parameter
    private PlexusConfiguration lockTimeout;

    /** How long each statement may take; without limit unless given. Example: {@code 5m}. */
    @Parameter
    private PlexusConfiguration statementTimeout;

    /** How often a statement that met {@code lockTimeout} is tried again; {@code 3} without it. */
    @Parameter
    private PlexusConfiguration retries;

    /** {@code per-run}, {@code per-revision} or {@code none}; {@code per-run} without it where DDL is transactional. */
    @Parameter
    private PlexusConfiguration transaction;

    /** What {@code upgrade} does about a database that has been changed by hand: {@code off}, {@code warn} or {@code refuse}; {@code off} without it. */
    @Parameter
    private PlexusConfiguration drift;

    /** How revisions are reviewed: {@code failOn}, {@code rules}, {@code ignore}, {@code small}. */
    @Parameter
    private PlexusConfiguration lint;

    /**
     * What runs besides: {@code beforeRun}, {@code afterRun}, {@code beforeRevision}, {@code afterRevision},
     * {@code onFailure}, {@code postWrite}.
     */
    @Parameter
    private PlexusConfiguration hooks;

    /** Values for <code>${name}</code> in SQL scripts. Example: {@code <schema>app</schema>}. */
    @Parameter
    private PlexusConfiguration placeholders;

    /** How the model and the database are compared: {@code include}, {@code exclude} and others. */
    @Parameter
    private PlexusConfiguration autogenerate;

    /**
     * Where scripts are and how new ones are named: {@code locations}, {@code fileTemplate}, {@code timezone} and
     * others.
     */
    @Parameter
    private PlexusConfiguration scripts;

    /** Several databases in one environment: an element for each, with settings in it. */
    @Parameter
    private PlexusConfiguration targets;

    @Override
    Listing list(Invocation here, Style style) {
        Environment environment = here.environment();
        var shown = new ArrayList<Shown>();
        var table = new Table("SETTING", "VALUE", "FROM");
        List<Setting> settings = environment.settings();
        add(shown, table, settings, "");
        for (Environment target : environment.targets()) {
            String name = target.name().substring(environment.name().length() + 1);
            // Only what a target has of its own; the rest is the environment's, and stands above.
            List<Setting> own = target.settings().stream()
                    .filter(setting ->
                            !settings.contains(setting) && !setting.key().equals("env"))
                    .toList();
            add(shown, table, own, "targets." + name + ".");
        }
        record Config(String environment, List<Shown> settings) {}
        var lines = new ArrayList<String>();
        lines.add("environment " + style.bold(environment.name()));
        lines.addAll(table.lines(style));
        return new Listing(new Config(environment.name(), shown), lines);
    }

    private static void add(List<Shown> shown, Table table, List<Setting> settings, String prefix) {
        for (Setting setting : settings) {
            String from = setting.origin().description();
            shown.add(new Shown(prefix + setting.key(), setting.value(), from));
            table.row(prefix + setting.key(), setting.value(), from);
        }
    }

    private record Shown(String key, String value, String from) {}
}
