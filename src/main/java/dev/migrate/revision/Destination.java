package dev.migrate.revision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name turned out to mean.
 *
 * @param written the name as users wrote it
 * @param target the name as it was read
 * @param branch the revision that its part before {@code @} stands for; null where it has none
 * @param revisions the revisions; none at the base
 */
public record Destination(
        String written, Target target, @Nullable Revision branch, List<Revision> revisions) {

    /** Copies the revisions. */
    public Destination {
        revisions = List.copyOf(revisions);
    }

    /** Whether it lies before the first revision. */
    public boolean isBase() {
        return revisions.isEmpty();
    }
}
