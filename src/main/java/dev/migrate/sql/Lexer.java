package dev.migrate.sql;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;

/** Steps over one comment, quote or word at a time by the lexical rules of one database. */
final class Lexer {

    /** What a character may begin. */
    static final byte SPACE = 0;

    static final byte WORD = 1;
    static final byte DIGIT = 2;
    static final byte QUOTE = 3;
    static final byte DOUBLE_QUOTE = 4;
    static final byte BACKTICK = 5;
    static final byte BRACKET = 6;
    static final byte DASH = 7;
    static final byte SLASH = 8;
    static final byte STAR = 9;
    static final byte HASH = 10;
    static final byte SEMICOLON = 11;
    static final byte OPEN = 12;
    static final byte CLOSE = 13;
    static final byte DOLLAR = 14;
    static final byte BACKSLASH = 15;
    static final byte OTHER = 16;

    private final DatabaseKind kind;
    private final boolean postgres;
    private final boolean mysql;
    private final SourceText source;
    private final byte[] classes = new byte[128];

    /** The offset of a {@code /*!} that has not been closed; -1 outside. */
    private int versionComment = -1;

    Lexer(DatabaseKind kind, SourceText source) {
        this.kind = kind;
        this.postgres = kind == DatabaseKind.POSTGRESQL;
        this.mysql = kind.isMysqlFamily();
        this.source = source;
        for (char c = 0; c < 128; c++) {
            classes[c] = begins(c);
        }
    }

    private byte begins(char c) {
        if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_') {
            return WORD;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        return switch (c) {
            case ' ', '\t', '\n', '\r', '\f', '\u000B' -> SPACE;
            case '\'' -> QUOTE;
            case '"' -> DOUBLE_QUOTE;
            case '`' -> postgres ? OTHER : BACKTICK;
            case '[' -> kind == DatabaseKind.SQLITE ? BRACKET : OTHER;
            case '-' -> DASH;
            case '/' -> SLASH;
            case '*' -> STAR;
            case '#' -> mysql ? HASH : OTHER;
            case ';' -> SEMICOLON;
            case '(' -> OPEN;
            case ')' -> CLOSE;
            case '$' -> postgres ? DOLLAR : WORD;
            case '\\' -> postgres ? BACKSLASH : OTHER;
            default -> OTHER;
        };
    }

    /** What a character may begin. All databases take letters beyond ASCII for words. */
    byte classOf(int c) {
        return c < 128 ? classes[c] : WORD;
    }

    /** Whether a line comment begins here. MySQL wants a blank or a control character behind the dashes: {@code 1--1} is 2. */
    boolean atLineComment() {
        if (source.peek(1) != '-') {
            return false;
        }
        return !mysql || source.peek(2) <= ' ';
    }

    /** To the end of the line, which is left. */
    void lineComment() {
        do {
            char[] b = source.buf;
            int n = source.limit;
            for (int i = source.pos; i < n; i++) {
                // psql ends a comment at a carriage return too, the others at a line feed alone
                if (b[i] == '\n' || postgres && b[i] == '\r') {
                    source.pos = i;
                    return;
                }
            }
            source.pos = n;
        } while (source.fill());
    }

    /** Whether a comment begins here whose text MySQL or MariaDB runs. */
    boolean atVersionComment() {
        if (!mysql || source.peek(1) != '*') {
            return false;
        }
        int at = 2;
        if (source.peek(at) == 'M' && kind == DatabaseKind.MARIADB) {
            at++;
        }
        if (source.peek(at) != '!') {
            return false;
        }
        // no server is that new: dumps write /*!999999\- … */ for their own client
        int nines = 0;
        while (source.peek(at + 1 + nines) == '9') {
            nines++;
        }
        int next = source.peek(at + 1 + nines);
        return nines < 5 || next >= '0' && next <= '9';
    }

    /** Into a comment whose text is run. */
    void enterVersionComment() {
        versionComment = source.offset();
        source.pos += source.peek(2) == 'M' ? 4 : 3;
        for (int c = source.peek(0); c >= '0' && c <= '9'; c = source.peek(0)) {
            source.pos++;
        }
    }

    /** Whether the text is inside of a comment that is run. */
    boolean inVersionComment() {
        return versionComment >= 0;
    }

    /** Out of a comment whose text is run, if the next characters close one; else nothing is done. */
    boolean leaveVersionComment() {
        if (versionComment < 0 || source.peek(1) != '/') {
            return false;
        }
        versionComment = -1;
        source.pos += 2;
        return true;
    }

    /** At the end of the text, or of a statement. */
    void checkVersionComment() {
        if (versionComment >= 0) {
            throw unterminated("comment", "a comment", versionComment, 3, "close it with */");
        }
    }

