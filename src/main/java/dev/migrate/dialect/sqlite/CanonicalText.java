package dev.migrate.dialect.sqlite;

import dev.migrate.sql.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tokens as one text, the same however they were laid out, in whatever case, and with or without needless quotes:
 * SQLite keeps every statement as written, and puts quotes around names that it has changed itself (ALTER TABLE …
 * RENAME).
 */
final class CanonicalText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> names;

    /**
     * Takes the names of all tables and columns, in lower case: anything else in double quotes may be a string
     * (sqlite.org/quirks.html, 8).
     */
    CanonicalText(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** The text of tokens. */
    String of(List<Token> tokens) {
        var text = new StringBuilder();
        Token last = null;
        for (Token token : tokens) {
            if (last != null && spaced(last, token)) {
                text.append(' ');
            }
            text.append(of(token));
            last = token;
        }
        return text.toString();
    }

    private static boolean spaced(Token before, Token after) {
        return !after.is(",", ")", ".", ";")
                && !before.is("(", ".")
                && !(after.is("(") && before.sort() != Token.Sort.SYMBOL);
    }

    private String of(Token token) {
        return switch (token.sort()) {
            case WORD, NUMBER -> token.text().toLowerCase(Locale.ROOT);
            case STRING, SYMBOL -> token.text();
            case BLANK -> " ";
            case IDENTIFIER -> {
                String lower = token.name().toLowerCase(Locale.ROOT);
                boolean surelyName = !token.text().startsWith("\"") || names.contains(lower);
                yield !surelyName
                        ? token.text()
                        : PLAIN.matcher(lower).matches() ? lower : "\"" + lower.replace("\"", "\"\"") + "\"";
            }
        };
    }
}
