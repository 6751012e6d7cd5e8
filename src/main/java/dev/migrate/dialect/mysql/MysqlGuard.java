package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.operation.ObjectName;
import java.util.List;

/**
 * A statement that runs under a condition: MySQL has no IF EXISTS for columns and indexes, and outside of a stored program nothing but a prepared statement can be
 * chosen by one.
 *
 * @param table the table
 * @param view the view of information_schema with a row for what is looked for
 * @param column the view's column with its name
 * @param name the name
 */
record MysqlGuard(ObjectName table, String view, String column, String name) {

    static MysqlGuard column(ObjectName table, String name) {
        return new MysqlGuard(table, "columns", "column_name", name);
    }

    static MysqlGuard index(ObjectName table, String name) {
        return new MysqlGuard(table, "statistics", "index_name", name);
    }

    static MysqlGuard constraint(ObjectName table, String name) {
        return new MysqlGuard(table, "table_constraints", "constraint_name", name);
    }

    List<String> statements(Dialect dialect, boolean mustExist, String statement) {
        String schema = table.schema() == null ? "DATABASE()" : dialect.literal(table.schema());
        return List.of(
                "SET @migrate_sql = IF(" + (mustExist ? "" : "NOT ") + "EXISTS (SELECT 1 FROM information_schema."
                        + view
                        + " WHERE table_schema = " + schema + " AND table_name = " + dialect.literal(table.name())
                        + " AND " + column + " = " + dialect.literal(name) + "), " + dialect.literal(statement)
                        + ", 'DO 0')",
                "PREPARE migrate_change FROM @migrate_sql",
                "EXECUTE migrate_change",
                "DEALLOCATE PREPARE migrate_change");
    }
}
