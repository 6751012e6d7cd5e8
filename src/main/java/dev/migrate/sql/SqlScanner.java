package dev.migrate.sql;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.sql.Statement.Directive;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits SQL text into statements as the database's own client does, reading no further than it must: no more than one statement
 * is in memory, and none of the data behind a {@code COPY}.
 *
 * <p>No character is lost. {@code leading + text + terminator} of all statements, and {@link #remainder()} behind the last, make up
 * the source, except for a byte-order mark. Empty statements, {@code DELIMITER} lines, and the {@code \restrict} lines of a
 * pg_dump script stand in {@code leading}, and so does, behind the data of a {@code COPY}, what ended the statement's own line and
 * the closing {@code \.} line.
 */
public final class SqlScanner {

    private static final int KEYWORDS = 8;

    private final DatabaseKind kind;
    private final boolean postgres;
    private final SourceText source;
    private final Lexer lexer;
    private final Body body;
    private final Words words = new Words();
    private final List<String> keywords = new ArrayList<>(KEYWORDS);
    private final List<Directive> directives = new ArrayList<>();

    private String delimiter = ";";
    private int number;
    private @Nullable CopyData copy;
    private String remainder = "";

    /** The parentheses open, on PostgreSQL alone, and where the outermost opened. */
    private int parens;

    private int parensAt;

    /** Where the last thing that is no comment ended. */
    private int end;

    /** How far {@code COPY … FROM STDIN} has been seen. */
    private CopyWords copyWords = CopyWords.NONE;

    private enum CopyWords {
        NONE,
        COPY,
        FROM,
        STDIN
    }

    /**
     * A scanner over one section of a script.
     *
     * @param kind whose lexical rules hold
     * @param source the text; not closed here
     * @param file the file to name in diagnostics
     * @param firstLine the line of the file on which the text begins, from 1
     */
    public SqlScanner(DatabaseKind kind, Reader source, Path file, int firstLine) {
        this(kind, new SourceText(source, file, firstLine));
    }

    /** A scanner over a text that is there already, and mostly short. */
    public SqlScanner(DatabaseKind kind, String text, Path file) {
        this(kind, new SourceText(new StringReader(text), file, 1));
    }

    private SqlScanner(DatabaseKind kind, SourceText source) {
        this.kind = kind;
        this.postgres = kind == DatabaseKind.POSTGRESQL;
        this.source = source;
        this.lexer = new Lexer(kind, this.source);
        this.body = Body.of(kind);
    }

    /**
     * The next statement, or null at the end.
     *
     * @throws dev.migrate.diagnostic.MigrateException when a quote, comment, dollar quote or COPY does not end
     */
    public @Nullable Statement next() {
        String behindCopy = "";
        if (copy != null) {
            copy.skip();
            behindCopy = copy.restOfLine();
            copy = null;
        }
        source.release();
        keywords.clear();
        directives.clear();
        body.reset();
        parens = 0;
        copyWords = CopyWords.NONE;

        boolean found = leading();
        int from = source.offset();
        String leading = behindCopy + source.slice(0, from);
        if (!found) {
            remainder = leading;
            source.release();
            return null;
        }
        int line = source.line(from);
        int column = source.column();
        end = from;
        boolean terminated = text();
        if (!terminated) {
            checkClosed();
        }
        String text = source.slice(from, terminated ? source.offset() : end);
        if (!terminated) {
            source.pos -= source.offset() - end;
        }
        String terminator = terminated ? delimiter : "";
        source.pos += terminator.length();
        if (copyWords == CopyWords.STDIN) {
            copy = new CopyData(source, lexer, from);
        }
        return new Statement(++number, leading, text, terminator, line, column, keywords, directives, copy);
    }

    /** The text behind the last statement, once {@link #next()} has returned null: comments and white space. */
    public String remainder() {
        return remainder;
    }

    /** What ends a statement at the place that has been reached: {@code ;}, or what a DELIMITER line said. */
    public String delimiter() {
        return delimiter;
    }

    /** Steps over everything before a statement; false when the text ends before one begins. */
    private boolean leading() {
        while (true) {
            int c = source.peek(0);
            if (c < 0) {
                return false;
            }
            if (atDelimiter(c)) {
                source.pos += delimiter.length();
                continue;
            }
            switch (lexer.classOf(c)) {
                case Lexer.SPACE -> source.pos++;
                case Lexer.DASH -> {
                    if (!lexer.atLineComment()) {
                        return true;
                    }
                    boolean own = source.atLineStart();
                    int from = source.offset();
                    lexer.lineComment();
                    if (own) {
                        directive(from);
                    }
                }
                case Lexer.HASH -> lexer.lineComment();
                case Lexer.SLASH -> {
                    if (source.peek(1) != '*' || lexer.atVersionComment()) {
                        return true;
                    }
                    lexer.blockComment();
                }
                case Lexer.BACKSLASH -> {
                    if (!source.startsWith("\\restrict ") && !source.startsWith("\\unrestrict ")) {
                        throw psqlCommand();
                    }
                    // newer pg_dump scripts open and close with these; they mean something to psql alone
                    lexer.lineComment();
                }
                case Lexer.WORD -> {
                    if (!kind.isMysqlFamily() || !delimiterCommand()) {
                        return true;
                    }
                }
                default -> {
                    return true;
                }
            }
        }
    }

    private boolean atDelimiter(int c) {
        return c == delimiter.charAt(0) && (delimiter.length() == 1 || source.startsWith(delimiter));
    }

    /** Keeps a comment such as {@code -- migrate:require}, which ends here. */
    private void directive(int from) {
        int colon = -1;
        char[] b = source.buf;
        int last = source.pos;
        int first = last - (source.offset() - from) + 2;
        while (first < last && (b[first] == ' ' || b[first] == '\t')) {
            first++;
        }
        for (int i = first; i < last && i < first + 8; i++) {
            if (b[i] == ':') {
                colon = i;
                break;
            }
        }
        String area = colon < 0 ? "" : new String(b, first, colon - first);
        if (!area.equals("migrate") && !area.equals("lint")) {
            return;
        }
        int nameEnd = colon + 1;
        while (nameEnd < last && b[nameEnd] > ' ') {
            nameEnd++;
        }
        String name = new String(b, first, nameEnd - first);
        directives.add(new Directive(name, new String(b, nameEnd, last - nameEnd).trim(), source.line(from)));
    }

    /** Carries out a DELIMITER line, if one begins here. */
    private boolean delimiterCommand() {
        int c = source.peek(9);
        if (c > ' ' || !source.startsWithWord("DELIMITER")) {
            return false;
        }
        int from = source.offset();
        lexer.lineComment();
        String argument = source.slice(from + 9, source.offset()).trim();
        String first = argument.isEmpty() ? "" : argument.split("\\s", 2)[0];
        if (first.isEmpty() || first.indexOf('\\') >= 0) {
            throw Diagnostic.error(
                            "sql/delimiter",
                            first.isEmpty()
                                    ? "DELIMITER names no delimiter"
                                    : "\"" + first + "\" cannot be a delimiter")
                    .at(source.span(from, source.offset() - from))
                    .note("The mysql client refuses it too; a delimiter is one word without a backslash.")
                    .help("DELIMITER //")
                    .toException();
        }
        delimiter = first;
        return true;
    }

    /** Steps over a statement; true before its terminator, false at the end of the text. */
    private boolean text() {
        boolean plainDelimiter = delimiter.equals(";");
        char delimiterStart = delimiter.charAt(0);
        while (true) {
            if (source.pos >= source.limit && !source.fill()) {
                return false;
            }
            char c = source.buf[source.pos];
            if (!plainDelimiter && c == delimiterStart && !lexer.inVersionComment() && source.startsWith(delimiter)) {
                return true;
            }
            switch (lexer.classOf(c)) {
                case Lexer.SPACE -> {
                    source.pos++;
                    continue;
                }
                case Lexer.WORD -> word(plainDelimiter);
                case Lexer.DIGIT -> number(plainDelimiter);
                case Lexer.QUOTE -> {
                    other(c, '\'');
                    lexer.string('\'', kind.isMysqlFamily());
                }
                case Lexer.DOUBLE_QUOTE -> {
                    if (kind.isMysqlFamily()) {
                        other('\'', '\'');
                        lexer.string(c, true);
                    } else {
                        identifier(c);
                    }
                }
                case Lexer.BACKTICK -> identifier(c);
                case Lexer.BRACKET -> {
                    int from = source.offset();
                    lexer.bracket();
                    quotedName(source.slice(from + 1, source.offset() - 1), '"');
                }
                case Lexer.DASH -> {
                    if (lexer.atLineComment()) {
                        lexer.lineComment();
                        continue;
                    }
                    punctuation(c);
                }
                case Lexer.HASH -> {
                    lexer.lineComment();
                    continue;
                }
                case Lexer.SLASH -> {
                    if (lexer.atVersionComment()) {
                        lexer.enterVersionComment();
                    } else if (source.peek(1) == '*') {
                        lexer.blockComment();
                        continue;
                    } else {
                        punctuation(c);
                    }
                }
                case Lexer.STAR -> {
                    if (!lexer.leaveVersionComment()) {
                        punctuation(c);
                    }
                }
                case Lexer.SEMICOLON -> {
                    if (plainDelimiter && endsHere()) {
                        return true;
                    }
                    source.pos++;
                }
                case Lexer.OPEN -> {
                    if (postgres && parens++ == 0) {
                        parensAt = source.offset();
                    }
                    punctuation(c);
                }
                case Lexer.CLOSE -> {
                    parens -= parens > 0 ? 1 : 0;
                    punctuation(c);
                }
                case Lexer.DOLLAR -> dollar();
                case Lexer.BACKSLASH -> throw psqlCommand();
                default -> punctuation(c);
            }
            end = source.offset();
        }
    }

    private boolean endsHere() {
        // psql sends nothing while a parenthesis is open: CREATE RULE … DO (a; b)
        return body.semicolon() && parens == 0 && !lexer.inVersionComment();
    }

    private void word(boolean plainDelimiter) {
        int from = source.offset();
        if (plainDelimiter) {
            lexer.word();
        } else {
            wordBefore(delimiter);
        }
        int length = source.offset() - from;
        if (keywords.size() < KEYWORDS || body.watching() || copyWords != CopyWords.NONE) {
            String word = words.upper(source.buf, source.pos - length, source.pos);
            if (keywords.size() < KEYWORDS) {
                keywords.add(word);
            }
            if (body.watching()) {
                body.word(word, from, parens);
            }
            if (postgres) {
                copyWord(word);
            }
        }
        if (postgres && length == 1 && source.peek(0) == '\'') {
            char only = source.buf[source.pos - 1];
            if (only == 'e' || only == 'E') {
                lexer.escapeString();
            }
        }
    }

    /** A word that a delimiter such as {@code $$} may cut short. */
    private void wordBefore(String cut) {
        char first = cut.charAt(0);
        int c = source.peek(0);
        do {
            source.pos++;
            c = source.peek(0);
        } while (c >= 0
                && (lexer.classOf(c) == Lexer.WORD || lexer.classOf(c) == Lexer.DIGIT)
                && !(c == first && source.startsWith(cut)));
    }

    private void copyWord(String word) {
        if (keywords.size() == 1) {
            copyWords = word.equals("COPY") ? CopyWords.COPY : CopyWords.NONE;
        } else if (copyWords == CopyWords.FROM && word.equals("STDIN")) {
            copyWords = CopyWords.STDIN;
        } else if (copyWords == CopyWords.COPY || copyWords == CopyWords.FROM) {
            copyWords = parens == 0 && word.equals("FROM") ? CopyWords.FROM : CopyWords.COPY;
        }
    }

    private void number(boolean plainDelimiter) {
        int from = source.offset();
        if (plainDelimiter) {
            lexer.number();
        } else {
            wordBefore(delimiter);
        }
        if (keywords.size() < KEYWORDS) {
            keywords.add(source.slice(from, source.offset()));
        }
        told('0');
    }

    private void identifier(char quote) {
        int from = source.offset();
        lexer.identifier(quote);
        if (keywords.size() < KEYWORDS) {
            String one = String.valueOf(quote);
            quotedName(source.slice(from + 1, source.offset() - 1).replace(one + one, one), quote);
        } else {
            told(quote);
        }
    }

    private void quotedName(String name, char quote) {
        if (keywords.size() < KEYWORDS) {
            keywords.add(name);
        }
        told(quote);
    }

    private void dollar() {
        if (lexer.dollarQuote()) {
            if (keywords.size() < KEYWORDS) {
                keywords.add("'");
            }
            told('\'');
        } else {
            if (keywords.size() < KEYWORDS) {
                keywords.add("$");
            }
            told('$');
        }
    }

    private void punctuation(char c) {
        other(c, c);
        source.pos++;
    }

    private void other(char c, char keyword) {
        if (keywords.size() < KEYWORDS) {
            keywords.add(Words.character(keyword));
        }
        told(c);
    }

    private void told(char c) {
        if (body.watching()) {
            body.other(c, source.peek(1));
        }
        if (copyWords == CopyWords.FROM) {
            copyWords = CopyWords.COPY;
        }
    }

    private void checkClosed() {
        lexer.checkVersionComment();
        if (parens > 0) {
            throw lexer.unterminated("parenthesis", "a parenthesis", parensAt, 1, "close it with )");
        }
        if (delimiter.equals(";") && body.openedAt() >= 0) {
            throw lexer.unterminated(
                    "compound",
                    "the body of a statement",
                    body.openedAt(),
                    body.opener().length(),
                    "end it with END" + (body.opener().matches("BEGIN|TRIGGER") ? "" : " " + body.opener()) + ";");
        }
    }

    private RuntimeException psqlCommand() {
        int from = source.offset();
        source.pos++;
        int c = source.peek(0);
        if (c >= 0 && lexer.classOf(c) == Lexer.WORD) {
            lexer.word();
        } else if (c > ' ') {
            source.pos++;
        }
        int length = source.offset() - from;
        return PsqlCommand.refused(source.slice(from, from + length), source.span(from, length));
    }
}
