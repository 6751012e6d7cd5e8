package dev.migrate.engine;

import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.Session;
import dev.migrate.plan.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a database stands, as its own tables say.
 *
 * @param hasVersionTable whether the version table is there
 * @param hasHistory whether the history table is there
 * @param position the version table's rows
 * @param history the history
 */
public record DatabaseState(boolean hasVersionTable, boolean hasHistory, Position position, History history) {

    /** Reads the tables; makes nothing. */
    static DatabaseState read(Session session, OwnTables tables) throws SQLException {
        boolean version = session.tableExists(tables.schema(), tables.version());
        boolean history = session.tableExists(tables.schema(), tables.history());
        return new DatabaseState(
                version,
                history,
                version ? position(session, tables) : Position.BASE,
                history ? History.read(session, tables) : History.EMPTY);
    }

    static Position position(Session session, OwnTables tables) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (List<@Nullable String> row :
                session.rows("SELECT version_num FROM " + tables.versionSql(session.dialect()))) {
            rows.add(String.valueOf(row.get(0)));
        }
        return Position.of(rows);
    }
}
