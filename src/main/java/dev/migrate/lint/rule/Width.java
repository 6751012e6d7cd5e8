package dev.migrate.lint.rule;

import dev.migrate.lint.grammar.TypeSpec;
import dev.migrate.sql.DatabaseKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which of two types holds less. */
final class Width {

    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "mediumint", "integer", "bigint");
    private static final List<String> TEXTS = List.of("tinytext", "text", "mediumtext", "longtext");
    private static final List<String> BLOBS = List.of("tinyblob", "blob", "mediumblob", "longblob");
    private static final List<String> TIMES = List.of("time", "timetz", "datetime", "timestamp", "timestamptz");

    private Width() {}

    /** Which values of the one type the other does not hold, as {@code longer than 10 characters}; null where none are known. */
    static @Nullable String lost(DatabaseKind kind, TypeSpec from, TypeSpec to) {
        if (from.array() || to.array()) {
            return null;
        }
        String number = lostNumber(kind, from, to);
        return number == null ? lostText(kind, from, to) : number;
    }

    private static @Nullable String lostNumber(DatabaseKind kind, TypeSpec from, TypeSpec to) {
        int wide = INTEGERS.indexOf(integer(from));
        int narrow = INTEGERS.indexOf(integer(to));
        if (wide >= 0 && narrow >= 0) {
            if (narrow < wide) {
                return "outside of " + to.name();
            }
            if (from.unsigned() != to.unsigned() && !(from.unsigned() && narrow > wide)) {
                return to.unsigned() ? "below 0" : "above the largest of " + to.text();
            }
            return null;
        }
        if (from.is("numeric") && to.is("numeric")) {
            return lostDigits(kind, from, to);
        }
        if (from.is("double precision") && to.is("real")) {
            return "with more digits than real has";
        }
        if (from.is("numeric", "real", "double precision") && narrow >= 0) {
            return "with digits behind the point";
        }
        return null;
    }

    private static String integer(TypeSpec type) {
        return switch (type.name()) {
            case "serial" -> "integer";
            case "bigserial" -> "bigint";
            case "smallserial" -> "smallint";
            default -> type.name();
        };
    }

    private static @Nullable String lostDigits(DatabaseKind kind, TypeSpec from, TypeSpec to) {
        // without any, PostgreSQL's numeric has no limit, and MySQL's is numeric(10, 0)
        int unlimited = kind.isMysqlFamily() ? 10 : 1000;
        int precision = to.number(0).orElse(unlimited);
        int before = from.number(0).orElse(unlimited);
        boolean scaled = from.number(0).isPresent() || kind.isMysqlFamily();
        int scale = to.number(1).orElse(to.number(0).isPresent() || kind.isMysqlFamily() ? 0 : 1000);
        int scaleBefore = from.number(1).orElse(scaled ? 0 : 1000);
        if (scale == 1000) {
            return null;
        }
        if (precision - scale < (scaled ? before - scaleBefore : before)) {
            return "with more than " + (precision - scale) + " digits before the point";
        }
        return scale < scaleBefore ? "with more than " + scale + " digits behind the point" : null;
    }

    private static @Nullable String lostText(DatabaseKind kind, TypeSpec from, TypeSpec to) {
        if (from.is("varchar", "char", "varbinary", "binary", "bit", "varbit", "citext")
                || TEXTS.contains(from.name())
                || BLOBS.contains(from.name())) {
            if (to.is("varchar", "char", "varbinary", "binary", "bit", "varbit")) {
                int length = to.number(0).orElse(to.is("char", "binary", "bit") ? 1 : Integer.MAX_VALUE);
                int before = from.number(0).orElse(from.is("char", "binary", "bit") ? 1 : Integer.MAX_VALUE);
                return length < before ? "longer than " + length + " characters" : null;
            }
            return lostOf(TEXTS, from, to) || lostOf(BLOBS, from, to) ? "longer than a " + to.name() : null;
        }
        if (from.is("datetime", "timestamp", "timestamptz") && to.is("date")) {
            return "with a time of day";
        }
        if (from.name().equals(to.name())
                && TIMES.contains(from.name())
                && to.number(0).isPresent()) {
            int digits = to.number(0).getAsInt();
            int usual = kind.isMysqlFamily() ? 0 : 6;
            return digits < from.number(0).orElse(usual)
                    ? "with more than " + digits + " digits behind the second"
                    : null;
        }
        return null;
    }

    private static boolean lostOf(List<String> sizes, TypeSpec from, TypeSpec to) {
        return sizes.contains(to.name()) && sizes.indexOf(to.name()) < sizes.indexOf(from.name());
    }
}
