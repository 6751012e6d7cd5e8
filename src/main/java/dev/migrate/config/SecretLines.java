package dev.migrate.config;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the lines of a file that may hold a secret that is written out: a key that sounds like one with more than {@code
 * ${…}} behind it, what continues it below, or a URL with a password. The file may be broken, so nothing of its format is
 * relied on, and a line is rather hidden than shown.
 */
final class SecretLines {

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^}\"'\\s]*}");
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_.-]+)[\"']?\\s*[=:](?!//)\\s*(?=(.*))");
    private static final Pattern EMPTY_QUOTES = Pattern.compile("(\"\"|'')\\s*,?\\s*");
    private static final Pattern EMPTY_IN_BRACES = Pattern.compile("(\"\"|'')\\s*[,}].*");
    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("://[^\\s\"'/]*:[^\\s\"'@/]+[^\\s\"']*@");

    private final BitSet lines = new BitSet();
    /** The quotes that the secret's value ends with; empty where it is not within any. */
    private String quotes = "";
    /** Lines that are further in than this continue the secret; -1 where there is none. */
    private int indent = -1;
    /** Whether the next line continues it however far out it is. */
    private boolean next;

    private SecretLines() {}

    /** The numbers of such lines, from 1. */
    static BitSet of(List<String> lines) {
        var found = new SecretLines();
        for (int i = 0; i < lines.size(); i++) {
            if (found.mayHoldSecret(lines.get(i))) {
                found.lines.set(i + 1);
            }
        }
        return found.lines;
    }

    private boolean mayHoldSecret(String line) {
        if (!quotes.isEmpty()) {
            if (line.contains(quotes)) {
                quotes = "";
            }
            return true;
        }
        if (indent >= 0 && !line.isBlank()) {
            if (next || indentOf(line) > indent) {
                next = false;
                return true;
            }
            indent = -1;
        }
        String bare = EXPRESSION.matcher(line).replaceAll("");
        boolean secret = URL_WITH_PASSWORD.matcher(bare).find();
        var keys = KEY.matcher(bare);
        while (keys.find()) {
            if (SourceText.soundsSecret(keys.group(1))) {
                String rest = keys.group(2);
                boolean empty = EMPTY_QUOTES.matcher(rest).matches()
                        || bare.lastIndexOf('{', keys.start()) >= 0
                                && EMPTY_IN_BRACES.matcher(rest).matches();
                boolean onlyExpression = rest.isEmpty() && !bare.equals(line);
                if (!empty && !onlyExpression) {
                    secret |= !rest.isEmpty();
                    open(line, rest);
                }
            }
        }
        return secret;
    }

    private void open(String line, String rest) {
        indent = indentOf(line);
        next = rest.isEmpty() || rest.startsWith("[") || rest.startsWith("|") || rest.startsWith(">");
        for (String quote : List.of("\"\"\"", "'''", "\"", "'")) {
            if (rest.startsWith(quote)) {
                quotes = rest.indexOf(quote, quote.length()) < 0 ? quote : "";
                return;
            }
        }
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }
}
