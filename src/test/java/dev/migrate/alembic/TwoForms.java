package dev.migrate.alembic;

import dev.migrate.revision.Revision;
import dev.migrate.script.ScriptFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A project whose revisions are written twice, as SQL for the plugin and as Python for Alembic. */
final class TwoForms {

    private TwoForms() {}

    /** Writes the project, and gives the revisions as the plugin reads them back. */
    static List<Revision> write(Path project, List<Revision> revisions) {
        try {
            Path own = Files.createDirectories(project.resolve("src/main/migrations"));
            Path theirs = Files.createDirectories(project.resolve("alembic/versions"));
            Files.copy(Alembic.resource("env.py"), project.resolve("alembic/env.py"));
            for (Revision revision : revisions) {
                Files.writeString(own.resolve(revision.id() + ".sql"), sql(revision));
                Files.writeString(theirs.resolve(revision.id() + ".py"), python(revision));
            }
            return ScriptFolder.read(project, List.of(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sql(Revision revision) {
        return """
                -- about %1$s
                --
                -- revision: %1$s
                -- revises: %2$s
                -- labels: %3$s
                -- depends-on: %4$s

                -- migrate:upgrade
                INSERT INTO ran (what) VALUES ('+%1$s');
                -- migrate:downgrade
                INSERT INTO ran (what) VALUES ('-%1$s');
                """
                .formatted(
                        revision.id(),
                        String.join(", ", revision.parents()),
                        String.join(", ", revision.labels()),
                        String.join(", ", revision.dependsOn()));
    }

    private static String python(Revision revision) {
        return """
                "about %1$s"
                from alembic import op
                revision = "%1$s"
                down_revision = %2$s
                branch_labels = %3$s
                depends_on = %4$s
                def upgrade():
                    op.execute("INSERT INTO ran (what) VALUES ('+%1$s')")
                def downgrade():
                    op.execute("INSERT INTO ran (what) VALUES ('-%1$s')")
                """
                .formatted(
                        revision.id(),
                        tuple(revision.parents()),
                        tuple(revision.labels()),
                        tuple(revision.dependsOn()));
    }

    private static String tuple(List<String> words) {
        return words.isEmpty()
                ? "None"
                : words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", ", "(", ",)"));
    }
}
