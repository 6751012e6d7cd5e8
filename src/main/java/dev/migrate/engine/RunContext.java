package dev.migrate.engine;

import dev.migrate.compile.RevisionCompiler;
import dev.migrate.config.DatabaseName;
import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.HookSettings;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.RunIdentity;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run needs besides its plan.
 *
 * @param settings the database
 * @param dialects the dialects at hand
 * @param identity who runs
 * @param hooks what runs besides
 * @param placeholders values for scripts; null where placeholders are off
 * @param project the project's folder
 * @param compiler compiles revisions in Java
 * @param listener is told what happens
 * @param writes whether the goal changes the database
 */
public record RunContext(
        DatabaseSettings settings,
        Dialects dialects,
        RunIdentity identity,
        HookSettings hooks,
        @Nullable Map<String, String> placeholders,
        Path project,
        RevisionCompiler compiler,
        RunListener listener,
        boolean writes) {

    /** What names the environment on a command line. */
    String option() {
        return DatabaseName.of(settings.name()).environmentOption();
    }
}
