package dev.migrate.dialect;

import dev.migrate.schema.SchemaObject;
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

    /**
     * Whether an object is one of the plugin's own tables, or stands in one.
     *
     * @param object the object
     * @param within what stands before a table's name in the object's path
     */
    public boolean isOwn(SchemaObject object, List<String> within) {
        if (object.path().size() <= within.size()
                || !object.path().subList(0, within.size()).equals(within)) {
            return false;
        }
        String name = object.path().get(within.size());
        return own.isOwn(name);
    }

    /** Everything but the plugin's own tables. */
    public static SchemaScope all(OwnTables own) {
        return new SchemaScope(List.of(), own);
    }
}
