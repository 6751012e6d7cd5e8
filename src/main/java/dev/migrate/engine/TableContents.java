package dev.migrate.engine;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the tables of a small database, so that it can be compared: how many rows each has, and a sum over the
 * values of each column that does not depend on the rows' order.
 *
 * @param tables by the table's name
 */
public record TableContents(SortedMap<String, Rows> tables) {

    /** Copies. */
    public TableContents {
        tables = new TreeMap<>(tables);
    }

    /**
     * The rows of one table.
     *
     * @param count how many there are
     * @param columns a sum over each column's values
     */
    public record Rows(long count, List<Long> columns) {

        /** Copies the sums. */
        public Rows {
            columns = List.copyOf(columns);
        }
    }

    /** Reads all tables of a schema. */
    public static TableContents of(Run run, Schema schema) {
        var tables = new TreeMap<String, Rows>();
        for (SchemaObject object : schema.objects()) {
            if (object.kind() == ObjectKind.TABLE) {
                String name = object.path().stream()
                        .map(part -> Identifier.quote(run.session().kind(), part))
                        .collect(Collectors.joining("."));
                try {
                    tables.put(
                            String.join(".", object.path()), rows(run.session().rows("SELECT * FROM " + name)));
                } catch (SQLException e) {
                    throw run.unexpected("the rows of " + name + " could not be read", e);
                }
            }
        }
        return new TableContents(tables);
    }

    /** How many rows there are in all. */
    public long count() {
        return tables.values().stream().mapToLong(Rows::count).sum();
    }

    /** The tables of both that do not hold the same. */
    public List<String> differing(TableContents other) {
        return differing(other, this);
    }

    /**
     * The tables of both that do not hold the same.
     *
     * @param again what the same work made once more: a column that is not the same there tells the time or is random, and
     *     only the number of rows counts
     */
    public List<String> differing(TableContents other, TableContents again) {
        var differing = new ArrayList<String>();
        tables.forEach((table, rows) -> {
            Rows theirs = other.tables.get(table);
            if (theirs != null && !same(rows, theirs, again.tables.getOrDefault(table, rows))) {
                differing.add(table);
            }
        });
        return differing;
    }

    private static boolean same(Rows rows, Rows theirs, Rows again) {
        if (rows.count() != theirs.count()
                || rows.columns().size() != theirs.columns().size()) {
            return false;
        }
        for (int i = 0; i < rows.columns().size(); i++) {
            long sum = rows.columns().get(i);
            boolean stable = i >= again.columns().size() || again.columns().get(i) == sum;
            if (stable && theirs.columns().get(i) != sum) {
                return false;
            }
        }
        return true;
    }

    private static Rows rows(List<List<@Nullable String>> rows) {
        long[] sums = new long[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<@Nullable String> row : rows) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += hash(row.get(i));
            }
        }
        return new Rows(rows.size(), Arrays.stream(sums).boxed().toList());
    }

    /** FNV-1a, 64 bits: a sum of shorter ones would be the same too often. */
    private static long hash(@Nullable String value) {
        long hash = 0xcbf29ce484222325L;
        if (value == null) {
            return hash;
        }
        for (int i = 0; i < value.length(); i++) {
            hash = (hash ^ value.charAt(i)) * 0x100000001b3L;
        }
        return hash * 31 + 1;
    }
}
