package dev.migrate.config;

import java.util.List;

/**
 * What runs besides the revisions. Each entry is SQL text, the path of a {@code .sql} file (relative to the project), or
 * {@code class:com.acme.Hook}.
 *
 * @param beforeRun once, after the lock is taken and before the first revision
 * @param afterRun once, after the last revision
 * @param beforeRevision before each revision
 * @param afterRevision after each revision
 * @param onFailure once, after a failed run has been rolled back
 * @param postWrite commands run on a new script; {@code {file}} stands for its path, which is appended where it is not named
 */
public record HookSettings(
        List<String> beforeRun,
        List<String> afterRun,
        List<String> beforeRevision,
        List<String> afterRevision,
        List<String> onFailure,
        List<String> postWrite) {

    /** No hooks. */
    public static final HookSettings NONE =
            new HookSettings(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** Copies the lists. */
    public HookSettings {
        beforeRun = List.copyOf(beforeRun);
        afterRun = List.copyOf(afterRun);
        beforeRevision = List.copyOf(beforeRevision);
        afterRevision = List.copyOf(afterRevision);
        onFailure = List.copyOf(onFailure);
        postWrite = List.copyOf(postWrite);
    }
}
