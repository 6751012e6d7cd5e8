package dev.migrate.sql;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes SQL text apart by the lexical rules of one database, and loses no character. */
public final class Tokens {

    private Tokens() {}

    /**
     * The pieces of a text.
     *
     * @throws dev.migrate.diagnostic.MigrateException when a quote or a comment does not end
     */
    public static List<Token> of(DatabaseKind kind, String text) {
        SourceText source = new SourceText(new StringReader(text), Path.of(""), 1);
        Lexer lexer = new Lexer(kind, source);
        boolean mysql = kind.isMysqlFamily();
        List<Token> tokens = new ArrayList<>();
        while (source.peek(0) >= 0) {
            int from = source.offset();
            char c = (char) source.peek(0);
            Token.Sort sort = Token.Sort.SYMBOL;
            switch (lexer.classOf(c)) {
                case Lexer.SPACE -> {
                    sort = Token.Sort.BLANK;
                    source.pos++;
                }
                case Lexer.WORD -> {
                    sort = Token.Sort.WORD;
                    int next = source.peek(1);
                    if (kind == DatabaseKind.POSTGRESQL && (c == 'e' || c == 'E') && next == '\'') {
                        source.pos++;
                        lexer.escapeString();
                        sort = Token.Sort.STRING;
                    } else {
                        lexer.word();
                    }
                }
                case Lexer.DIGIT -> {
                    sort = Token.Sort.NUMBER;
                    lexer.number();
                }
                case Lexer.QUOTE -> {
                    sort = Token.Sort.STRING;
                    lexer.string('\'', mysql);
                }
                case Lexer.DOUBLE_QUOTE -> {
                    sort = mysql ? Token.Sort.STRING : Token.Sort.IDENTIFIER;
                    if (mysql) {
                        lexer.string('"', true);
                    } else {
                        lexer.identifier('"');
                    }
                }
                case Lexer.BACKTICK -> {
                    sort = Token.Sort.IDENTIFIER;
                    lexer.identifier('`');
                }
                case Lexer.BRACKET -> {
                    sort = Token.Sort.IDENTIFIER;
                    lexer.bracket();
                }
                case Lexer.DASH -> {
                    if (lexer.atLineComment()) {
                        sort = Token.Sort.BLANK;
                        lexer.lineComment();
                    } else {
                        source.pos++;
                    }
                }
                case Lexer.HASH -> {
                    sort = Token.Sort.BLANK;
                    lexer.lineComment();
                }
                case Lexer.SLASH -> {
                    if (source.peek(1) == '*') {
                        sort = Token.Sort.BLANK;
                        lexer.blockComment();
                    } else {
                        source.pos++;
                    }
                }
                case Lexer.DOLLAR -> sort = lexer.dollarQuote() ? Token.Sort.STRING : Token.Sort.SYMBOL;
                default -> source.pos++;
            }
            tokens.add(new Token(sort, source.slice(from, source.offset())));
        }
        return List.copyOf(tokens);
    }

    /** The text of pieces. */
    public static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        tokens.forEach(token -> text.append(token.text()));
        return text.toString();
    }
}
