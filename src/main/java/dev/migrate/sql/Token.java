package dev.migrate.sql;

/**
 * A piece of SQL text. The pieces of a text are the text: white space and comments are pieces too.
 *
 * @param type what it is
 * @param text as written, quotes included
 */
public record Token(Type type, String text) {

    /** What a piece of SQL text is. */
    public enum Type {
        /** White space or a comment. */
        BLANK,
        /** A word, or a name without quotes. */
        WORD,
        /** A name in quotes. */
        NAME,
        /** A string. */
        STRING,
        /** A number. */
        NUMBER,
        /** One other character. */
        SYMBOL
    }

    /** Whether it is this word, in capitals, or this character. */
    public boolean is(String word) {
        return (type == Type.WORD || type == Type.SYMBOL) && text.equalsIgnoreCase(word);
    }

    /** Whether it may be a name. */
    public boolean isName() {
        return type == Type.WORD || type == Type.NAME;
    }

    /** The name, without its quotes. */
    public String name() {
        if (type != Type.NAME && !(type == Type.STRING && text.length() > 1)) {
            return text;
        }
        char quote = text.charAt(text.length() - 1);
        String inner = text.substring(1, text.length() - 1);
        return quote == ']' ? inner : inner.replace(String.valueOf(quote) + quote, String.valueOf(quote));
    }
}
