package dev.migrate.diff;

import dev.migrate.diff.JavaPiece.Chain;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of rows, defaults and question marks as Java writes them. */
final class JavaValue {

    private JavaValue() {}

    static JavaPiece of(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer) {
            return JavaPiece.of(String.valueOf(value));
        }
        if (value instanceof String || value instanceof Character) {
            return value instanceof String text ? JavaPiece.string(text) : character((Character) value);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof UUID) {
            return Chain.of("java.util.UUID.fromString", JavaPiece.string(value.toString()));
        }
        if (value instanceof byte[] bytes) {
            return Chain.of(
                    "java.util.HexFormat.of().parseHex",
                    JavaPiece.string(HexFormat.of().formatHex(bytes)));
        }
        if (value instanceof Collection<?> || value.getClass().isArray()) {
            return list(value);
        }
        if (value instanceof Map<?, ?> map) {
            var entries = new ArrayList<JavaPiece>();
            map.forEach((key, element) -> {
                entries.add(JavaPiece.string(String.valueOf(key)));
                entries.add(of(element));
            });
            return Chain.of("row", entries).then("values");
        }
        String type = value.getClass().getName();
        if (type.startsWith("java.time.")) {
            return Chain.of(type + ".parse", JavaPiece.string(value.toString()));
        }
        if (type.startsWith("java.sql.")) {
            return Chain.of(type + ".valueOf", JavaPiece.string(value.toString()));
        }
        throw new IllegalArgumentException("no literal for " + type);
    }

    private static JavaPiece character(char c) {
        String literal = JavaString.literal(String.valueOf(c));
        String inner = c == '"' ? "\"" : literal.substring(1, literal.length() - 1);
        return JavaPiece.of("'" + (c == '\'' ? "\\'" : inner) + "'");
    }

    private static JavaPiece number(Number number) {
        if (number instanceof Long) {
            return JavaPiece.of(number + "L");
        }
        if (number instanceof Short || number instanceof Byte) {
            return JavaPiece.of((number instanceof Short ? "(short) " : "(byte) ") + number);
        }
        if (number instanceof Double || number instanceof Float) {
            String type = number instanceof Double ? "Double" : "Float";
            double value = number.doubleValue();
            return JavaPiece.of(
                    Double.isNaN(value)
                            ? type + ".NaN"
                            : Double.isInfinite(value)
                                    ? type + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY")
                                    : number + (number instanceof Float ? "f" : ""));
        }
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            return Chain.of("new " + number.getClass().getName(), JavaPiece.string(number.toString()));
        }
        return JavaPiece.of(number.longValue() + "L");
    }

    private static JavaPiece list(Object value) {
        List<@Nullable Object> elements = new ArrayList<>();
        if (value instanceof Collection<?> collection) {
            elements.addAll(collection);
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
        }
        return Chain.of(elements.contains(null) ? "java.util.Arrays.asList" : "java.util.List.of", all(elements));
    }

    /** Arguments of a call that takes any number of them. */
    static List<JavaPiece> all(List<@Nullable Object> values) {
        if (values.size() == 1 && (values.get(0) == null || values.get(0) instanceof Object[])) {
            return List.of(JavaPiece.of("(Object) " + of(values.get(0)).flat()));
        }
        return values.stream().map(JavaValue::of).toList();
    }
}
