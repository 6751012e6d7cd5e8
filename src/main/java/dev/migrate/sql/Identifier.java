package dev.migrate.sql;

import org.jspecify.annotations.Nullable;

/** Names of tables, columns and the like, quoted so that the database takes them exactly as they are. */
public final class Identifier {

    private Identifier() {}

    /** A name in the quotes of the database, a quote in it doubled: {@code "a""b"}, on MySQL and MariaDB {@code `a``b`}. */
    public static String quote(DatabaseKind kind, String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no database has a name that is empty or holds a zero character");
        }
        String quote = kind.isMysqlFamily() ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A name behind its schema's, or alone where the schema is null. */
    public static String quote(DatabaseKind kind, @Nullable String schema, String name) {
        return schema == null ? quote(kind, name) : quote(kind, schema) + "." + quote(kind, name);
    }
}
