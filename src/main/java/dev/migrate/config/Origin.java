package dev.migrate.config;

import dev.migrate.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Where a value came from.
 *
 * @param description what a person reads: {@code -Dmigrate.url}, {@code environments/prod.toml:3:7}, {@code default}
 * @param span the place in a file, null where there is none
 */
public record Origin(String description, @Nullable SourceSpan span) {

    /** A value that nobody gave. */
    public static final Origin DEFAULT = new Origin("default", null);
}
