package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/** Reads PostgreSQL's catalogs. */
final class PostgresqlCatalog {

    private static final String ALL = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    /** Whatever pg_get_expr and its like look at when they write a name or a constant; gone with the transaction. */
    static final String STABLE =
            "SET LOCAL search_path = ''; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL"
                + " intervalstyle = 'postgres'; SET LOCAL quote_all_identifiers = off; SET LOCAL bytea_output = 'hex';"
                + " SET LOCAL extra_float_digits = 1; SET LOCAL lc_monetary = 'C'; SET LOCAL"
                + " standard_conforming_strings = on; SET LOCAL jit = off; SET LOCAL enable_nestloop = on; SET LOCAL"
                + " xmloption = 'content'";

    private final Session session;

    PostgresqlCatalog(Session session) {
        this.session = session;
    }

    Schema read(SchemaScope scope) throws SQLException {
        String schemas = scope.schemas().isEmpty()
                ? ALL
                : "n.nspname IN ("
                        + scope.schemas().stream()
                                .map(session.dialect()::literal)
                                .collect(Collectors.joining(", "))
                        + ")";
        var catalog = new CatalogQueries();
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            try {
                statement.execute(STABLE);
                for (String query : CatalogQueries.of(getClass(), "schema.sql", DatabaseKind.POSTGRESQL)) {
                    catalog.read(session, query.replace("${scope}", schemas), List.of());
                }
            } finally {
                statement.execute("ROLLBACK");
            }
        }
        String own = scope.own().schema() == null
                ? session.defaultSchema()
                : scope.own().schema();
        return catalog.schema(object -> own != null && scope.isOwn(object, List.of(own)));
    }
}
