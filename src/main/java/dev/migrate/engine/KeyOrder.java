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

    /**
     * What gives the value of a column as a literal, written by the database that is to read it again.
     *
     * @param jdbcType the column's type as the driver says it
     * @param type the type as MySQL and MariaDB write it
     */
    String literal(String column, int jdbcType, String type) {
        return switch (kind) {
            case POSTGRESQL -> "quote_literal(CAST(" + column + " AS text))";
            case SQLITE -> "quote(" + column + ")";
            case MYSQL, MARIADB ->
                switch (jdbcType) {
                    // As text a BIT is its bytes.
                    case Types.BIT, Types.BOOLEAN -> number(column + " + 0");
                    // As text a FLOAT has six digits, with which it is not found again; as a DOUBLE it has all.
                    case Types.REAL, Types.FLOAT -> number(column + " + 0e0");
                    // As text they would be compared as floating-point numbers.
                    case Types.TINYINT,
                            Types.SMALLINT,
                            Types.INTEGER,
                            Types.BIGINT,
                            Types.DECIMAL,
                            Types.NUMERIC,
                            Types.DOUBLE -> number(column);
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB ->
                        "CONCAT('X''', HEX(" + column + "), '''')";
                    // They are ordered by their numbers, and would be compared as text (MySQL 8.0 Reference Manual, 11.3.5).
                    default ->
                        type.startsWith("enum(") || type.startsWith("set(")
                                ? number(column + " + 0")
                                : "QUOTE(CAST(" + column + " AS CHAR))";
                };
        };
    }

    private static String number(String value) {
        return "CAST(" + value + " AS CHAR)";
    }

    private String compare(List<String> columns, List<String> values, String strict, String last) {
        if (columns.size() == 1) {
            return columns.get(0) + " " + last + " " + values.get(0);
        }
        if (!kind.isMysqlFamily()) {
            String rows = row(columns) + " " + last + " " + row(values);
            // PostgreSQL takes a quarter of the table for what lies between two rows of values, and plans joins for that;
            // between two values of the first column it counts.
            return kind == DatabaseKind.POSTGRESQL
                    ? rows + " AND " + columns.get(0) + " " + strict + "= " + values.get(0)
                    : rows;
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
