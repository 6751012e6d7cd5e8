package dev.migrate.engine;

import dev.migrate.plan.Direction;
import dev.migrate.revision.Revision;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header and the downgrade of a revision as a script of its own, kept in the history with each upgrade: when the application is
 * rolled back to older code, that code has no file of the newer revision, but can still undo it.
 */
final class StoredDowngrade {

    /** A longer downgrade is not stored: it would weigh on every backup, and its script is in version control. */
    private static final int MOST_CHARS = 1_000_000;

    private static final String MARKER = "\n-- migrate:downgrade";

    private StoredDowngrade() {}

    /** Whether a stored text is more than a header. */
    static boolean hasSection(String stored) {
        return stored.contains(MARKER);
    }

    static @Nullable String of(StepScript script, DatabaseKind kind) {
        if (script.step().direction() != Direction.UPGRADE) {
            return null;
        }
        Optional<Section> section = script.script()
                .section(SectionKind.DOWNGRADE, kind)
                .filter(found -> found.end() - found.offset() <= MOST_CHARS);
        Revision revision = script.step().revision();
        StringBuilder text = new StringBuilder("-- ")
                .append(revision.title().isEmpty() ? "downgrade of " + revision.id() : revision.title())
                .append("\n--\n");
        line(text, "revision", List.of(revision.id()));
        line(text, "revises", revision.parents());
        line(text, "labels", revision.labels());
        line(text, "depends-on", revision.dependsOn());
        if (section.isEmpty()) {
            // What it stood behind when it ran is told all the same.
            return text.toString();
        }
        text.append(MARKER)
                .append(section.get().transactional() ? "" : " transaction=false")
                .append('\n');
        try (Reader reader = script.script().open(section.get())) {
            char[] buffer = new char[8192];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                text.append(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What is stored does not depend on how Git checked the file out.
        return text.toString().replace("\r\n", "\n");
    }

    private static void line(StringBuilder text, String key, List<String> values) {
        if (!values.isEmpty()) {
            text.append("-- ")
                    .append(key)
                    .append(": ")
                    .append(String.join(", ", values))
                    .append('\n');
        }
    }
}
