package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.engine.Run;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An empty database of the same kind, version and defaults as an environment's, on which scripts can be tried out. It is dropped when it
 * is closed, when the process is asked to end, and, after a process that was killed, by the next one.
 */
public final class ScratchDatabase implements AutoCloseable {

    private final Workspace workspace;
    private final ScratchPlace place;
    private final Thread atExit;

    private ScratchDatabase(Workspace workspace, ScratchPlace place) {
        this.workspace = workspace;
        this.place = place;
        this.atExit = new Thread(place::close, "drop the scratch database");
    }

    /**
     * Makes one: in the database that {@code shadow_url} names, which must be empty; or else beside the environment's own; or else, where
     * that cannot be, on a server that stands among the plugin's dependencies.
     *
     * @throws dev.migrate.diagnostic.MigrateException when that cannot be, or the environment is protected and has no {@code shadow_url}
     */
    public static ScratchDatabase open(Workspace workspace) {
        return open(workspace, ScratchDatabase.class.getClassLoader());
    }

    /** The same, where a server's classes are looked for in another loader. */
    static ScratchDatabase open(Workspace workspace, ClassLoader servers) {
        Environment environment = workspace.environment();
        Optional<DatabaseSettings> shadow = environment.shadow();
        ScratchPlace place;
        if (shadow.isPresent()) {
            refuseUnfit(environment, shadow.get());
            Dialect dialect = Workspace.dialects().of(shadow.get().kind());
            place = dialect.borrowScratch(shadow.get(), workspace.identity());
        } else {
            place = made(workspace, servers);
        }
        var scratch = new ScratchDatabase(
                new Workspace(
                        workspace.project(),
                        new ScratchEnvironment(environment, place.settings()),
                        workspace.identity(),
                        workspace.listener(),
                        workspace.compiler()),
                place);
        place.notes().forEach(workspace.listener()::note);
        try {
            Runtime.getRuntime().addShutdownHook(scratch.atExit);
        } catch (IllegalStateException ending) {
            place.close();
            throw ending;
        }
        return scratch;
    }

    /** Beside the environment's own database, or else on a server that stands among the plugin's dependencies. */
    private static ScratchPlace made(Workspace workspace, ClassLoader servers) {
        Environment environment = workspace.environment();
        try {
            refuseProtected(environment);
            DatabaseSettings live = environment.database();
            return Workspace.dialects().of(live.kind()).makeScratch(live, workspace.identity());
        } catch (MigrateException notThere) {
            return InProcessPlace.start(workspace, servers)
                    .orElseThrow(() -> notThere);
        }
    }

    private static void refuseUnfit(Environment environment, DatabaseSettings shadow) {
        DatabaseKind wanted = environment.kind();
        if (shadow.kind() != wanted && !(shadow.kind().isMysqlFamily() && wanted.isMysqlFamily())) {
            throw Diagnostic.error(
                            "scratch/shadow-kind",
                            "shadow_url is one of " + shadow.kind().displayName() + ", but the database of \""
                                    + environment.name() + "\" is " + wanted.displayName())
                    .note("shadow_url: " + shadow.url())
                    .help("name an empty database of the same kind and version")
                    .toException();
        }
        if (shadow.url().equals(liveUrl(environment))) {
            throw Diagnostic.error(
                            "scratch/shadow-is-live",
                            "shadow_url is the database of \"" + environment.name() + "\" itself")
                    .note("everything in a shadow database is dropped after use")
                    .help("name an empty database that nobody else needs")
                    .toException();
        }
    }

    /** Null where it cannot be told: the shadow database alone is reached, so the other need not be. */
    private static @Nullable String liveUrl(Environment environment) {
        try {
            return environment.database().url();
        } catch (MigrateException e) {
            return null;
        }
    }

    private static void refuseProtected(Environment environment) {
        if (environment.isProtected()) {
            throw Diagnostic.error(
                            "scratch/protected",
                            "environment \"" + environment.name()
                                    + "\" is protected, and no scratch database is made on its server")
                    .note("nothing has been changed")
                    .help("name another environment, -Dmigrate.env=dev, or an empty database in the file of this one:"
                            + " [autogenerate] shadow_url = \"…\"")
                    .toException();
        }
    }

    /** The same project with this database in place of the environment's: not protected, without hooks and targets. */
    public Workspace workspace() {
        return workspace;
    }

    /** What stands in it now, the plugin's own tables aside. */
    public Schema schema() {
        try (Run run = workspace.look()) {
            return run.schema();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The hook is running already; closing twice does nothing.
        }
        place.close();
    }
}
