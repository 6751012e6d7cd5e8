package dev.migrate.lint.grammar;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the tokens of one statement from left to right, comments and blanks left out. */
final class Cursor {

    private static final Pattern EXECUTABLE = Pattern.compile("/\\*(M)?!(\\d{5,6}|)");

    private record Piece(Token token, int from, int to) {}

    /** Thrown where the text is not what the grammar knows. */
    static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unexpected(String found) {
            super(found, null, false, false);
        }
    }

    private final DatabaseKind kind;
    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;

    Cursor(DatabaseKind kind, String text) {
        this.kind = kind;
        this.text = text;
        take(text, 0);
    }

    private void take(String part, int start) {
        int offset = start;
        for (Token token : Tokens.of(kind, part)) {
            int end = offset + token.text().length();
            if (token.sort() != Token.Sort.BLANK) {
                pieces.add(new Piece(token, offset, end));
            } else if (kind.isMysqlFamily() && token.text().endsWith("*/")) {
                Matcher executable = EXECUTABLE.matcher(token.text());
                if (executable.lookingAt() && isExecuted(executable.group(1) != null, executable.group(2))) {
                    take(
                            token.text()
                                    .substring(executable.end(), token.text().length() - 2),
                            offset + executable.end());
                }
            }
            offset = end;
        }
    }

    /**
     * Whether the server runs what stands in one of MySQL's executable comments (MySQL 8.0 manual, 9.7): MariaDB passes over those for MySQL 5.7 and later
     * (MariaDB documentation, "Comment Syntax"), and MySQL over those for MariaDB, whose versions have six digits.
     */
    private boolean isExecuted(boolean forMariaDb, String version) {
        boolean maria = kind == DatabaseKind.MARIADB;
        if (forMariaDb) {
            return maria;
        }
        return version.length() < 6 ? !maria || version.compareTo("50700") < 0 : maria;
    }

    DatabaseKind kind() {
        return kind;
    }

    boolean atEnd() {
        return at >= pieces.size();
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    @Nullable
    Token peek(int ahead) {
        int place = at + ahead;
        return place >= 0 && place < pieces.size() ? pieces.get(place).token() : null;
    }

    /** Whether these words follow, one after the other. */
    boolean follows(String... words) {
        for (int i = 0; i < words.length; i++) {
            Token token = peek(i);
            if (token == null || !token.is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Steps over these words where they follow. */
    boolean accept(String... words) {
        if (!follows(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    /** Whether one of these words follows. */
    boolean isAny(String... words) {
        Token token = peek(0);
        return token != null && token.is(words);
    }

    /** Steps over one of these words. */
    boolean acceptAny(String... words) {
        if (!isAny(words)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(String... words) {
        if (!accept(words)) {
            throw new Unexpected(here());
        }
    }

    /** The token that follows, stepped over. */
    Token next() {
        Token token = peek(0);
        if (token == null) {
            throw new Unexpected("the end");
        }
        at++;
        return token;
    }

    /** The token that follows in lower case, stepped over. */
    String word() {
        return next().text().toLowerCase(Locale.ROOT);
    }

    String here() {
        Token token = peek(0);
        return token == null ? "the end" : "\"" + token.text() + "\"";
    }

    /** A name of one part. */
    String simpleName() {
        Token token = next();
        if (!token.isName() && token.sort() != Token.Sort.STRING) {
            at--;
            throw new Unexpected(here());
        }
        if (kind == DatabaseKind.POSTGRESQL && token.is("U") && follows("&")) {
            // U&"d\0061ta", a name with escapes
            at--;
            throw new Unexpected(here());
        }
        return folded(token);
    }

    private String folded(Token token) {
        return token.sort() == Token.Sort.WORD && kind == DatabaseKind.POSTGRESQL
                ? token.text().toLowerCase(Locale.ROOT)
                : token.name();
    }

    /** A name with its schema, where there is one. */
    Name name() {
        String schema = null;
        String name = simpleName();
        while (accept(".")) {
            schema = name;
            name = simpleName();
        }
        return new Name(schema, name);
    }

    List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            accept("ONLY");
            names.add(name());
            accept("*");
        } while (accept(","));
        return names;
    }

    /** The columns in parentheses that follow, orders and lengths left out; an expression as written. */
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        expect("(");
        while (true) {
            if (follows("PERIOD") && peek(1) != null && peek(1).isName()) {
                // PostgreSQL 18: FOREIGN KEY (id, PERIOD valid)
                next();
            }
            int from = at;
            Token first = peek(0);
            boolean plain = first != null
                    && first.isName()
                    && (peek(1) == null || !peek(1).is("(", ".", "|", "+", "-", ":") || isLength());
            if (plain && first != null) {
                columns.add(folded(first));
                skipItem();
            } else {
                skipItem();
                if (at == from) {
                    throw new Unexpected(here());
                }
                columns.add(textBetween(from, at));
            }
            if (!accept(",")) {
                expect(")");
                return columns;
            }
        }
    }

    /** MySQL's prefix length: {@code name(10)}. */
    private boolean isLength() {
        Token number = peek(2);
        return kind.isMysqlFamily()
                && follows2("(")
                && number != null
                && number.sort() == Token.Sort.NUMBER
                && peek(3) != null
                && peek(3).is(")");
    }

    private boolean follows2(String word) {
        Token token = peek(1);
        return token != null && token.is(word);
    }

    /** The first name of each of the items in the parentheses, everything behind it left out. */
    void skipParentheses() {
        expect("(");
        int depth = 1;
        while (depth > 0) {
            Token token = next();
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            }
        }
    }

    /** The text in the parentheses that follow, without them. */
    String parenthesised() {
        int from = at;
        skipParentheses();
        return at - from <= 2 ? "" : textBetween(from + 1, at - 1);
    }

    /** The text in the parentheses that follow, which are not stepped over. */
    String parenthesisedAhead() {
        int from = at;
        String text = parenthesised();
        at = from;
        return text;
    }

    /** Steps up to the comma, or the parenthesis, that ends an item. */
    void skipItem() {
        while (!atEnd() && !isAny(",", ")")) {
            skipOne();
        }
    }

    /** Steps over a token, or over a whole group in parentheses or brackets. */
    void skipOne() {
        if (follows("(")) {
            skipParentheses();
        } else if (accept("[")) {
            // PostgreSQL's ARRAY[1, 2]
            while (!accept("]")) {
                skipOne();
            }
        } else {
            next();
        }
    }

    void toEnd() {
        at = pieces.size();
    }

    /** Whether a word stands anywhere from here on, outside of parentheses. */
    boolean later(String... words) {
        int depth = 0;
        for (int i = at; i < pieces.size(); i++) {
            Token token = pieces.get(i).token();
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                depth--;
            } else if (depth == 0 && matchesAt(i, words)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAt(int place, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (place + i >= pieces.size() || !pieces.get(place + i).token().is(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The text of the tokens between two marks, blanks made one. */
    String textBetween(int from, int to) {
        if (from >= to) {
            return "";
        }
        return text.substring(pieces.get(from).from(), pieces.get(to - 1).to()).replaceAll("\\s+", " ");
    }

    /** Where the tokens between a mark and here stand. */
    Span spanFrom(int mark) {
        if (mark >= pieces.size()) {
            return new Span(text.length(), text.length());
        }
        int last = Math.max(mark, Math.min(at, pieces.size()) - 1);
        return new Span(pieces.get(mark).from(), pieces.get(last).to());
    }
}
