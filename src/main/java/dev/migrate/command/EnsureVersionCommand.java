package dev.migrate.command;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Run;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the version and history table where they are missing, and nothing else. */
public final class EnsureVersionCommand {

    /**
     * What was done.
     *
     * @param made whether something was made
     * @param sql the statements, where only they were wanted
     */
    public record Result(boolean made, @Nullable String sql) {}

    /** Does it, or only tells the statements. */
    public Result run(Workspace workspace, boolean sql) {
        if (sql) {
            var settings = workspace.environment().offline();
            Dialect dialect = Workspace.dialects().of(workspace.environment().kind());
            OwnTables tables = OwnTables.of(settings.versionTableSchema(), settings.versionTable());
            return new Result(
                    false,
                    dialect.createTables(tables).stream().map(s -> s + ";\n").collect(Collectors.joining()));
        }
        try (Run run = workspace.locked()) {
            DatabaseState state = run.state();
            run.ensureTables();
            return new Result(!state.hasVersionTable() || !state.hasHistory(), null);
        }
    }
}
