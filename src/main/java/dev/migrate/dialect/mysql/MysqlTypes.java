package dev.migrate.dialect.mysql;

import dev.migrate.Type;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Refusal;
import dev.migrate.operation.Operation;
import dev.migrate.sql.DatabaseKind;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Types in the words of MySQL and MariaDB. */
final class MysqlTypes {

    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "text", "tinytext", "mediumtext", "longtext", "enum", "set");

    private MysqlTypes() {}

    static String name(Dialect dialect, Operation operation, Type type) {
        String digits = type.length() == null ? "" : "(" + type.length() + ")";
        return switch (type.kind()) {
            case TEXT -> "LONGTEXT";
            case VARCHAR -> "VARCHAR" + digits;
            case CHAR -> "CHAR" + digits;
            case INTEGER -> "INT";
            case BIGINT, IDENTITY -> "BIGINT";
            case SMALLINT -> "SMALLINT";
            case BOOL -> "BOOLEAN";
            case DATE -> "DATE";
            case TIME -> "TIME" + digits;
            case TIME_TZ ->
                throw Refusal.unsupported(
                        dialect.kind(), operation, "time with an offset", "use time(), or timestampTz()");
            case TIMESTAMP -> "DATETIME" + digits;
            case TIMESTAMP_TZ -> "TIMESTAMP" + digits;
            case DECIMAL -> "DECIMAL(" + type.length() + ", " + type.scale() + ")";
            case REAL -> "FLOAT";
            case DOUBLE_PRECISION -> "DOUBLE";
            // MariaDB has the type since 10.7
            case UUID -> dialect.kind() == DatabaseKind.MARIADB ? "UUID" : "CHAR(36)";
            case JSON, JSONB, ARRAY -> "JSON";
            case BYTES -> "LONGBLOB";
            case ENUMERATION ->
                "ENUM"
                        + type.values().stream()
                                .map(value -> MysqlTypes.string(dialect, value))
                                .collect(Collectors.joining(", ", "(", ")"));
            // as ISO 8601 writes it: P1DT2H
            case INTERVAL -> "VARCHAR(64)";
            case NATIVE -> String.valueOf(type.name());
        };
    }

    /** Whether a default must stand in parentheses: MySQL takes none but an expression for these (MySQL 8.0 Reference Manual, 11.6). */
    static boolean needsExpression(Type type) {
        return switch (type.kind()) {
            case TEXT, JSON, JSONB, ARRAY, BYTES -> true;
            default -> false;
        };
    }

    /** Whether a type's text is that of a type with a character set. */
    static boolean isText(String type) {
        String word = type.toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
        return TEXTS.contains(word);
    }

    /** A string where nothing but a quoted one is read, such as a comment: a backslash is doubled, as the servers' own sql_mode wants it. */
    static String string(Dialect dialect, String value) {
        return value.indexOf('\\') < 0
                ? dialect.literal(value)
                : "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
