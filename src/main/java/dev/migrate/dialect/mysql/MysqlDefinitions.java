package dev.migrate.dialect.mysql;

import dev.migrate.dialect.CatalogFailure;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Session;
import dev.migrate.operation.ObjectName;
import dev.migrate.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The tables of MySQL and MariaDB as SHOW CREATE TABLE gives them. */
final class MysqlDefinitions implements LiveCatalog {

    /** ER_NO_SUCH_TABLE. */
    private static final int NO_SUCH_TABLE = 1146;

    private final Session session;

    MysqlDefinitions(Session session) {
        this.session = session;
    }

    @Override
    public boolean isKnown(ObjectName table) {
        return true;
    }

    @Override
    public Optional<String> tableDefinition(ObjectName table) {
        try {
            String name = Identifier.quote(session.kind(), table.schema(), table.name());
            return Optional.ofNullable(
                            session.rows("SHOW CREATE TABLE " + name).get(0).get(1))
                    .map(text -> ForeignKeyLines.mended(session.kind(), text));
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return Optional.empty();
            }
            throw CatalogFailure.of(table, e);
        }
    }

    @Override
    public List<String> attached(ObjectName table) {
        return List.of();
    }

    @Override
    public Optional<Boolean> indexExists(ObjectName table, String index) {
        try {
            String schema =
                    table.schema() == null ? "DATABASE()" : session.dialect().literal(table.schema());
            return Optional.of(session.value("SELECT 1 FROM information_schema.statistics WHERE table_schema = "
                            + schema
                            + " AND table_name = " + session.dialect().literal(table.name()) + " AND index_name = "
                            + session.dialect().literal(index) + " LIMIT 1")
                    != null);
        } catch (SQLException e) {
            throw CatalogFailure.of(table, e);
        }
    }
}
