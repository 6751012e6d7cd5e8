package dev.migrate.dialect.sqlite;

import dev.migrate.dialect.CatalogFailure;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Session;
import dev.migrate.operation.ObjectName;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The tables of SQLite as sqlite_schema keeps them. */
final class SqliteDefinitions implements LiveCatalog {

    private final Session session;

    SqliteDefinitions(Session session) {
        this.session = session;
    }

    @Override
    public boolean isKnown(ObjectName table) {
        return true;
    }

    @Override
    public Optional<String> tableDefinition(ObjectName table) {
        return texts(table, "type = 'table' AND lower(name) = lower(" + literal(table.name()) + ")").stream()
                .findFirst();
    }

    @Override
    public List<String> attached(ObjectName table) {
        return texts(table, "type IN ('index', 'trigger') AND lower(tbl_name) = lower(" + literal(table.name()) + ")");
    }

    @Override
    public Optional<Boolean> indexExists(ObjectName table, String index) {
        return Optional.of(!texts(table, "type = 'index' AND lower(name) = lower(" + literal(index) + ")")
                .isEmpty());
    }

    /** The automatic indexes of constraints have no text. */
    private List<String> texts(ObjectName table, String condition) {
        String schema = Identifier.quote(
                DatabaseKind.SQLITE, table.schema() == null ? "main" : table.schema(), "sqlite_master");
        try {
            return session
                    .rows("SELECT sql FROM " + schema + " WHERE sql IS NOT NULL AND " + condition + " ORDER BY rowid")
                    .stream()
                    .map(row -> Objects.requireNonNull(row.get(0)))
                    .toList();
        } catch (SQLException e) {
            throw CatalogFailure.of(table, e);
        }
    }

    private String literal(String text) {
        return session.dialect().literal(text);
    }
}
