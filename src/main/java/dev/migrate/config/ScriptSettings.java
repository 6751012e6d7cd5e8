package dev.migrate.config;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where revision scripts are and how new ones are written.
 *
 * @param locations the folders, absolute; the first takes new scripts
 * @param fileTemplate the file name of a new script without its ending, with {@code %(year)s}-style tokens as Alembic's
 * @param revisionTemplate a template name or file for new scripts; null for the built-in one
 * @param truncateSlug the longest slug, in characters
 * @param timezone for ids and {@code created:}
 * @param format {@code sql} or {@code java}
 * @param classpath what Java revisions may use besides the plugin's API: {@code project}, or files and folders of the project
 */
public record ScriptSettings(
        List<Path> locations,
        String fileTemplate,
        @Nullable String revisionTemplate,
        int truncateSlug,
        ZoneId timezone,
        String format,
        List<String> classpath) {

    /** Copies the lists. */
    public ScriptSettings {
        locations = List.copyOf(locations);
        classpath = List.copyOf(classpath);
    }

    /** Settings of a project whose Java revisions use the plugin's API alone. */
    public ScriptSettings(
            List<Path> locations,
            String fileTemplate,
            @Nullable String revisionTemplate,
            int truncateSlug,
            ZoneId timezone,
            String format) {
        this(locations, fileTemplate, revisionTemplate, truncateSlug, timezone, format, List.of());
    }
}
