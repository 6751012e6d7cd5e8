package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** A command as a user writes it in a file or a variable, split into words without starting a shell. */
final class CommandLine {

    private CommandLine() {}

    /**
     * The words: blanks separate them, {@code '…'} and {@code "…"} keep blanks, a backslash keeps the character after
     * it.
     */
    static List<String> split(String command) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < command.length()
                        && isEscapable(command.charAt(i + 1))) {
                    word.append(command.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (c == '\\' && i + 1 < command.length() && isEscapable(command.charAt(i + 1))) {
                word.append(command.charAt(++i));
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw Diagnostic.error("hook/command", "the command \"" + command + "\" has a quote that is not closed")
                    .toException();
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** Elsewhere a backslash is a backslash, so that paths of Windows can be written as they are. */
    private static boolean isEscapable(char c) {
        return c == '\\' || c == '"' || c == '\'' || c == ' ' || c == '$';
    }
}
