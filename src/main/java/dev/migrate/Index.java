package dev.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index, made by {@link Columns#index}.
 *
 * @param name its name
 * @param keys what it is over
 * @param isUnique whether no key comes twice
 * @param method such as {@code gin}, or {@code FULLTEXT} and {@code SPATIAL} of MySQL and MariaDB; null for the database's own
 * @param included columns that are stored along with the key
 * @param condition for which rows; null for all
 * @param areNullsDistinct whether two rows with NULL differ, as in standard SQL
 * @param parameters PostgreSQL's storage parameters, such as {@code fillfactor}
 * @param tablespace where it stands; null for the database's own
 */
public record Index(
        String name,
        List<IndexKey> keys,
        boolean isUnique,
        @Nullable String method,
        List<String> included,
        @Nullable String condition,
        boolean areNullsDistinct,
        Map<String, String> parameters,
        @Nullable String tablespace)
        implements TableElement {

    /** Copies lists and map. */
    public Index {
        keys = List.copyOf(keys);
        included = List.copyOf(included);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    static Index of(String name, List<IndexKey> keys) {
        return new Index(name, keys, false, null, List.of(), null, true, Map.of(), null);
    }

    /** The same over one column or expression more. */
    public Index on(IndexKey key) {
        var more = new ArrayList<>(keys);
        more.add(key);
        return new Index(name, more, isUnique, method, included, condition, areNullsDistinct, parameters, tablespace);
    }

    /** The same, where no key comes twice. */
    public Index unique() {
        return new Index(name, keys, true, method, included, condition, areNullsDistinct, parameters, tablespace);
    }

    /** The same by another method. */
    public Index using(String other) {
        return new Index(name, keys, isUnique, other, included, condition, areNullsDistinct, parameters, tablespace);
    }

    /** The same with columns stored along with the key. */
    public Index include(String... columns) {
        return new Index(
                name, keys, isUnique, method, List.of(columns), condition, areNullsDistinct, parameters, tablespace);
    }

    /** The same for some rows. */
    public Index where(String rows) {
        return new Index(name, keys, isUnique, method, included, rows, areNullsDistinct, parameters, tablespace);
    }

    /** The same, where NULL may come once only (PostgreSQL 15 and newer). */
    public Index nullsNotDistinct() {
        return new Index(name, keys, isUnique, method, included, condition, false, parameters, tablespace);
    }

    /** The same with a storage parameter. */
    public Index with(String parameter, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new Index(name, keys, isUnique, method, included, condition, areNullsDistinct, more, tablespace);
    }

    /** The same in a tablespace. */
    public Index tablespace(String where) {
        return new Index(name, keys, isUnique, method, included, condition, areNullsDistinct, parameters, where);
    }
}
