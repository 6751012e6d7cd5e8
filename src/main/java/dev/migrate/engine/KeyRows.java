package dev.migrate.engine;

import dev.migrate.dialect.FailureKind;
import dev.migrate.dialect.Session;
import dev.migrate.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds keys of a backfill's table, in their order. A key is its columns' values, each as a literal of the database. */
final class KeyRows {

    private final Session session;
    private final Batches batches;
    private final KeyOrder order;
    private final List<String> key;
    private @Nullable String literals;

    KeyRows(Session session, Batches batches, KeyOrder order) {
        this.session = session;
        this.batches = batches;
        this.order = order;
        this.key = batches.key().stream().map(column -> "k." + column).toList();
    }

    /** Whether a row has no value in a column of the key. */
    boolean hasNull(String column) throws SQLException {
        return session.value("SELECT 1 FROM " + batches.table() + " k WHERE k." + column + " IS NULL LIMIT 1") != null;
    }

    /** The highest key behind another, or of all; null where there is none. */
    @Nullable
    List<String> last(List<String> behind) throws SQLException {
        return one("SELECT " + literals() + from(behind, List.of()) + ordered(" DESC") + " LIMIT 1");
    }

    /**
     * The key that so many rows lie before behind another; null where it lies behind the end. The end is compared outside: PostgreSQL takes
     * a range of a table that has not been analyzed for one row in 200 (selfuncs.h, DEFAULT_RANGE_INEQ_SEL), and would sort all of the
     * rest for each batch instead of going along the index.
     */
    @Nullable
    List<String> behind(List<String> behind, List<String> end, int rows) throws SQLException {
        return one("SELECT " + literals() + " FROM (SELECT " + String.join(", ", key) + from(behind, List.of()) + ordered("")
                + " LIMIT 1 OFFSET " + rows + ") k WHERE " + order.upTo(key, end));
    }

    /** How many rows a range has. */
    long count(List<String> behind, List<String> upTo) throws SQLException {
        return Long.parseLong(String.valueOf(session.value("SELECT COUNT(*)" + from(behind, upTo))));
    }

    /** How many rows lie behind a key; -1 where they are more than are to be counted, or counting takes longer than a statement may. */
    long countUpTo(List<String> behind, int most) throws SQLException {
        try {
            long counted = Long.parseLong(String.valueOf(session.value("SELECT COUNT(*) FROM (SELECT 1 AS one"
                    + from(behind, List.of()) + " LIMIT " + (most + 1) + ") counted")));
            return counted > most ? -1 : counted;
        } catch (SQLException e) {
            if (session.classify(e) == FailureKind.STATEMENT_TIMEOUT) {
                return -1;
            }
            throw e;
        }
    }

    /** Whether an index has the key's columns first. */
    boolean indexed() throws SQLException {
        return switch (session.kind()) {
            case POSTGRESQL ->
                indexed(
                        session.rows("SELECT i.indexrelid, a.attname FROM pg_catalog.pg_index i CROSS JOIN LATERAL"
                                + " pg_catalog.unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS o (num, place)"
                                + " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = o.num"
                                + " WHERE i.indrelid = pg_catalog.to_regclass("
                                + session.dialect().literal(batches.table())
                                + ") AND i.indisvalid AND i.indpred IS NULL ORDER BY i.indexrelid, o.place"),
                        0,
                        1);
            // Key_name and Column_name; each index has its columns in order.
            case MYSQL, MARIADB -> indexed(session.rows("SHOW INDEX FROM " + batches.table()), 2, 4);
            case SQLITE ->
                session.rows("EXPLAIN QUERY PLAN SELECT 1 FROM " + batches.table() + " k" + ordered("")).stream()
                        .noneMatch(row -> String.valueOf(row.get(3)).contains("TEMP B-TREE"));
        };
    }

    private boolean indexed(List<List<@Nullable String>> rows, int index, int column) {
        Map<String, List<String>> indexes = new LinkedHashMap<>();
        for (List<@Nullable String> row : rows) {
            indexes.computeIfAbsent(String.valueOf(row.get(index)), name -> new ArrayList<>())
                    .add(String.valueOf(row.get(column)).toLowerCase(Locale.ROOT));
        }
        List<String> wanted = batches.key().stream().map(this::plain).toList();
        return indexes.values().stream()
                .anyMatch(columns -> columns.size() >= wanted.size()
                        && columns.subList(0, wanted.size()).equals(wanted));
    }

    /** A column's name as the catalog has it, but for its case. */
    private String plain(String column) {
        return Token.of(session.kind(), column).get(0).name().toLowerCase(Locale.ROOT);
    }

    private String literals() throws SQLException {
        if (literals != null) {
            return literals;
        }
        Map<String, String> names = typeNames();
        try (var statement = session.connection().createStatement();
                var result = statement.executeQuery(
                        "SELECT " + String.join(", ", key) + " FROM " + batches.table() + " k WHERE 1 = 0")) {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < key.size(); i++) {
                String name = names.getOrDefault(plain(batches.key().get(i)), "");
                found.add(order.literal(key.get(i), result.getMetaData().getColumnType(i + 1), name) + " AS migrate_" + i);
            }
            literals = String.join(", ", found);
            return literals;
        }
    }

    /** The types as MySQL writes them: to its driver an ENUM is a CHAR. */
    private Map<String, String> typeNames() throws SQLException {
        Map<String, String> names = new HashMap<>();
        if (session.kind().isMysqlFamily()) {
            for (List<@Nullable String> row : session.rows("SHOW COLUMNS FROM " + batches.table())) {
                names.put(String.valueOf(row.get(0)).toLowerCase(Locale.ROOT), String.valueOf(row.get(1)));
            }
        }
        return names;
    }

    private String from(List<String> behind, List<String> upTo) {
        String where = behind.isEmpty() ? "" : " WHERE " + order.behind(key, behind);
        if (!upTo.isEmpty()) {
            where += (where.isEmpty() ? " WHERE " : " AND ") + order.upTo(key, upTo);
        }
        return " FROM " + batches.table() + " k" + where;
    }

    private String ordered(String direction) {
        return key.stream().map(column -> column + direction).collect(Collectors.joining(", ", " ORDER BY ", ""));
    }

    private @Nullable List<String> one(String sql) throws SQLException {
        List<List<@Nullable String>> rows = session.rows(sql);
        return rows.isEmpty()
                ? null
                : IntStream.range(0, key.size())
                        .mapToObj(i -> String.valueOf(rows.get(0).get(i)))
                        .toList();
    }
}