    /** Behind a comment; on PostgreSQL comments nest. */
    void blockComment() {
        int opened = source.offset();
        int depth = 1;
        source.pos += 2;
        while (true) {
            char[] b = source.buf;
            int n = source.limit;
            int i = source.pos;
            while (i < n && b[i] != '*' && b[i] != '/') {
                i++;
            }
            source.pos = i;
            if (i == n) {
                if (!source.fill()) {
                    throw unterminated(
                            "comment",
                            "a comment",
                            opened,
                            2,
                            postgres && depth > 1
                                    ? "close it with */ (PostgreSQL's comments nest: each /* needs its own */)"
                                    : "close it with */");
                }
            } else if (b[i] == '*' && source.peek(1) == '/') {
                source.pos += 2;
                if (--depth == 0) {
                    return;
                }
            } else if (postgres && source.buf[source.pos] == '/' && source.peek(1) == '*') {
                source.pos += 2;
                depth++;
            } else {
                source.pos++;
            }
        }
    }

    /** Behind a quoted string. */
    void string(char quote, boolean backslash) {
        quoted(quote, backslash, "string", "a quoted string");
    }

    /** Behind a quoted identifier. */
    void identifier(char quote) {
        quoted(quote, false, "identifier", "a quoted identifier");
    }

    /** Behind an identifier in brackets, in which nothing stands for a bracket. */
    void bracket() {
        int opened = source.offset();
        source.pos++;
        do {
            char[] b = source.buf;
            int n = source.limit;
            for (int i = source.pos; i < n; i++) {
                if (b[i] == ']') {
                    source.pos = i + 1;
                    return;
                }
            }
            source.pos = n;
        } while (source.fill());
        throw unterminated("bracket", "an identifier in brackets", opened, 1, "close it with ]");
    }

    private void quoted(char quote, boolean backslash, String code, String what) {
        int opened = source.offset();
        source.pos++;
        while (true) {
            char[] b = source.buf;
            int n = source.limit;
            int i = source.pos;
            if (backslash) {
                while (i < n && b[i] != quote && b[i] != '\\') {
                    i++;
                }
            } else {
                while (i < n && b[i] != quote) {
                    i++;
                }
            }
            source.pos = i;
            if (i == n) {
                if (!source.fill()) {
                    throw unterminated(
                            code,
                            what,
                            opened,
                            1,
                            "close it with " + quote + "; double a " + quote + " that belongs to the text");
                }
            } else if (b[i] == '\\') {
                // the escaped character, whatever it is
                source.peek(1);
                source.pos = Math.min(source.pos + 2, source.limit);
            } else if (source.peek(1) == quote) {
                source.pos += 2;
            } else {
                source.pos++;
                return;
            }
        }
    }

    /**
     * Behind an {@code E'…'} string of PostgreSQL, the next character being its quote. A string goes on at the next quote when
     * only white space with a line break stands between, and then by the same rule for backslashes.
     */
    void escapeString() {
        while (true) {
            string('\'', true);
            int at = 0;
            boolean lineBreak = false;
            for (int c = source.peek(at); c >= 0; c = source.peek(++at)) {
                if (c == '-' && source.peek(at + 1) == '-') {
                    while (source.peek(at + 1) >= ' ' || source.peek(at + 1) == '\t') {
                        at++;
                    }
                } else if (classOf(c) != SPACE) {
                    break;
                }
                lineBreak |= c == '\n' || c == '\r';
            }
            if (!lineBreak || source.peek(at) != '\'') {
                return;
            }
            source.pos += at;
        }
    }

    /** Behind a dollar-quoted string, if one begins here; else behind the dollar. */
    boolean dollarQuote() {
        int opened = source.offset();
        int length = 1;
        int c = source.peek(length);
        if (c >= 0 && classOf(c) == WORD) {
            while (c >= 0 && (classOf(c) == WORD || classOf(c) == DIGIT)) {
                c = source.peek(++length);
            }
        }
        if (c != '$') {
            source.pos++;
            return false;
        }
        length++;
        String tag = source.slice(opened, opened + length);
        source.pos += length;
        while (true) {
            char[] b = source.buf;
            int n = source.limit;
            int i = source.pos;
            while (i < n && b[i] != '$') {
                i++;
            }
            source.pos = i;
            if (i == n) {
                if (!source.fill()) {
                    throw unterminated(
                            "dollar-quote", "a dollar-quoted string", opened, length, "close it with " + tag);
                }
            } else if (source.startsWith(tag)) {
                source.pos += length;
                return true;
            } else {
                source.pos++;
            }
        }
    }

    /** Behind a word. */
    void word() {
        while (true) {
            char[] b = source.buf;
            int n = source.limit;
            int i = source.pos;
            for (; i < n; i++) {
                byte is = classOf(b[i]);
                if (is != WORD && is != DIGIT && is != DOLLAR) {
                    source.pos = i;
                    return;
                }
            }
            source.pos = i;
            if (!source.fill()) {
                return;
            }
        }
    }

    /** Behind a number, and what letters are glued to it. */
    void number() {
        int c = source.peek(0);
        while (c >= 0 && classOf(c) == DIGIT) {
            source.pos++;
            c = source.peek(0);
        }
        if (c >= 0 && classOf(c) == WORD) {
            word();
        }
    }

    /** What is said of something that does not end, at the place where it began. */
    MigrateException unterminated(String code, String what, int opened, int length, String help) {
        return Diagnostic.error("sql/unterminated-" + code, what + " is never closed")
                .at(source.span(opened, length), "it opens here")
                .help(help)
                .toException();
    }
}
