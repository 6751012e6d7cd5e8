package dev.migrate.sql;

import java.util.List;

/**
 * A piece of SQL text that cannot be split further. {@link Tokens} has them all, blanks too.
 *
 * @param sort what it is
 * @param text as written, quotes included
 */
public record Token(Sort sort, String text) {

    /** What a token is. */
    public enum Sort {
        /** White space or a comment. */
        BLANK,
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in quotes or brackets. */
        IDENTIFIER,
        /** A string. */
        STRING,
        /** Digits, and letters glued to them. */
        NUMBER,
        /** A single other character. */
        SYMBOL
    }

    /**
     * The tokens of a text, comments and white space left out.
     *
     * @throws dev.migrate.diagnostic.MigrateException when a quote or comment does not end
     */
    public static List<Token> of(DatabaseKind kind, String sql) {
        return Tokens.of(kind, sql).stream()
                .filter(token -> token.sort() != Sort.BLANK)
                .toList();
    }

    /** Whether it is one of these words, in whatever case, or of these characters. */
    public boolean is(String... words) {
        if (sort != Sort.WORD && sort != Sort.SYMBOL) {
            return false;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may be a name. */
    public boolean isName() {
        return sort == Sort.WORD || sort == Sort.IDENTIFIER;
    }

    /** The name that it stands for, its quotes taken off. */
    public String name() {
        if (sort != Sort.IDENTIFIER && sort != Sort.STRING) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        String quote = text.substring(text.length() - 1);
        return quote.equals("]") ? inner : inner.replace(quote + quote, quote);
    }
}
