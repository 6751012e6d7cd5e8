package dev.migrate.dialect.sqlite;

import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads sqlite_schema: the database keeps the statements that made it. Attached databases are not looked at. */
final class SqliteCatalog {

    /** Names that begin so are SQLite's own: the indexes of constraints, the counters of AUTOINCREMENT, statistics. */
    private static final String NOT_INTERNAL = " NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    private final Session session;

    SqliteCatalog(Session session) {
        this.session = session;
    }

    Schema read(SchemaScope scope) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("BEGIN");
            try {
                Schema schema = read();
                return schema.filter(object -> !scope.isOwn(object, List.of()));
            } finally {
                statement.execute("ROLLBACK");
            }
        }
    }

    private Schema read() throws SQLException {
        Map<String, String> sorts = new TreeMap<>();
        for (List<@Nullable String> row :
                session.rows("SELECT name, type FROM pragma_table_list WHERE schema = 'main'")) {
            sorts.put(text(row, 0), text(row, 1));
        }
        var canonical = new CanonicalText(names());
        List<SchemaObject> objects = new ArrayList<>();
        for (List<@Nullable String> row :
                session.rows("SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name" + NOT_INTERNAL
                        + " AND sql IS NOT NULL")) {
            String name = text(row, 1);
            // an index or trigger is named after its table as the table is written, so that both have one path
            String table = text(row, 2);
            String sql = text(row, 3);
            switch (text(row, 0)) {
                case "table" -> {
                    String sort = sorts.getOrDefault(name, "table");
                    if (sort.equals("virtual")) {
                        objects.add(object(ObjectKind.VIRTUAL_TABLE, List.of(name), canonical, sql));
                    } else if (!sort.equals("shadow")) {
                        objects.addAll(new TableText(name, sql, canonical).objects());
                    }
                }
                case "index" -> objects.add(object(ObjectKind.INDEX, List.of(table, name), canonical, sql));
                case "view" -> objects.add(object(ObjectKind.VIEW, List.of(name), canonical, sql));
                default -> objects.add(object(ObjectKind.TRIGGER, List.of(table, name), canonical, sql));
            }
        }
        return new Schema(objects);
    }

    private Set<String> names() throws SQLException {
        Set<String> names = new HashSet<>();
        // of tables alone: a single view over a missing table, or a module that is not loaded, ends the whole query
        for (List<@Nullable String> row :
                session.rows("SELECT name FROM main.sqlite_schema UNION SELECT c.name FROM pragma_table_list t"
                        + " JOIN pragma_table_xinfo(t.name) c WHERE t.schema = 'main' AND t.type = 'table'")) {
            names.add(text(row, 0).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static SchemaObject object(ObjectKind kind, List<String> path, CanonicalText canonical, String sql) {
        return SchemaObject.of(kind, path, Map.of("definition", canonical.of(Token.of(DatabaseKind.SQLITE, sql))));
    }

    private static String text(List<@Nullable String> row, int index) {
        return String.valueOf(row.get(index));
    }
}
