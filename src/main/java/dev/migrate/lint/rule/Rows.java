package dev.migrate.lint.rule;

import dev.migrate.lint.KnownTable;
import dev.migrate.lint.Sight;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Queries about the rows that are there, as {@code -- migrate:require} asks them. */
final class Rows {

    private Rows() {}

    /** True where no row makes the condition true. */
    static String none(Sight sight, Name table, String condition) {
        return "-- migrate:require SELECT NOT EXISTS (SELECT 1 FROM " + sight.written(table) + " WHERE " + condition
                + ")";
    }

    /** True where no two rows have the same values. */
    static String noneTwice(Sight sight, Name table, List<String> columns) {
        String list = columns.stream().map(column -> written(sight, column)).collect(Collectors.joining(", "));
        String given = columns.stream()
                .map(column -> written(sight, column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "-- migrate:require SELECT NOT EXISTS (SELECT 1 FROM " + sight.written(table) + " WHERE " + given
                + " GROUP BY " + list + " HAVING count(*) > 1)";
    }

    private static String written(Sight sight, String column) {
        // an expression of an index stands as it was written
        return column.contains("(") ? column : sight.written(column);
    }

    /** True where every row finds the one that it refers to. */
    static String noOrphans(Sight sight, Name table, List<String> columns, Name parent, List<String> referenced) {
        String query = orphans(sight, table, columns, parent, referenced);
        return "-- migrate:require SELECT NOT EXISTS (" + query.replaceFirst(";$", "") + ")";
    }

    /** The rows that do not find the one that they refer to. */
    static String orphans(Sight sight, Name table, List<String> columns, Name parent, List<String> referenced) {
        List<String> keys = referenced.isEmpty()
                ? sight.known().table(parent).map(KnownTable::primaryKey).orElse(List.of("id"))
                : referenced;
        StringBuilder on = new StringBuilder();
        StringBuilder given = new StringBuilder();
        for (int i = 0; i < Math.min(columns.size(), keys.size()); i++) {
            on.append(i == 0 ? "" : " AND ")
                    .append("p.")
                    .append(sight.written(keys.get(i)))
                    .append(" = c.")
                    .append(sight.written(columns.get(i)));
            given.append("c.").append(sight.written(columns.get(i))).append(" IS NOT NULL AND ");
        }
        return "SELECT 1 FROM " + sight.written(table) + " c WHERE " + given + "NOT EXISTS (SELECT 1 FROM "
                + sight.written(parent) + " p WHERE " + on + ");";
    }

    /** A condition on a table's columns, each of them behind a prefix such as {@code NEW.}. */
    static String of(Sight sight, Name table, String condition, String prefix) {
        Optional<KnownTable> known = sight.known().table(table);
        StringBuilder text = new StringBuilder();
        for (Token token : Tokens.of(sight.kind(), condition)) {
            boolean column = token.isName()
                    && known.flatMap(t -> t.column(token.name()))
                            .map(ColumnSpec::name)
                            .isPresent();
            text.append(column ? prefix : "").append(token.text());
        }
        return text.toString();
    }
}
