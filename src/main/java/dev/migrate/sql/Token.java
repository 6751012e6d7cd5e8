package dev.migrate.sql;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL text that cannot be split further.
 *
 * @param sort what it is
 * @param text as written, quotes included
 */
public record Token(Sort sort, String text) {

    /** What a token is. */
    public enum Sort {
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
        var source = new SourceText(new StringReader(sql), Path.of("sql"), 1);
        var lexer = new Lexer(kind, source);
        List<Token> tokens = new ArrayList<>();
        for (int c = source.peek(0); c >= 0; c = source.peek(0)) {
            int from = source.offset();
            Sort sort = step(kind, lexer, source, lexer.classOf(c), (char) c);
            if (sort != null) {
                tokens.add(new Token(sort, source.slice(from, source.offset())));
            }
        }
        return List.copyOf(tokens);
    }

    /** Behind the next token; null where it was none. */
    private static @Nullable Sort step(DatabaseKind kind, Lexer lexer, SourceText source, byte begins, char c) {
        switch (begins) {
            case Lexer.SPACE -> {
                source.pos++;
                return null;
            }
            case Lexer.DASH -> {
                if (lexer.atLineComment()) {
                    lexer.lineComment();
                    return null;
                }
            }
            case Lexer.SLASH -> {
                if (source.peek(1) == '*') {
                    lexer.blockComment();
                    return null;
                }
            }
            case Lexer.WORD -> {
                lexer.word();
                return Sort.WORD;
            }
            case Lexer.DIGIT -> {
                lexer.number();
                return Sort.NUMBER;
            }
            case Lexer.QUOTE -> {
                lexer.string(c, kind.isMysqlFamily());
                return Sort.STRING;
            }
            case Lexer.DOUBLE_QUOTE, Lexer.BACKTICK -> {
                lexer.identifier(c);
                return Sort.IDENTIFIER;
            }
            case Lexer.BRACKET -> {
                lexer.bracket();
                return Sort.IDENTIFIER;
            }
            case Lexer.DOLLAR -> {
                return lexer.dollarQuote() ? Sort.STRING : Sort.SYMBOL;
            }
            default -> {}
        }
        source.pos++;
        return Sort.SYMBOL;
    }

    /** Whether it is one of these words, written in lower case here. */
    public boolean is(String... words) {
        if (sort != Sort.WORD && sort != Sort.SYMBOL) {
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (word.equals(lower)) {
                return true;
            }
        }
        return false;
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
