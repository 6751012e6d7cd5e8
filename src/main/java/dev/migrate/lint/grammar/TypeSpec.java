package dev.migrate.lint.grammar;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A column's type.
 *
 * @param name the type's first name in lower case: {@code integer} for {@code int4}, {@code varchar} for {@code character varying}
 * @param arguments what stands in its parentheses: a length, precision and scale, or the values of an enum, as written
 * @param array whether it is an array
 * @param unsigned whether MySQL's UNSIGNED stands behind it
 * @param text as written, blanks made one
 */
public record TypeSpec(String name, List<String> arguments, boolean array, boolean unsigned, String text) {

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int2", "smallint"),
            Map.entry("int8", "bigint"),
            Map.entry("serial4", "serial"),
            Map.entry("serial8", "bigserial"),
            Map.entry("serial2", "smallserial"),
            Map.entry("character varying", "varchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "char"),
            Map.entry("bpchar", "char"),
            Map.entry("dec", "numeric"),
            Map.entry("decimal", "numeric"),
            Map.entry("fixed", "numeric"),
            Map.entry("bool", "boolean"),
            Map.entry("float8", "double precision"),
            Map.entry("double", "double precision"),
            Map.entry("float4", "real"),
            Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("time without time zone", "time"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("bit varying", "varbit"));

    /** Copies the arguments, and gives aliases their first name. */
    public TypeSpec {
        arguments = List.copyOf(arguments);
        name = ALIASES.getOrDefault(name, name);
    }

    /** Whether it is one of these types, by their first names, and no array. */
    public boolean is(String... names) {
        return !array && List.of(names).contains(name);
    }

    /** The number at that place of its parentheses: the length, or precision and scale. */
    public OptionalInt number(int index) {
        if (index >= arguments.size() || !arguments.get(index).matches("\\d{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(arguments.get(index)));
    }

    /** Whether a column of it counts by itself: PostgreSQL's serial types. */
    public boolean isSerial() {
        return is("serial", "bigserial", "smallserial");
    }
}
