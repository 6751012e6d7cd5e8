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
            Token.Type type = Token.Type.SYMBOL;
            switch (lexer.classOf(c)) {
                case Lexer.SPACE -> {
                    type = Token.Type.BLANK;
                    source.pos++;
                }
                case Lexer.WORD -> {
                    type = Token.Type.WORD;
                    int next = source.peek(1);
                    if (kind == DatabaseKind.POSTGRESQL && (c == 'e' || c == 'E') && next == '\'') {
                        source.pos++;
                        lexer.escapeString();
                        type = Token.Type.STRING;
                    } else {
                        lexer.word();
                    }
                }
                case Lexer.DIGIT -> {
                    type = Token.Type.NUMBER;
                    lexer.number();
                }
                case Lexer.QUOTE -> {
                    type = Token.Type.STRING;
                    lexer.string('\'', mysql);
                }
                case Lexer.DOUBLE_QUOTE -> {
                    type = mysql ? Token.Type.STRING : Token.Type.NAME;
                    if (mysql) {
                        lexer.string('"', true);
                    } else {
                        lexer.identifier('"');
                    }
                }
                case Lexer.BACKTICK -> {
                    type = Token.Type.NAME;
                    lexer.identifier('`');
                }
                case Lexer.BRACKET -> {
                    type = Token.Type.NAME;
                    lexer.bracket();
                }
                case Lexer.DASH -> {
                    if (lexer.atLineComment()) {
                        type = Token.Type.BLANK;
                        lexer.lineComment();
                    } else {
                        source.pos++;
                    }
                }
                case Lexer.HASH -> {
                    type = Token.Type.BLANK;
                    lexer.lineComment();
                }
                case Lexer.SLASH -> {
                    if (source.peek(1) == '*') {
                        type = Token.Type.BLANK;
                        lexer.blockComment();
                    } else {
                        source.pos++;
                    }
                }
                case Lexer.DOLLAR -> type = lexer.dollarQuote() ? Token.Type.STRING : Token.Type.SYMBOL;
                default -> source.pos++;
            }
            tokens.add(new Token(type, source.slice(from, source.offset())));
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
