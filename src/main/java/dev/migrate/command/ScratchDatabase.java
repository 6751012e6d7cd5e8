package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Environment;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.ScratchPlace;
import dev.migrate.engine.Run;
import dev.migrate.schema.Schema;
import java.util.Optional;

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
     * Makes one: in the database that {@code shadow_url} names, which must be empty, or else beside the environment's own.
     *
     * @throws dev.migrate.diagnostic.MigrateException when that cannot be, or the environment is protected and has no {@code shadow_url}
     */
    public static ScratchDatabase open(Workspace workspace) {
        Environment environment = workspace.environment();
        Optional<DatabaseSettings> shadow = environment.shadow();
        ScratchPlace place;
        if (shadow.isPresent()) {
            Dialect dialect = Workspace.dialects().of(shadow.get().kind());
            place = dialect.borrowScratch(shadow.get(), workspace.identity());
        } else {
            refuseProtected(environment);
            DatabaseSettings live = environment.database();
            place = Workspace.dialects().of(live.kind()).makeScratch(live, workspace.identity());
        }
        var scratch = new ScratchDatabase(
                new Workspace(
                        workspace.project(),
                        new ScratchEnvironment(environment, place.settings()),
                        workspace.identity(),
                        workspace.listener()),
                place);
        place.notes().forEach(workspace.listener()::note);
        Runtime.getRuntime().addShutdownHook(scratch.atExit);
        return scratch;
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
