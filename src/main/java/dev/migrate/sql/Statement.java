package dev.migrate.sql;

import java.io.Reader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement of a script, as the database's own client would send it.
 *
 * @param number its number in the section, from 1
 * @param leading the comments and white space before it, as written
 * @param text the statement as written, without its terminator
 * @param terminator what ended it: {@code ;}, a MySQL delimiter, or nothing at the end of the script
 * @param line the line of the file on which {@code text} begins, from 1
 * @param column the column at which {@code text} begins, from 1, in characters
 * @param keywords its first words (up to 8; keywords, identifiers and punctuation such as {@code (}), upper-case, comments left out
 * @param directives the {@code -- migrate:…} and {@code -- lint:…} comments among {@code leading}
 * @param copyData for PostgreSQL's {@code COPY … FROM stdin}: the data lines that follow, to be read before the next statement is
 *     asked for, without the closing {@code \.}; null for every other statement
 */
public record Statement(
        int number,
        String leading,
        String text,
        String terminator,
        int line,
        int column,
        List<String> keywords,
        List<Directive> directives,
        @Nullable Reader copyData) {

    /** Copies the lists. */
    public Statement {
        keywords = List.copyOf(keywords);
        directives = List.copyOf(directives);
    }

    /** Whether the first words are these, upper-case. */
    public boolean startsWith(String... words) {
        if (keywords.size() < words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!keywords.get(i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** The same statement with another text, its place kept. */
    public Statement withText(String other) {
        return new Statement(number, leading, other, terminator, line, column, keywords, directives, copyData);
    }

    /**
     * A comment that tells the plugin something about the statement that follows.
     *
     * @param name what stands after the dashes, such as {@code migrate:require} or {@code lint:allow}
     * @param argument the rest of the line, trimmed; may be empty
     * @param line the line of the file, from 1
     */
    public record Directive(String name, String argument, int line) {}
}
