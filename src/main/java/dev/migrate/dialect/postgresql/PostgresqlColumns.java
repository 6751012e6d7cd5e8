package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.CatalogFailure;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.LiveColumn;
import dev.migrate.dialect.Session;
import dev.migrate.operation.ObjectName;
import dev.migrate.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of PostgreSQL's tables; of whole tables it needs to know nothing. */
final class PostgresqlColumns implements LiveCatalog {

    private static final String QUERY = """
        SELECT pg_catalog.format_type(a.atttypid, a.atttypmod), a.attidentity <> '', CASE WHEN a.attcollation <> t.typcollation
            THEN pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.collname) END
        FROM pg_catalog.pg_attribute a
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
        WHERE a.attrelid = pg_catalog.to_regclass(%s) AND a.attname = %s AND a.attnum > 0 AND NOT a.attisdropped\
        """;

    private final Session session;

    PostgresqlColumns(Session session) {
        this.session = session;
    }

    @Override
    public Optional<LiveColumn> column(ObjectName table, String column) {
        var dialect = session.dialect();
        String name = dialect.literal(Identifier.quote(session.kind(), table.schema(), table.name()));
        try {
            List<List<@Nullable String>> rows = session.rows(QUERY.formatted(name, dialect.literal(column)));
            return rows.stream()
                    .findFirst()
                    .map(row -> new LiveColumn(String.valueOf(row.get(0)), row.get(2), "t".equals(row.get(1))));
        } catch (SQLException e) {
            throw CatalogFailure.of(table, e);
        }
    }
}
