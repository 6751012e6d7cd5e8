package dev.migrate.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a database stands.
 *
 * @param rows the rows of its version table, sorted; none at the base
 */
public record Position(List<String> rows) {

    /** Before the first revision. */
    public static final Position BASE = new Position(List.of());

    /** Sorts and copies. */
    public Position {
        rows = rows.stream().sorted().distinct().toList();
    }

    /** The position of these rows. */
    public static Position of(Collection<String> rows) {
        return new Position(List.copyOf(rows));
    }

    /** The position behind these changes. */
    public Position after(Collection<VersionChange> changes) {
        TreeSet<String> now = new TreeSet<>(rows);
        change(now, changes);
        return of(now);
    }

    static void change(Set<String> now, Collection<VersionChange> changes) {
        for (VersionChange change : changes) {
            if (change instanceof VersionChange.Insert insert) {
                now.add(insert.id());
            } else if (change instanceof VersionChange.Update update) {
                now.remove(update.from());
                now.add(update.to());
            } else if (change instanceof VersionChange.Delete delete) {
                now.remove(delete.id());
            }
        }
    }

    /** {@code base}, or the ids joined by a comma: what users read. */
    public String display() {
        return rows.isEmpty() ? "base" : String.join(", ", rows);
    }
}
