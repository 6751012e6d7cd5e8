package dev.migrate.engine;

import dev.migrate.sql.DatabaseKind;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How keys are compared. Rows of values are what PostgreSQL and SQLite find by an index; MySQL and MariaDB find no range by them
 * (MySQL 8.0 Reference Manual, 8.2.1.22), so there the comparison is spelled out.
 *
 * @param kind the database
 */
record KeyOrder(DatabaseKind kind) {

    /** The keys that come later. */
    String behind(List<String> columns, List<String> values) {
        return compare(columns, values, ">", ">");
    }

    /** A key and those that come before it. */
    String upTo(List<String> columns, List<String> values) {
        return compare(columns, values, "<", "<=");
    }

    /** What gives the value of a column as a literal, written by the database that is to read it again. */
    String literal(String column, int jdbcType) {
        return switch (kind) {
            case POSTGRESQL -> "quote_literal(CAST(" + column + " AS text))";
            case SQLITE -> "quote(" + column + ")";
            case MYSQL, MARIADB ->
                switch (jdbcType) {
                    // As text they would be compared as floating-point numbers.
                    case Types.BIT,
                            Types.BOOLEAN,
                            Types.TINYINT,
                            Types.SMALLINT,
                            Types.INTEGER,
                            Types.BIGINT,
                            Types.DECIMAL,
                            Types.NUMERIC,
                            Types.REAL,
                            Types.FLOAT,
                            Types.DOUBLE -> "CAST(" + column + " AS CHAR)";
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                        "CONCAT('X''', HEX(" + column + "), '''')";
                    default -> "QUOTE(CAST(" + column + " AS CHAR))";
                };
        };
    }

    private String compare(List<String> columns, List<String> values, String strict, String last) {
        if (columns.size() == 1) {
            return columns.get(0) + " " + last + " " + values.get(0);
        }
        if (!kind.isMysqlFamily()) {
            return row(columns) + " " + last + " " + row(values);
        }
        List<String> alternatives = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            StringBuilder one = new StringBuilder();
            for (int j = 0; j < i; j++) {
                one.append(columns.get(j)).append(" = ").append(values.get(j)).append(" AND ");
            }
            boolean atLast = i == columns.size() - 1;
            one.append(columns.get(i))
                    .append(" ")
                    .append(atLast ? last : strict)
                    .append(" ")
                    .append(values.get(i));
            alternatives.add(one.toString());
        }
        return alternatives.stream().collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String row(List<String> parts) {
        return "(" + String.join(", ", parts) + ")";
    }
}
