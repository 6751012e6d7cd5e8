package dev.migrate.dialect.mysql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a column's values lose on their way into another type, where even the strict modes of the servers say nothing; and which they refuse. */
final class Narrowing {

    private static final Pattern TYPE = Pattern.compile("([a-z]+)(?:\\((\\d+)(?:,(\\d+))?\\))?.*", Pattern.DOTALL);
    private static final Set<String> FRACTIONS = Set.of("decimal", "float", "double");
    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final Set<String> MOMENTS = Set.of("datetime", "timestamp");

    private static final Pattern SIZED =
            Pattern.compile("(char|varchar|binary|varbinary)\\((\\d+)\\)", Pattern.CASE_INSENSITIVE);

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

    /**
     * What a value of the first type must not be to become one of the second; null where every one does. A server that is not strict
     * takes it all the same, and cuts it.
     */
    static @Nullable String refusal(String from, String to) {
        Matcher was = SIZED.matcher(from);
        Matcher is = SIZED.matcher(to);
        if (was.matches() && is.matches() && was.group(1).equals(is.group(1)) && size(is) < size(was)) {
            return "is longer than " + size(is);
        }
        for (String word : List.of("enum(", "set(")) {
            if (from.startsWith(word) && to.startsWith(word)) {
                List<String> words = new ArrayList<>(words(from));
                words.removeAll(words(to));
                return words.isEmpty() ? null : (word.equals("set(") ? "has " : "is ") + String.join(" or ", words);
            }
        }
        return null;
    }

    private static int size(Matcher sized) {
        return Integer.parseInt(sized.group(2));
    }

    private static List<String> words(String type) {
        return Token.of(DatabaseKind.MYSQL, type).stream()
                .filter(token -> token.sort() == Token.Sort.STRING)
                .map(Token::text)
                .toList();
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
