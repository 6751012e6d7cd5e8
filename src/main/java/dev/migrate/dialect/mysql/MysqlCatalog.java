package dev.migrate.dialect.mysql;

import dev.migrate.dialect.CatalogQueries;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads information_schema. Neither server keeps it still for a transaction, so the queries see one moment only where
 * nobody changes the schema meanwhile.
 */
final class MysqlCatalog {

    private static final String KEEP =
            "SET @migrate_read_sql_mode = @@SESSION.sql_mode, @migrate_read_time_zone = @@SESSION.time_zone,"
                    + " @migrate_read_group_concat = @@SESSION.group_concat_max_len, @migrate_read_client ="
                    + " @@SESSION.character_set_client, @migrate_read_results = @@SESSION.character_set_results,"
                    + " @migrate_read_collation = @@SESSION.collation_connection";

    /** A default of type TIMESTAMP is shown in the session's zone, and ANSI_QUOTES changes how names are quoted. */
    private static final String STABLE =
            "SET SESSION sql_mode = '', SESSION time_zone = '+00:00', SESSION group_concat_max_len = 16777216, SESSION"
                    + " character_set_client = utf8mb4, SESSION character_set_results = utf8mb4, SESSION"
                    + " collation_connection = utf8mb4_bin";

    private static final String PUT_BACK =
            "SET SESSION sql_mode = @migrate_read_sql_mode, SESSION time_zone = @migrate_read_time_zone, SESSION"
                    + " group_concat_max_len = @migrate_read_group_concat, SESSION character_set_client ="
                    + " @migrate_read_client, SESSION character_set_results = @migrate_read_results, SESSION"
                    + " collation_connection = @migrate_read_collation";

    private final Session session;

    MysqlCatalog(Session session) {
        this.session = session;
    }

    /** Reads the catalog. */
    interface Reading {
        void run() throws SQLException;
    }

