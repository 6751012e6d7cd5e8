package dev.migrate;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Java code that runs besides the revisions, named in an environment's {@code [hooks]} as {@code class:com.acme.MyHook}. The class
 * stands among the plugin's own dependencies and has a constructor without parameters.
 */
@FunctionalInterface
public interface Hook {

    /**
     * Runs once for each occasion it is named for. Whatever it throws fails the run.
     *
     * @param occasion what happens, and the run's own session
     * @throws SQLException what the database refuses
     */
    void run(Occasion occasion) throws SQLException;

    /**
     * When a hook runs.
     *
     * @param event {@code before_run}, {@code after_run}, {@code before_revision}, {@code after_revision} or {@code on_failure}
     * @param environment the environment's name
     * @param revision the revision's id; empty outside a revision
     * @param direction {@code upgrade} or {@code downgrade}
     * @param connection the session of the run, inside its transaction; not to be closed, committed or rolled back
     */
    record Occasion(String event, String environment, String revision, String direction, Connection connection) {}
}
