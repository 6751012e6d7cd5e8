package dev.migrate.sql;

import org.jspecify.annotations.Nullable;

/** Values written into SQL text, for offline scripts; a connection takes parameters instead. */
public final class SqlLiteral {

    private SqlLiteral() {}

    /**
     * A string literal that means exactly this text, or {@code NULL}.
     *
     * <p>A quote is doubled everywhere. A backslash is an ordinary character on SQLite. PostgreSQL gets {@code E'…'} with doubled
     * backslashes where there is one, which means the same whatever {@code standard_conforming_strings} says. MySQL and MariaDB get
     * doubled backslashes, which holds unless {@code sql_mode} has {@code NO_BACKSLASH_ESCAPES}: use
     * {@link #string(DatabaseKind, String, boolean)} there.
     */
    public static String string(DatabaseKind kind, @Nullable String text) {
        return string(kind, text, false);
    }

    /** The same, for a session of MySQL or MariaDB whose {@code sql_mode} is known to have {@code NO_BACKSLASH_ESCAPES} or not. */
    public static String string(DatabaseKind kind, @Nullable String text, boolean noBackslashEscapes) {
        if (text == null) {
            return "NULL";
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero character cannot be written in a string literal");
        }
        boolean backslash = text.indexOf('\\') >= 0;
        String quoted = text.replace("'", "''");
        return switch (kind) {
            case POSTGRESQL -> backslash ? "E'" + quoted.replace("\\", "\\\\") + "'" : "'" + quoted + "'";
            case MYSQL, MARIADB -> "'" + (noBackslashEscapes ? quoted : quoted.replace("\\", "\\\\")) + "'";
            case SQLITE -> "'" + quoted + "'";
        };
    }
}
