package dev.migrate.dialect;

import java.util.List;

/**
 * Which part of a database is read.
 *
 * @param schemas the schemas, on MySQL and MariaDB the databases; empty for all but the server's own, on MySQL and MariaDB for the
 *     connection's database
 * @param own the plugin's tables, which are left out
 */
public record SchemaScope(List<String> schemas, OwnTables own) {

    /** Copies the schemas. */
    public SchemaScope {
        schemas = List.copyOf(schemas);
    }

    /** Everything but the plugin's own tables. */
    public static SchemaScope all(OwnTables own) {
        return new SchemaScope(List.of(), own);
    }
}
