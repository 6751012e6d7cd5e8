package dev.migrate.engine;

import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Position;
import dev.migrate.plan.VersionChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plugin's own rows as SQL text, so that they travel and are written offline like any other statement. */
final class RowSql {

    private static final int MESSAGE_CHARS = 4000;

    private final Dialect dialect;
    private final OwnTables tables;
    private final @Nullable RunIdentity identity;
    private final String runId;

    RowSql(Dialect dialect, OwnTables tables, RunIdentity identity) {
        this.dialect = dialect;
        this.tables = tables;
        this.identity = identity;
        this.runId = identity.runId();
    }

    private RowSql(Dialect dialect, OwnTables tables, String runId) {
        this.dialect = dialect;
        this.tables = tables;
        this.identity = null;
        this.runId = runId;
    }

    /** Rows of a script that somebody else will run: nothing in them tells this machine. */
    static RowSql offline(Dialect dialect, OwnTables tables, String runId) {
        return new RowSql(dialect, tables, runId);
    }

    String change(VersionChange change) {
        String table = tables.versionSql(dialect);
        if (change instanceof VersionChange.Insert insert) {
            return "INSERT INTO " + table + " (version_num) VALUES (" + dialect.literal(insert.id()) + ")";
        }
        if (change instanceof VersionChange.Update update) {
            return "UPDATE " + table + " SET version_num = " + dialect.literal(update.to()) + " WHERE "
                    + dialect.isRow(update.from());
        }
        VersionChange.Delete delete = (VersionChange.Delete) change;
        return "DELETE FROM " + table + " WHERE " + dialect.isRow(delete.id());
    }

    /**
     * A row that can only be written while the version table holds exactly these rows: else the revision's name is NULL, which its
     * column refuses on every database, and the transaction of the revision fails with it. Where nothing is given, only
     * the revision's own row is looked at, which is there after an upgrade and gone after a downgrade.
     */
    String history(HistoryRow row, Optional<Position> expected) {
        String name = dialect.literal(row.revision());
        if (expected.isEmpty()) {
            return history(row, ownRow(row, name));
        }
        List<String> ids = expected.get().rows();
        String holds = "COUNT(*) = " + ids.size()
                + (ids.isEmpty()
                        ? ""
                        : " AND COUNT(CASE WHEN "
                                + ids.stream().map(dialect::isRow).collect(Collectors.joining(" OR "))
                                + " THEN 1 END) = "
                                + ids.size());
        return history(
                row, "(SELECT CASE WHEN " + holds + " THEN " + name + " END FROM " + tables.versionSql(dialect) + ")");
    }

    private String ownRow(HistoryRow row, String name) {
        int rows = row.direction().equals(Direction.DOWNGRADE.word()) ? 0 : 1;
        return "(SELECT CASE WHEN COUNT(*) = " + rows + " THEN " + name + " END FROM " + tables.versionSql(dialect)
                + " WHERE version_num = " + name + ")";
    }

    String history(HistoryRow row) {
        return history(row, dialect.literal(row.revision()));
    }

    private String history(HistoryRow row, String revision) {
        StringBuilder sql = new StringBuilder("INSERT INTO ")
                .append(tables.historySql(dialect))
                .append(" (run_id, revision, title, direction, checksum, began, took_ms, outcome");
        StringBuilder values = new StringBuilder(") VALUES (")
                .append(dialect.literal(runId))
                .append(", ")
                .append(revision)
                .append(", ")
                .append(dialect.literal(row.title()))
                .append(", ")
                .append(dialect.literal(row.direction()))
                .append(", ")
                .append(text(row.checksum()))
                .append(", ");
        boolean timed = row.outcome() != Outcome.STAMPED && row.outcome() != Outcome.STARTED;
        if (row.began() != null) {
            values.append(dialect.timestamp(row.began()));
        } else {
            values.append(identity == null || !timed ? dialect.now() : dialect.began());
        }
        values.append(", ");
        if (row.tookMillis() != null) {
            values.append(row.tookMillis());
        } else {
            values.append(identity == null || !timed ? "NULL" : dialect.tookMillis());
        }
        values.append(", ").append(dialect.literal(row.outcome().word()));
        if (row.statement() != null) {
            sql.append(", statement");
            values.append(", ").append(row.statement());
        }
        if (row.finished() != null) {
            sql.append(", finished, prefix_hash");
            values.append(", ").append(row.finished()).append(", ").append(text(row.prefixHash()));
        }
        if (row.message() != null) {
            sql.append(", message");
            values.append(", ").append(text(cut(row.message())));
        }
        sql.append(", db_user");
        values.append(", ").append(dialect.currentUser());
        if (identity != null) {
            sql.append(", os_user, host, plugin_version, git_commit");
            values.append(", ")
                    .append(text(identity.osUser()))
                    .append(", ")
                    .append(text(identity.host()))
                    .append(", ")
                    .append(text(identity.pluginVersion()))
                    .append(", ")
                    .append(text(identity.gitCommit()));
        }
        if (row.downgradeScript() != null) {
            sql.append(", downgrade_script");
            values.append(", ").append(text(row.downgradeScript()));
        }
        return sql.append(values).append(")").toString();
    }

    private String text(@Nullable String value) {
        return value == null ? "NULL" : dialect.literal(value);
    }

    private static String cut(String message) {
        return message.length() > MESSAGE_CHARS ? message.substring(0, MESSAGE_CHARS) : message;
    }
}
