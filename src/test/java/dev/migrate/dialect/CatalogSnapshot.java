package dev.migrate.dialect;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestQueries;
import java.util.ArrayList;
import java.util.List;

/** Everything that a database has, as lines to compare. */
final class CatalogSnapshot {

    private CatalogSnapshot() {}

    /** Everything, over one connection. */
    static List<String> of(TestDatabase database) {
        return database.reading(queries -> of(queries));
    }

    private static List<String> of(TestQueries database) {
        if (database.kind() == DatabaseKind.POSTGRESQL) {
            return postgresql(database);
        }
        return database.kind() == DatabaseKind.SQLITE ? sqlite(database) : mysql(database);
    }

    private static List<String> postgresql(TestQueries database) {
        String user = "NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";
        List<String> lines = new ArrayList<>();
        for (String query : List.of(
                "SELECT 'schema', nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'",
                "SELECT 'relation', relkind, n.nspname, relname, relpersistence, obj_description(c.oid, 'pg_class'),"
                    + " reloptions, coalesce(relacl, acldefault('r', relowner)) FROM pg_class c JOIN pg_namespace n ON"
                    + " n.oid = relnamespace WHERE n.nspname " + user,
                "SELECT 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,"
                        + " attidentity, attgenerated, pg_get_expr(adbin, adrelid), col_description(attrelid, attnum),"
                        + " attcollation FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON"
                        + " n.oid = relnamespace LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE"
                        + " attnum > 0 AND NOT attisdropped AND relkind IN ('r', 'v', 'm', 'p') AND n.nspname " + user,
                "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE"
                        + " contype <> 'n' AND connamespace = 'public'::regnamespace",
                "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'",
                "SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'",
                "SELECT 'matview', matviewname, definition FROM pg_matviews WHERE schemaname = 'public'",
                "SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace ="
                        + " 'public'::regnamespace",
                "SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
                "SELECT 'type', typname, enumlabel FROM pg_type JOIN pg_enum ON enumtypid = pg_type.oid",
                "SELECT 'domain', typname FROM pg_type WHERE typtype = 'd' AND typnamespace ="
                        + " 'public'::regnamespace")) {
            lines.addAll(database.rows(query));
        }
        lines.sort(null);
        return lines;
    }

    private static List<String> mysql(TestQueries database) {
        List<String> lines = new ArrayList<>();
        for (String table : database.rows("SHOW FULL TABLES")) {
            String name = table.substring(0, table.indexOf('|'));
            // the next number is no part of the definition, and columns may stand in another order
            database.rows("SHOW CREATE TABLE `" + name + "`")
                    .get(0)
                    .replaceAll(" AUTO_INCREMENT=\\d+", "")
                    .lines()
                    .map(line -> name + ": " + line.replaceAll(",$", ""))
                    .forEach(lines::add);
        }
        lines.addAll(database.rows("SELECT trigger_name, event_object_table, action_timing, event_manipulation,"
                + " action_statement FROM information_schema.triggers WHERE trigger_schema = DATABASE()"));
        lines.addAll(database.rows("SELECT routine_type, routine_name, routine_definition FROM"
                + " information_schema.routines WHERE routine_schema = DATABASE()"));
        lines.addAll(database.rows(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE" + " 'migrate\\_sample%'"));
        lines.sort(null);
        return lines;
    }

    /** The text of SQLite's statements without blanks and quotes, for a rebuild may write them anew. */
    private static List<String> sqlite(TestQueries database) {
        List<String> lines = new ArrayList<>();
        for (String row : database.rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE"
                + " 'sqlite\\_stat%' ESCAPE '\\'")) {
            // a constraint that was dropped comes back behind the others
            lines.add(java.util.Arrays.stream(row.replaceAll("[\\s\"`()]+", "").split(","))
                    .sorted()
                    .toList()
                    .toString());
        }
        for (String table : database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")) {
            for (String pragma : List.of("table_xinfo", "foreign_key_list")) {
                database.rows("SELECT * FROM pragma_" + pragma + "('" + table + "')")
                        .forEach(row -> lines.add(table + " " + pragma + " " + row));
            }
        }
        lines.sort(null);
        return lines;
    }
}
