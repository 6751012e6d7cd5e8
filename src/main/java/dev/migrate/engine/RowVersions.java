package dev.migrate.engine;

import dev.migrate.dialect.CatalogProbe;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of tables whose columns MySQL can add and drop at once only a few times more; afterwards the same statement copies the
 * table, or fails where it says {@code ALGORITHM=INSTANT}.
 */
final class RowVersions {

    /** The server's error for a table that has used them up (Server Error Message Reference, ER_INNODB_MAX_ROW_VERSION). */
    static final int USED_UP = 4092;

    static final String REBUILD =
            "a rebuild gives them back; it copies the whole table, so in a quiet hour: ALTER TABLE … FORCE, or"
                    + " OPTIMIZE TABLE …";

    private RowVersions() {}

    static void warn(Run run, PlanScripts scripts) {
        Map<String, Integer> left;
        try {
            left = run.session().instantChangesLeft();
        } catch (SQLException e) {
            // Without the right PROCESS, or before 8.0.29, nobody can tell.
            return;
        }
        if (left.isEmpty()) {
            return;
        }
        Map<String, Integer> changes = new LinkedHashMap<>();
        for (StepScript script : scripts.all()) {
            if (!script.reads()) {
                script.<RuntimeException>each(Way.look(run.session(), 0), (s, identity) -> {
                    Optional<CatalogProbe> probe = CatalogProbe.of(s);
                    if (s.startsWith("ALTER")
                            && probe.isPresent()
                            && probe.get().object() == CatalogProbe.ObjectKind.COLUMN) {
                        String schema = probe.get().schema() == null
                                ? String.valueOf(run.session().defaultSchema())
                                : probe.get().schema();
                        changes.merge((schema + "." + probe.get().table()).toLowerCase(Locale.ROOT), 1, Integer::sum);
                    }
                });
            }
        }
        changes.forEach((table, times) -> {
            Integer still = left.get(table);
            if (still != null) {
                run.context()
                        .listener()
                        .note("the columns of " + table + " can be added and dropped at once only " + still
                                + (still == 1 ? " time" : " times") + " more, and this run does so "
                                + (times == 1 ? "once" : times + " times")
                                + "; afterwards MySQL copies the table. "
                                + REBUILD.substring(0, 1).toUpperCase(Locale.ROOT)
                                + REBUILD.substring(1).replace("…", table));
            }
        });
    }
}