    /** Reads what the session's settings would show in another way, and leaves these as they were. */
    static void stably(Session session, Reading reading) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(KEEP);
            try {
                statement.execute(STABLE);
                reading.run();
            } finally {
                statement.execute(PUT_BACK);
            }
        }
    }

    Schema read(SchemaScope scope) throws SQLException {
        String connected = session.defaultSchema();
        List<String> databases =
                !scope.schemas().isEmpty() ? scope.schemas() : connected == null ? List.of() : List.of(connected);
        var catalog = new CatalogQueries();
        stably(session, () -> {
            for (String database : databases) {
                read(catalog, database, within(database, connected));
            }
        });
        String own = scope.own().schema() == null ? connected : scope.own().schema();
        Schema schema = catalog.schema(
                object -> own != null && scope.isOwn(object, within(own, connected)) || isOfSequence(object, catalog));
        return new Schema(schema.objects().stream()
                .map(object -> isOfView(object, catalog) ? named(object) : object)
                .map(object -> connected == null ? object : withoutDatabase(object, connected))
                .toList());
    }

    /** What the columns of a view are follows from its text, and MySQL does not always keep that up to date. */
    private static boolean isOfView(SchemaObject object, CatalogQueries catalog) {
        List<String> path = object.path();
        return object.kind() == ObjectKind.COLUMN && catalog.has(ObjectKind.VIEW, path.subList(0, path.size() - 1));
    }

    private static SchemaObject named(SchemaObject column) {
        var others = new ArrayList<>(column.properties().keySet());
        others.remove(SchemaObject.POSITION);
        return column.without(others);
    }

    /** A sequence of MariaDB is a table, with columns that are always the same. */
    private static boolean isOfSequence(SchemaObject object, CatalogQueries catalog) {
        List<String> path = object.path();
        return object.kind() == ObjectKind.COLUMN && catalog.has(ObjectKind.SEQUENCE, path.subList(0, path.size() - 1));
    }

    /** A view's text names the database before each table, and a default of MariaDB before its sequence. */
    private SchemaObject withoutDatabase(SchemaObject object, String connected) {
        String property = object.kind() == ObjectKind.VIEW ? "definition" : "default";
        String text = object.properties().get(property);
        if (object.kind() != ObjectKind.VIEW && object.kind() != ObjectKind.COLUMN || text == null) {
            return object;
        }
        String database = session.dialect().quote(connected) + ".";
        var properties = new TreeMap<>(object.properties());
        properties.put(
                property,
                object.kind() == ObjectKind.VIEW
                        ? text.replace(database, "")
                        : withoutDatabaseOfSequence(text, database));
        return new SchemaObject(object.kind(), object.path(), properties);
    }

    /** A text without a database's name before that of a sequence. */
    static String withoutDatabaseOfSequence(String text, String database) {
        return text.replaceAll(
                "(?i)(?<=\\b(?:nextval|lastval)\\()" + java.util.regex.Pattern.quote(database), "");
    }

    /** The connection's database has another name in every environment, so it stands in no path. */
    private static List<String> within(String database, @Nullable String connected) {
        return database.equals(connected) ? List.of() : List.of(database);
    }

    private void read(CatalogQueries catalog, String database, List<String> within) throws SQLException {
        boolean mariadb = session.kind() == DatabaseKind.MARIADB;
        List<String> queries = new ArrayList<>(CatalogQueries.of(getClass(), "schema.sql", session.kind()));
        queries.addAll(
                CatalogQueries.of(getClass(), mariadb ? "schema-mariadb.sql" : "schema-mysql.sql", session.kind()));
        for (String query : queries) {
            catalog.read(session, query.replace("${schema}", session.dialect().literal(database)), within);
        }
        if (mariadb) {
            sequences(catalog, database, within);
        }
        extras(catalog, database, within);
    }

    /** MariaDB shows a sequence's options in the sequence alone, until 11.5. */
    private void sequences(CatalogQueries catalog, String database, List<String> within) throws SQLException {
        for (List<@Nullable String> row :
                session.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                        + session.dialect().literal(database) + " AND table_type = 'SEQUENCE'")) {
            String name = String.valueOf(row.get(0));
            catalog.read(
                    session,
                    "SELECT 'SEQUENCE' AS kind, " + session.dialect().literal(name) + " AS path1, start_value AS start,"
                            + " increment, minimum_value AS minimum, maximum_value AS maximum, cache_size AS cache,"
                            + " IF(cycle_option, 'yes', NULL) AS cycle FROM "
                            + session.dialect().quote(database) + "."
                            + session.dialect().quote(name),
                    within);
        }
    }

    /**
     * What no view of information_schema has stands in the statement that makes the table: the parser of a full-text
     * index.
     */
    private void extras(CatalogQueries catalog, String database, List<String> within) throws SQLException {
        for (List<@Nullable String> row :
                session.rows("SELECT DISTINCT table_name FROM information_schema.statistics WHERE table_schema = "
                        + session.dialect().literal(database) + " AND index_type = 'FULLTEXT'")) {
            String table = String.valueOf(row.get(0));
            String text = String.valueOf(
                    session.rows("SHOW CREATE TABLE " + session.dialect().quote(database) + "."
                                    + session.dialect().quote(table))
                            .get(0)
                            .get(1));
            for (String line : text.split("\n")) {
                int parser = line.indexOf("WITH PARSER ");
                if (parser >= 0 && line.strip().startsWith("FULLTEXT")) {
                    int from = line.indexOf('`') + 1;
                    String index =
                            line.substring(from, line.indexOf("` ", from)).replace("``", "`");
                    List<String> path = new ArrayList<>(within);
                    path.addAll(List.of(table, index));
                    var properties = new TreeMap<String, String>();
                    properties.put("parser", line.substring(parser + 12).replaceAll("^`(\\w+)`.*", "$1"));
                    catalog.put(new SchemaObject(ObjectKind.INDEX, path, properties));
                }
            }
        }
    }
}
