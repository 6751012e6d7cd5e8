package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.schema.Schema;
import dev.migrate.sql.DatabaseKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's catalogs. */
final class PostgresqlCatalog {

    private static final String ALL = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /** Whatever pg_get_expr and its like look at when they write a name or a constant; gone with the transaction. */
    static final String STABLE =
            "SET LOCAL search_path = ''; SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL"
                + " intervalstyle = 'postgres'; SET LOCAL quote_all_identifiers = off; SET LOCAL bytea_output = 'hex';"
                + " SET LOCAL extra_float_digits = 1; SET LOCAL lc_monetary = 'C'; SET LOCAL"
                + " standard_conforming_strings = on; SET LOCAL jit = off; SET LOCAL enable_nestloop = on; SET LOCAL"
                + " xmloption = 'content'";

    /** Two sessions are worth their while from about so many tables on. */
    private static final int MANY = 200;

    private final Session session;
    private final Supplier<Session> another;

    /**
     * Reads by a session.
     *
     * @param another opens a second one on the same database
     */
    PostgresqlCatalog(Session session, Supplier<Session> another) {
        this.session = session;
        this.another = another;
    }

    Schema read(SchemaScope scope) throws SQLException {
        String schemas = scope.schemas().isEmpty()
                ? ALL
                : "n.nspname IN ("
                        + scope.schemas().stream()
                                .map(session.dialect()::literal)
                                .collect(Collectors.joining(", "))
                        + ")";
        List<String> queries = CatalogQueries.of(getClass(), "schema.sql", DatabaseKind.POSTGRESQL).stream()
                .map(query -> query.replace("${scope}", schemas))
                .toList();
        CatalogQueries catalog;
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(BEGIN);
            try {
                statement.execute(STABLE);
                catalog = hasMany() ? inTwo(queries) : read(session, queries);
            } finally {
                statement.execute("ROLLBACK");
            }
        }
        String own = scope.own().schema() == null
                ? session.defaultSchema()
                : scope.own().schema();
        return catalog.schema(object -> own != null && scope.isOwn(object, List.of(own)));
    }

    private static CatalogQueries read(Session by, List<String> queries) throws SQLException {
        var catalog = new CatalogQueries();
        for (String query : queries) {
            catalog.read(by, query, List.of());
        }
        return catalog;
    }

    private boolean hasMany() throws SQLException {
        return "t"
                .equals(session.value("SELECT pg_catalog.count(*) >= " + MANY
                        + " FROM (SELECT 1 FROM pg_catalog.pg_class WHERE relkind IN ('r', 'p') AND"
                        + " oid >= 16384 LIMIT " + MANY + ") AS t"));
    }

    /** The columns, which are about half of it, by a second session that sees the same moment; where there is none to be had, by this one. */
    private CatalogQueries inTwo(List<String> queries) throws SQLException {
        List<String> columns =
                queries.stream().filter(PostgresqlCatalog::isOfColumns).toList();
        String snapshot = session.value("SELECT pg_catalog.pg_export_snapshot()");
        var beside = new FutureTask<>(() -> beside(snapshot, columns));
        var thread = new Thread(beside, "migrate: columns of the catalog");
        thread.setDaemon(true);
        thread.start();
        CatalogQueries catalog;
        try {
            catalog = read(
                    session,
                    queries.stream().filter(query -> !isOfColumns(query)).toList());
        } finally {
            // the snapshot is there as long as this transaction is
            await(beside);
        }
        Optional<CatalogQueries> read = await(beside);
        catalog.add(read.isPresent() ? read.get() : read(session, columns));
        return catalog;
    }

    private static boolean isOfColumns(String query) {
        return query.contains("'COLUMN' AS kind");
    }

    private CatalogQueries beside(@Nullable String snapshot, List<String> queries) throws SQLException {
        try (Session second = another.get();
                Statement statement = second.connection().createStatement()) {
            statement.execute(BEGIN);
            statement.execute("SET TRANSACTION SNAPSHOT " + session.dialect().literal(String.valueOf(snapshot)));
            statement.execute(STABLE);
            return read(second, queries);
        }
    }

    /** Empty where the second session could not do it: a user may be allowed one session alone. */
    private static Optional<CatalogQueries> await(FutureTask<CatalogQueries> task) {
        try {
            return Optional.of(task.get());
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
