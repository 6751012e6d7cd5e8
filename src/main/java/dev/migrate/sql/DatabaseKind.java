package dev.migrate.sql;

import java.util.Locale;
import java.util.Optional;

/** The databases that the plugin knows. */
public enum DatabaseKind {
    /** PostgreSQL 14 and newer. */
    POSTGRESQL("PostgreSQL"),
    /** MySQL 8.0 and newer. */
    MYSQL("MySQL"),
    /** MariaDB 10.11 and newer. */
    MARIADB("MariaDB"),
    /** SQLite, by its embedded library. */
    SQLITE("SQLite");

    private final String displayName;

    DatabaseKind(String displayName) {
        this.displayName = displayName;
    }

    /** The name as its makers write it. */
    public String displayName() {
        return displayName;
    }

    /** The name that users type in {@code dialect=}: {@code postgresql}, {@code mysql}, {@code mariadb}, {@code sqlite}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that {@link #id()}. */
    public static Optional<DatabaseKind> byId(String id) {
        for (DatabaseKind kind : values()) {
            if (kind.id().equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Whether this is MySQL or MariaDB, which share their SQL. */
    public boolean isMysqlFamily() {
        return this == MYSQL || this == MARIADB;
    }
}
