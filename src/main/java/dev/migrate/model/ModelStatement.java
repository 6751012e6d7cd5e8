package dev.migrate.model;

import dev.migrate.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a model.
 *
 * @param sql the statement without its delimiter
 * @param isData whether it writes rows, such as the first number of a generator's table: not needed to compare schemas, but to be run beside the
 *     table that it fills
 * @param place where it stands; null for one that a provider made
 */
public record ModelStatement(String sql, boolean isData, @Nullable SourceSpan place) {}
