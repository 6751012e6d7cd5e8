package dev.migrate.command;

import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestQueries;
import java.util.ArrayList;
import java.util.List;

/** Everything in a test's database that a script may leave there, as lines to compare. */
final class Snapshot {

    private Snapshot() {}

    /** Everything, over one connection. */
    static List<String> of(TestDatabase database) {
        return database.reading(queries -> of(queries));
    }

    /** The schema alone. */
    static List<String> schema(TestDatabase database) {
        return database.reading(queries -> schema(queries));
    }

    /** The names of the tables. */
    static List<String> tables(TestDatabase database) {
        return database.reading(queries -> tables(queries));
    }

    /** Schema, data, version rows, and what the history says of each revision. */
    private static List<String> of(TestQueries database) {
        List<String> lines = new ArrayList<>(schema(database));
        for (String table : tables(database)) {
            if (table.equals("migrate_history")) {
                database.rows("SELECT revision, title, direction, checksum, outcome, downgrade_script FROM"
                                + " migrate_history WHERE outcome <> 'started' ORDER BY seq")
                        .forEach(row -> lines.add("history: " + row));
            } else {
                database.rows("SELECT * FROM " + quoted(database, table)).stream()
                        .sorted()
                        .forEach(row -> lines.add(table + ": " + row));
            }
        }
        return lines;
    }

    /** The schema without what is in it. */
    private static List<String> schema(TestQueries database) {
        return switch (database.kind()) {
            case SQLITE ->
                database.rows("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2");
            case POSTGRESQL -> postgresql(database);
            default -> mysql(database);
        };
    }

    private static List<String> tables(TestQueries database) {
        return switch (database.kind()) {
            case SQLITE ->
                database.rows(
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1");
            case POSTGRESQL -> database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
            default ->
                database.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_type = 'BASE TABLE' ORDER BY 1");
        };
    }

    private static String quoted(TestQueries database, String table) {
        return database.kind().isMysqlFamily()
                ? "`" + table.replace("`", "``") + "`"
                : "\"" + table.replace("\"", "\"\"") + "\"";
    }

    private static List<String> postgresql(TestQueries database) {
        List<String> lines = new ArrayList<>();
        lines.addAll(database.rows("SELECT table_schema, table_name, ordinal_position, column_name, data_type,"
                + " character_maximum_length, is_nullable, column_default FROM information_schema.columns"
                + " WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, 3"));
        lines.addAll(database.rows("SELECT indexdef FROM pg_indexes WHERE schemaname NOT LIKE 'pg_%' ORDER BY 1"));
        lines.addAll(database.rows("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
                + " WHERE connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"));
        lines.addAll(database.rows("SELECT pg_get_functiondef(oid) FROM pg_proc"
                + " WHERE pronamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema') ORDER BY 1"));
        lines.addAll(database.rows("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"));
        return lines;
    }

    private static List<String> mysql(TestQueries database) {
        List<String> lines = new ArrayList<>();
        for (String table : tables(database)) {
            database.rows("SHOW CREATE TABLE " + quoted(database, table)).stream()
                    .map(line -> line.replaceAll(" AUTO_INCREMENT=\\d+", ""))
                    .forEach(lines::add);
        }
        lines.addAll(database.rows(
                "SELECT routine_type, routine_name, routine_definition, sql_mode FROM information_schema.routines"
                        + " WHERE routine_schema = DATABASE() ORDER BY 1, 2"));
        lines.addAll(
                database.rows("SELECT trigger_name, event_manipulation, event_object_table, action_statement, sql_mode"
                        + " FROM information_schema.triggers WHERE trigger_schema = DATABASE() ORDER BY 1"));
        lines.addAll(database.rows("SELECT event_name, event_definition FROM information_schema.events"
                + " WHERE event_schema = DATABASE() ORDER BY 1"));
        return lines;
    }
}
