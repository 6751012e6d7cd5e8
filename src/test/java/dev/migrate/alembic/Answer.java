package dev.migrate.alembic;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one side did.
 *
 * @param error why it refused; null where it did not
 * @param rows the version table behind it, sorted
 * @param ran the revisions that ran, in order: {@code +id} for an upgrade, {@code -id} for a downgrade
 * @param listed the revisions that it printed, in order
 * @param warnings what it warned of
 */
record Answer(
        @Nullable String error, List<String> rows, List<String> ran, List<String> listed, List<String> warnings) {

    static Answer refused(String error, List<String> rows) {
        return new Answer(error, rows, List.of(), List.of(), List.of());
    }

    static Answer moved(List<String> rows, List<String> ran) {
        return new Answer(null, rows, ran, List.of(), List.of());
    }

    static Answer listed(List<String> rows, List<String> listed) {
        return new Answer(null, rows, List.of(), listed, List.of());
    }

    boolean isRefusal() {
        return error != null;
    }

    /** Whether it was refused with words that hold these. */
    boolean refuses(String words) {
        return error != null && error.contains(words);
    }

    boolean isRefusal(String code) {
        return error != null && error.startsWith(code + ":");
    }

    /** Whether nothing was refused and nothing happened to a database that stood at these rows. */
    boolean isNothing(List<String> at) {
        return error == null && ran.isEmpty() && rows.equals(at);
    }

    /** The same refused, or the same done; the order of what is independent is each side's own. */
    boolean agrees(Answer other) {
        if (isRefusal() || other.isRefusal()) {
            return isRefusal() && other.isRefusal();
        }
        return rows.equals(other.rows)
                && ran.size() == other.ran.size()
                && new TreeSet<>(ran).equals(new TreeSet<>(other.ran))
                && listed.size() == other.listed.size()
                && new TreeSet<>(listed).equals(new TreeSet<>(other.listed));
    }

    @Override
    public String toString() {
        if (error != null) {
            return "refused, " + error;
        }
        return "ran " + ran + (listed.isEmpty() ? "" : ", listed " + listed) + ", rows " + rows
                + (warnings.isEmpty() ? "" : ", warned " + warnings);
    }
}
