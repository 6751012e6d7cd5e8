package dev.migrate.dialect.mysql;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column's values lose on their way into another type, where even the strict modes of the servers say nothing. */
final class Narrowing {

    private static final Pattern TYPE = Pattern.compile("([a-z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?.*", Pattern.DOTALL);
    private static final Set<String> FRACTIONS = Set.of("decimal", "float", "double");
    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");

    private Narrowing() {}

    static @Nullable String loss(String from, String to) {
        Matcher was = TYPE.matcher(from);
        Matcher is = TYPE.matcher(to);
        if (!was.matches() || !is.matches()) {
            return null;
        }
        String before = was.group(1);
        String after = is.group(1);
        if (FRACTIONS.contains(before) && WHOLE.contains(after)
                || before.equals("decimal") && after.equals("decimal") && digits(is.group(3)) < digits(was.group(3))
                || before.equals("double") && after.equals("float")) {
            return "rounds what is in it";
        }
        if (MOMENTS.contains(before) && MOMENTS.contains(after) && digits(is.group(2)) < digits(was.group(2))
                || before.equals("time") && after.equals("time") && digits(is.group(2)) < digits(was.group(2))) {
            return "rounds the fractions of its seconds";
        }
        if (MOMENTS.contains(before) && after.equals("date")) {
            return "forgets the time of the day";
        }
        if (MOMENTS.contains(before) && after.equals("time")) {
            return "forgets the day";
        }
        return null;
    }

    private static int digits(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Whether an enumeration or set gets more words behind those that it has. */
    static boolean isAppended(String from, String to) {
        for (String word : List.of("enum(", "set(")) {
            if (from.startsWith(word) && to.startsWith(from.substring(0, from.length() - 1) + ",")) {
                return true;
            }
        }
        return false;
    }
}
