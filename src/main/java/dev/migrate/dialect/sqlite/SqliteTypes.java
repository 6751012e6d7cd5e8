package dev.migrate.dialect.sqlite;

import dev.migrate.Type;

/** Types in SQLite's words, chosen for their affinity (sqlite.org/datatype3.html). */
final class SqliteTypes {

    private SqliteTypes() {}

    /** Whether its values are whole numbers. */
    static boolean isWhole(Type type) {
        return switch (type.kind()) {
            case INTEGER, IDENTITY, BIGINT, SMALLINT -> true;
            case NATIVE -> String.valueOf(type.name()).matches("(?i)(big|small|tiny|medium)?int(eger)?");
            default -> false;
        };
    }

    /** A type; a STRICT table knows few (sqlite.org/stricttables.html). */
    static String name(Type type, boolean strict) {
        String digits = type.length() == null ? "" : "(" + type.length() + ")";
        return switch (type.kind()) {
            case INTEGER, IDENTITY -> "INTEGER";
            case BIGINT -> strict ? "INTEGER" : "BIGINT";
            case SMALLINT -> strict ? "INTEGER" : "SMALLINT";
            case BOOL -> strict ? "INTEGER" : "BOOLEAN";
            case VARCHAR -> strict ? "TEXT" : "VARCHAR" + digits;
            case CHAR -> strict ? "TEXT" : "CHAR" + digits;
            case DATE -> strict ? "TEXT" : "DATE";
            case TIME, TIME_TZ -> strict ? "TEXT" : "TIME";
            case TIMESTAMP, TIMESTAMP_TZ -> strict ? "TEXT" : "TIMESTAMP";
            case DECIMAL -> strict ? "ANY" : "DECIMAL(" + type.length() + ", " + type.scale() + ")";
            case REAL -> "REAL";
            case DOUBLE_PRECISION -> strict ? "REAL" : "DOUBLE PRECISION";
            case TEXT, UUID, JSON, JSONB, ARRAY, ENUMERATION, INTERVAL -> "TEXT";
            case BYTES -> "BLOB";
            case NATIVE -> String.valueOf(type.name());
        };
    }
}
