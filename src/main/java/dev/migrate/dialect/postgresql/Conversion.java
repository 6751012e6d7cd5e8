package dev.migrate.dialect.postgresql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are made into those of another type. What PostgreSQL does by itself are the casts that pg_cast calls
 * implicit or of assignment; everything else needs USING.
 *
 * @param from the type before
 * @param to the type afterwards
 */
record Conversion(String from, String to) {

    private static final Pattern TYPE =
            Pattern.compile("(?<name>[^(\\[]+?)\\s*(?:\\((?<digits>[^)]*)\\))?(?<zone> with(?:out)? time zone)?"
                    + "(?<array>(?:\\[\\])*)");

    private static final List<String> NUMBERS =
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    private static final Set<String> STRINGS = Set.of("text", "character varying", "character", "name");

    /** Pairs of different types between which assignment is enough, besides numbers and strings. */
    private static final Set<String> ASSIGNED = Set.of(
            "date > timestamp without time zone",
            "date > timestamp with time zone",
            "timestamp without time zone > date",
            "timestamp without time zone > timestamp with time zone",
            "timestamp without time zone > time without time zone",
            "timestamp with time zone > date",
            "timestamp with time zone > timestamp without time zone",
            "timestamp with time zone > time without time zone",
            "timestamp with time zone > time with time zone",
            "time without time zone > time with time zone",
            "time without time zone > interval",
            "time with time zone > time without time zone",
            "interval > time without time zone",
            "json > jsonb",
            "jsonb > json",
            "inet > cidr",
            "cidr > inet",
            "bit > bit varying",
            "bit varying > bit",
            "macaddr > macaddr8",
            "macaddr8 > macaddr");

    /** Pairs that have a cast of their own, to be asked for. */
    private static final Set<String> CAST = Set.of(
            "boolean > integer",
            "integer > boolean",
            "integer > bit",
            "bigint > bit",
            "bit > integer",
            "bit > bigint",
            "jsonb > boolean",
            "jsonb > smallint",
            "jsonb > integer",
            "jsonb > bigint",
            "jsonb > numeric",
            "jsonb > real",
            "jsonb > double precision");

    private static String base(String type) {
        Matcher parts = TYPE.matcher(type);
        return parts.matches()
                ? parts.group("name").strip()
                        + (parts.group("zone") == null ? "" : parts.group("zone"))
                        + (parts.group("array").isEmpty() ? "" : "[]")
                : type;
    }

    private static @Nullable String digits(String type) {
        Matcher parts = TYPE.matcher(type);
        return parts.matches() ? parts.group("digits") : null;
    }

    /** The type without its length, precision and the like. */
    static String plain(String type) {
        return base(type);
    }

    /** Whether both are the same but for length, precision and the like, or of one family, so that keys over them still match. */
    boolean staysInFamily() {
        String a = base(from);
        String b = base(to);
        return a.equals(b)
                || NUMBERS.indexOf(a) >= 0
                        && NUMBERS.indexOf(a) < 3
                        && NUMBERS.indexOf(b) >= 0
                        && NUMBERS.indexOf(b) < 3
                || STRINGS.contains(a) && STRINGS.contains(b) && !a.equals("character") && !b.equals("character");
    }

    /** What stands behind USING; empty where nothing need stand there. */
    Optional<String> using(String column) {
        String a = base(from);
        String b = base(to);
        if (a.equals(b)
                || assigned(strip(a), strip(b)) && isArray(a) == isArray(b)
                || !isArray(a) && STRINGS.contains(b)) {
            return Optional.empty();
        }
        if (isArray(b) && !isArray(a) && (strip(b).equals(a) || assigned(a, strip(b)))) {
            return Optional.of("CASE WHEN " + column + " IS NOT NULL THEN ARRAY[" + column + "]::" + to + " END");
        }
        if (CAST.contains(a + " > " + b) || STRINGS.contains(a) || STRINGS.contains(b)) {
            return Optional.of(column + "::" + to);
        }
        return Optional.of(column + "::text::" + to);
    }

    private static boolean isArray(String base) {
        return base.endsWith("[]");
    }

    private static String strip(String base) {
        return base.replace("[]", "");
    }

    private static boolean assigned(String a, String b) {
        return a.equals(b)
                || NUMBERS.contains(a) && NUMBERS.contains(b)
                || STRINGS.contains(a) && STRINGS.contains(b)
                || ASSIGNED.contains(a + " > " + b);
    }

    /** Whether values may come out other than they went in, and nobody is told. */
    boolean losesSilently() {
        String a = base(from);
        String b = base(to);
        if (NUMBERS.contains(a) && NUMBERS.contains(b)) {
            return NUMBERS.indexOf(b) < 3 && NUMBERS.indexOf(a) >= 3
                    || b.equals("real") && !a.equals("real") && !a.equals("smallint")
                    || b.equals("double precision") && (a.equals("numeric") || a.equals("bigint"))
                    || b.equals("numeric") && scale(to) < scale(from);
        }
        if (a.equals(b)) {
            return (a.startsWith("time") || a.equals("interval")) && precision(to) < precision(from);
        }
        String pair = a + " > " + b;
        return pair.startsWith("timestamp") && (b.equals("date") || b.startsWith("time ") || b.startsWith("time with"))
                || pair.equals("time with time zone > time without time zone")
                || pair.equals("interval > time without time zone")
                || pair.equals("json > jsonb")
                || pair.equals("integer > boolean");
    }

    /** Whether the same values are other moments in another time zone. */
    boolean goesByTimeZone() {
        String a = base(from);
        String b = base(to);
        return a.equals("timestamp without time zone") && b.equals("timestamp with time zone")
                || a.equals("timestamp with time zone") && b.equals("timestamp without time zone");
    }

    /** Whether values may not fit, so that the change fails where one does not. */
    boolean mayFail() {
        String a = base(from);
        String b = base(to);
        if (a.equals(b) || assigned(a, b)) {
            if (STRINGS.contains(b)) {
                return length(to) < length(from);
            }
            return NUMBERS.contains(a) && (NUMBERS.indexOf(b) < NUMBERS.indexOf(a) || whole(to) < whole(from));
        }
        return !STRINGS.contains(b) && !a.equals("boolean");
    }

    private static int length(String type) {
        String digits = digits(type);
        return digits == null ? base(type).equals("name") ? 63 : Integer.MAX_VALUE : Integer.parseInt(digits.strip());
    }

    private static int precision(String type) {
        String digits = digits(type);
        return digits == null || digits.isBlank() ? 6 : Integer.parseInt(digits.strip());
    }

    private static int scale(String type) {
        String digits = digits(type);
        if (!base(type).equals("numeric")) {
            return NUMBERS.indexOf(base(type)) < 3 ? 0 : Integer.MAX_VALUE;
        }
        return digits == null
                ? Integer.MAX_VALUE
                : digits.indexOf(',') < 0
                        ? 0
                        : Integer.parseInt(
                                digits.substring(digits.indexOf(',') + 1).strip());
    }

    private static int whole(String type) {
        String digits = digits(type);
        if (!base(type).equals("numeric") || digits == null) {
            return switch (base(type)) {
                case "smallint" -> 5;
                case "integer" -> 10;
                case "bigint" -> 19;
                default -> Integer.MAX_VALUE;
            };
        }
        return Integer.parseInt(digits.replaceAll(",.*", "").strip()) - scale(type);
    }
}
