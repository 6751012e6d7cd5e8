package dev.migrate.dialect.postgresql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pg_get_functiondef} says of a function or procedure, taken apart.
 *
 * @param parameters what stands in the parentheses
 * @param returns the type it gives; null for a procedure
 * @param language the language of its body
 * @param options the lines between its head and its body
 * @param body the text of its body; null where it is no text in dollars, as that of {@code BEGIN ATOMIC}
 */
record RoutineText(
        String parameters,
        @Nullable String returns,
        String language,
        List<String> options,
        @Nullable String body) {

    /** Copies the options. */
    RoutineText {
        options = List.copyOf(options);
    }

    /** Takes a definition apart; empty where it has another form. */
    static Optional<RoutineText> parse(String definition) {
        List<Token> tokens = Tokens.of(DatabaseKind.POSTGRESQL, definition);
        int open = at(tokens, 0, "(");
        int close = open < 0 ? -1 : closing(tokens, open);
        int language = close < 0 ? -1 : at(tokens, close + 1, "LANGUAGE");
        if (language < 0) {
            return Optional.empty();
        }
        int returns = at(tokens, close + 1, "RETURNS");
        int name = next(tokens, language + 1);
        int as = at(tokens, name + 1, "AS");
        int begin = at(tokens, name + 1, "BEGIN", "RETURN");
        boolean atomic = begin >= 0 && (as < 0 || begin < as);
        int end = atomic ? begin : as;
        if (end < 0) {
            return Optional.empty();
        }
        List<String> options = new ArrayList<>();
        text(tokens, name + 1, end).lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(options::add);
        int body = next(tokens, as + 1);
        boolean plain = !atomic && tokens.get(body).text().startsWith("$") && next(tokens, body + 1) == tokens.size();
        return Optional.of(new RoutineText(
                text(tokens, open + 1, close),
                returns < 0 || returns > language ? null : text(tokens, returns + 1, language).strip(),
                tokens.get(name).text(),
                options,
                plain ? undollared(tokens.get(body).text()) : null));
    }

    /** The parameters without their defaults, and how many have one. */
    Signature signature() {
        return signature(parameters);
    }

    /** What stands in a routine's parentheses, as DROP takes it: DROP FUNCTION refuses defaults, and takes every mode. */
    static String withoutDefaults(String parameters) {
        return String.join(", ", signature(parameters).parameters());
    }

    private static Signature signature(String parameters) {
        List<String> parts = new ArrayList<>();
        int defaults = 0;
        for (List<Token> part : split(Tokens.of(DatabaseKind.POSTGRESQL, parameters))) {
            int at = at(part, 0, "DEFAULT", "=", ":=");
            defaults += at < 0 ? 0 : 1;
            parts.add(text(part, 0, at < 0 ? part.size() : at).strip());
        }
        return new Signature(parts, defaults);
    }

    /**
     * What CREATE OR REPLACE must leave as it is.
     *
     * @param parameters mode, name and type of each
     * @param defaults how many have a default: it may gain some, but lose none
     */
    record Signature(List<String> parameters, int defaults) {}

    /** Whether CREATE OR REPLACE can put the other in this one's place. */
    boolean canBecome(RoutineText other) {
        Signature here = signature();
        Signature there = other.signature();
        return java.util.Objects.equals(returns, other.returns)
                && here.parameters().equals(there.parameters())
                && here.defaults() <= there.defaults();
    }

    private static List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(",")) {
                parts.add(tokens.subList(from, i));
                from = i + 1;
            }
        }
        parts.add(tokens.subList(from, tokens.size()));
        return parts;
    }

    private static int depth(Token token) {
        return token.is("(", "[") ? 1 : token.is(")", "]") ? -1 : 0;
    }

    /** The first of these words outside of parentheses; -1 where there is none. */
    private static int at(List<Token> tokens, int from, String... words) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            if (depth == 0 && tokens.get(i).is(words)) {
                return i;
            }
            depth += depth(tokens.get(i));
        }
        return -1;
    }

    private static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += depth(tokens.get(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int next(List<Token> tokens, int from) {
        int i = from;
        while (i < tokens.size() && tokens.get(i).sort() == Token.Sort.BLANK) {
            i++;
        }
        return i;
    }

    private static String text(List<Token> tokens, int from, int to) {
        return Tokens.text(tokens.subList(from, to));
    }

    private static String undollared(String text) {
        int tag = text.indexOf('$', 1) + 1;
        return text.substring(tag, text.length() - tag);
    }
}
