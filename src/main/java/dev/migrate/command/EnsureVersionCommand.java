package dev.migrate.command;

import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Run;

/** Makes the version and history table where they are missing, and nothing else. */
public final class EnsureVersionCommand {

    /** Whether something was made. */
    public boolean run(Workspace workspace) {
        try (Run run = workspace.locked()) {
            DatabaseState state = run.state();
            run.ensureTables();
            return !state.hasVersionTable() || !state.hasHistory();
        }
    }
}
