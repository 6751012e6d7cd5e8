package dev.migrate.engine;

import dev.migrate.revision.Revision;
import dev.migrate.script.Section;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
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

    static String of(SqlScript script, DatabaseKind kind) {
        Optional<Section> section = script.section(SectionKind.DOWNGRADE, kind);
        if (section.isEmpty() || section.get().end() - section.get().offset() > MOST_CHARS) {
            // What it stood behind when it ran is told all the same.
            return header(script.revision());
        }
        StringBuilder body = new StringBuilder();
        try (Reader reader = script.open(section.get())) {
            long length = section.get().end() - section.get().offset();
            char[] buffer = new char[(int) Math.max(1, Math.min(length, 8192))];
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                body.append(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(script.revision(), section.get().transactional(), body.toString());
    }

    /** The script with that text as its downgrade. */
    static String of(Revision revision, boolean transactional, String body) {
        if (body.length() > MOST_CHARS) {
            return none(revision, "it is too long to be kept");
        }
        return header(revision) + MARKER + (transactional ? "" : " transaction=false") + "\n"
                // What is stored does not depend on how Git checked the file out.
                + body.replace("\r\n", "\n");
    }

    /** A script that has no downgrade, and says why. */
    static String none(Revision revision, String reason) {
        return header(revision) + "\n-- there is no downgrade: " + reason.replaceAll("\\s+", " ") + "\n";
    }

    private static String header(Revision revision) {
        StringBuilder text = new StringBuilder("-- ")
                .append(revision.title().isEmpty() ? "downgrade of " + revision.id() : revision.title())
                .append("\n--\n");
        line(text, "revision", List.of(revision.id()));
        line(text, "revises", revision.parents());
        line(text, "labels", revision.labels());
        line(text, "depends-on", revision.dependsOn());
        return text.toString();
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
