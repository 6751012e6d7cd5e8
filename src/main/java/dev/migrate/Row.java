package dev.migrate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A row that was read, or is to be inserted: values by the names of their columns, in order. */
public final class Row {

    private final Map<String, @Nullable Object> values;

    /** A row of these values. */
    public Row(Map<String, ? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The values by their names. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** The value of a column, as the driver gives it. */
    public @Nullable Object get(String column) {
        if (values.containsKey(column)) {
            return values.get(column);
        }
        for (var entry : values.entrySet()) {
            if (entry.getKey().equalsIgnoreCase(column)) {
                return entry.getValue();
            }
        }
        throw new NoSuchElementException("the query has no column \"" + column + "\", only " + values.keySet());
    }

    /** The value of a column as text; null for NULL. */
    public @Nullable String text(String column) {
        Object value = get(column);
        return value == null ? null : value.toString();
    }

    /** The value of a column as a number; 0 for NULL. */
    public long number(String column) {
        Object value = get(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value == null ? 0 : Long.parseLong(value.toString());
    }

    /** The value of a column as a boolean; false for NULL and 0. */
    public boolean flag(String column) {
        Object value = get(column);
        if (value instanceof Boolean flag) {
            return flag;
        }
        return value instanceof Number number ? number.longValue() != 0 : Boolean.parseBoolean(String.valueOf(value));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && values.equals(row.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
