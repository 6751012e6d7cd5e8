package dev.migrate.dialect.postgresql;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.Session;
import dev.migrate.sql.DatabaseKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what cannot be without what from PostgreSQL's own record of dependencies, in one query. */
final class PostgresqlNeeds {

    /** A database that was just made has no statistics, for want of which thousands of rows are joined in loops. */
    private static final String BY_HASH = "SET LOCAL enable_nestloop = off";

    private final Session session;

    PostgresqlNeeds(Session session) {
        this.session = session;
    }

    /** By path; what needs a column needs its table too. */
    Map<List<String>, Set<List<String>>> read() throws SQLException {
        String query = CatalogQueries.of(getClass(), "needs.sql", DatabaseKind.POSTGRESQL)
                .get(0);
        Map<List<String>, Set<List<String>>> needs = new HashMap<>();
        try (Statement statement = session.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            try {
                statement.execute(PostgresqlCatalog.STABLE + "; " + BY_HASH);
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        take(rows, needs);
                    }
                }
            } finally {
                statement.execute("ROLLBACK");
            }
        }
        return needs;
    }

    private static void take(ResultSet row, Map<List<String>, Set<List<String>>> needs) throws SQLException {
        List<String> object = path(row, 1);
        List<String> needed = path(row, 4);
        String column = row.getString(7);
        Set<List<String>> those = needs.computeIfAbsent(object, path -> new LinkedHashSet<>());
        if (!needed.equals(object)) {
            those.add(needed);
        }
        if (column != null) {
            List<String> path = new ArrayList<>(needed);
            path.add(column);
            those.add(List.copyOf(path));
        }
    }

    /** A path in three columns, of which it need not fill all. */
    private static List<String> path(ResultSet row, int first) throws SQLException {
        String outer = row.getString(first);
        String name = row.getString(first + 1);
        String part = row.getString(first + 2);
        return name == null ? List.of(outer) : part == null ? List.of(outer, name) : List.of(outer, name, part);
    }
}
