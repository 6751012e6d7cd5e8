package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.engine.Run;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Whether a version table that another tool made can tell the ids of a graph apart. */
final class VersionColumn {

    private VersionColumn() {}

    /**
     * Refuses two ids that differ in upper and lower case alone where the column takes them for one: a row of the one
     * would be found, and moved, for the other. The database is asked only where there are such ids.
     */
    static void requireTellsApart(Run run, RevisionGraph graph) {
        Map<String, Revision> seen = new HashMap<>();
        for (Revision revision : graph.ordered()) {
            Revision first = seen.putIfAbsent(revision.id().toLowerCase(Locale.ROOT), revision);
            if (first == null) {
                continue;
            }
            if (!run.foldsCase()) {
                return;
            }
            throw Diagnostic.error(
                            "plan/ids-alike",
                            "the version table \"" + run.tables().version() + "\" takes \"" + first.id() + "\" and \""
                                    + revision.id() + "\" for the same id")
                    .at(revision.span(revision.lines().revision(), revision.id()))
                    .note("its column version_num compares without upper and lower case; the other one stands at "
                            + first.file())
                    .note("nothing has been changed")
                    .help("give one of them another id, here and where others revise it; or let the column compare"
                            + " exactly: " + exact(run))
                    .toException();
        }
    }

    private static String exact(Run run) {
        String table = "ALTER TABLE " + run.tables().versionSql(run.session().dialect());
        return switch (run.session().kind()) {
            case MYSQL, MARIADB -> table
                    + " MODIFY version_num VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL";
            case POSTGRESQL -> table + " ALTER COLUMN version_num TYPE VARCHAR(255) COLLATE \"C\"";
            case SQLITE -> "make the table anew without COLLATE NOCASE";
        };
    }
}
