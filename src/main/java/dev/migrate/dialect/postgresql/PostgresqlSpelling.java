package dev.migrate.dialect.postgresql;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL keeps as it was written though it means the same: the catalog has unified everything else. Only what is equal in every case is made equal.
 */
final class PostgresqlSpelling {

    /** Six digits are what these types have unless fewer are said. */
    private static final Pattern SIX_DIGITS = Pattern.compile("^((?:timestamp|time|interval(?: [a-z ]*second)?))\\(6\\)");

    private static final Pattern INTEGER =
            Pattern.compile("\\(?'?(-?\\d+)'?\\)?(?:::(?:smallint|integer|bigint))?");

    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    /** A literal of one of these types that a column of another of them gets is the same text. */
    private static final Set<String> TEXTS = Set.of("text", "character varying");

    private static final Set<String> EXPRESSIONS = Set.of("default", "using", "with check");

    private PostgresqlSpelling() {}

    /** An object in the spelling in which it is compared. */
    static SchemaObject comparable(SchemaObject object) {
        Map<String, String> properties = new TreeMap<>(object.properties());
        if (object.kind() == ObjectKind.COLUMN || object.kind() == ObjectKind.DOMAIN) {
            properties.computeIfPresent("type", (name, type) -> type(type));
            properties.computeIfPresent(
                    "default", (name, text) -> initial(object.properties().get("type"), text));
        }
        for (String name : EXPRESSIONS) {
            properties.computeIfPresent(name, (key, text) -> expression(text));
        }
        return properties.equals(object.properties())
                ? object
                : SchemaObject.of(object.kind(), object.path(), properties);
    }

    private static String type(String type) {
        return SIX_DIGITS.matcher(type).replaceFirst("$1");
    }

    /** A literal that is cast to what the column makes of it anyway. */
    private static String initial(@Nullable String type, String text) {
        if (type == null) {
            return text;
        }
        String base = type.replaceFirst("\\(.*", "").strip();
        var integer = INTEGER.matcher(text);
        if (INTEGERS.contains(type) && integer.matches()) {
            return integer.group(1);
        }
        List<Token> tokens = Tokens.of(DatabaseKind.POSTGRESQL, text);
        boolean cast = tokens.size() > 3
                && tokens.get(0).sort() == Token.Sort.STRING
                && tokens.get(1).is(":")
                && tokens.get(2).is(":");
        if (!cast) {
            return text;
        }
        String target = type(Tokens.text(tokens.subList(3, tokens.size())));
        boolean same = target.equals(type(type)) && !target.contains("(")
                || TEXTS.contains(base) && TEXTS.contains(target);
        return same ? tokens.get(0).text() : text;
    }

    /** CURRENT_TIMESTAMP, now() and transaction_timestamp() are one function; timestamp(6) is timestamp. */
    private static String expression(String text) {
        List<Token> tokens = Tokens.of(DatabaseKind.POSTGRESQL, text);
        List<Token> unified = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean qualified = i > 0 && tokens.get(i - 1).is(".");
            boolean called = isSymbol(tokens, i + 1, "(") && isSymbol(tokens, i + 2, ")");
            if (!qualified && token.is("now", "transaction_timestamp") && called) {
                unified.add(new Token(Token.Sort.WORD, "CURRENT_TIMESTAMP"));
                i += 2;
            } else if (token.is("timestamp", "time", "interval")
                    && isSymbol(tokens, i + 1, "(")
                    && i + 3 < tokens.size()
                    && tokens.get(i + 2).text().equals("6")
                    && isSymbol(tokens, i + 3, ")")) {
                unified.add(token);
                i += 3;
            } else {
                unified.add(token);
            }
        }
        return Tokens.text(unified);
    }

    private static boolean isSymbol(List<Token> tokens, int at, String symbol) {
        return at < tokens.size() && tokens.get(at).is(symbol);
    }
}
