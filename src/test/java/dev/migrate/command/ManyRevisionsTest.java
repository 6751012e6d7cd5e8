package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Many revisions without a common head, on every database,")
class ManyRevisionsTest {

    @TempDir
    Path folder;

    private Scratch bases(TestDatabase database, int count) {
        var s = new Scratch(folder, database);
        for (int i = 0; i < count; i++) {
            s.sections(id(i), null, "-- migrate:upgrade\n-- migrate:downgrade\n");
        }
        return s;
    }

    private static String id(int i) {
        return String.format(Locale.ROOT, "base%04d", i);
    }

    @OnEveryDatabase
    void areAppliedAndTakenBack(TestDatabase database) {
        Scratch s = bases(database, 250);

        assertThat(s.upgrade("heads").pending()).isZero();
        assertThat(s.rows()).hasSize(250).first().isEqualTo(id(0));
        s.downgrade("base");
        assertThat(s.rows()).isEmpty();
        assertThat(s.outcomes()).hasSize(500).allMatch(row -> row.endsWith("success"));
    }

    @OnEveryDatabase
    void areNotAllBelievedToStandWhereOneOfThemTookARowOfAnother(TestDatabase database) {
        Scratch s = bases(database, 150);
        s.sections(
                id(200),
                null,
                "-- migrate:upgrade\nDELETE FROM migrate_version WHERE version_num = '" + id(7) + "';\n"
                        + "-- migrate:downgrade\n");
        for (int i = 201; i < 210; i++) {
            s.sections(id(i), null, "-- migrate:upgrade\n-- migrate:downgrade\n");
        }

        var thrown = catchThrowableOfType(MigrateException.class, () -> s.upgrade("heads"));

        assertThat(thrown.diagnostics().get(0).code()).isEqualTo("run/version-changed");
        assertThat(s.value("SELECT COUNT(*) FROM migrate_history WHERE revision = '" + id(209)
                        + "' AND outcome = 'success'"))
                .isEqualTo("0");
    }
}
