package dev.migrate.command;

import dev.migrate.config.DriftMode;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.util.List;

/** Looks, where the environment wants it, whether a database is still what its revisions made, before an upgrade builds on it. */
final class DriftGate {

    private DriftGate() {}

    /**
     * Looks.
     *
     * @throws MigrateException where it is not, and the environment refuses that
     */
    static void pass(Workspace workspace) {
        DriftMode mode = workspace.environment().drift();
        if (mode == DriftMode.OFF) {
            return;
        }
        DriftCommand.Result found = new DriftCommand().run(workspace);
        Diagnostic problem = found.problem().orElse(null);
        if (problem == null) {
            return;
        }
        List<String> lines = SchemaChange.shown(found.changes(), "");
        if (mode == DriftMode.WARN) {
            workspace.listener().note("warning: " + problem.message());
            lines.forEach(line -> workspace.listener().note("  " + line));
            return;
        }
        for (String line : lines) {
            problem = problem.note(line);
        }
        throw problem.note("nothing has been changed")
                .help("mvn migrate:drift shows it as SQL both ways; -Dmigrate.drift=warn upgrades all the same")
                .toException();
    }
}
