package dev.migrate.dialect.postgresql;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a definition as the catalog gives it, from left to right. */
final class PieceReader {

    private final List<Token> tokens;
    private int at;

    PieceReader(String text) {
        this(Tokens.of(DatabaseKind.POSTGRESQL, text));
    }

    private PieceReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    private void skip() {
        while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
            at++;
        }
    }

    /** Whether nothing is left. */
    boolean isDone() {
        skip();
        return at == tokens.size();
    }

    /** Goes past these words, if they are what comes next. */
    boolean take(String... words) {
        int start = at;
        for (String word : words) {
            skip();
            if (at == tokens.size() || !tokens.get(at).is(word)) {
                at = start;
                return false;
            }
            at++;
        }
        return true;
    }

    /** Whether these words are what comes next. */
    boolean isNext(String... words) {
        int start = at;
        boolean taken = take(words);
        at = start;
        return taken;
    }

    /** The name that comes next. */
    Optional<String> name() {
        skip();
        return at < tokens.size() && tokens.get(at).isName()
                ? Optional.of(tokens.get(at++).name())
                : Optional.empty();
    }

    /** The name that comes next, with its schema's before it, as it is written. */
    Optional<String> qualifiedName() {
        skip();
        int start = at;
        while (at < tokens.size() && tokens.get(at).isName()) {
            at++;
            if (at == tokens.size() || !tokens.get(at).is(".")) {
                return Optional.of(Tokens.text(tokens.subList(start, at)));
            }
            at++;
        }
        at = start;
        return Optional.empty();
    }

    /** The text between the parentheses that come next. */
    Optional<String> group() {
        skip();
        if (at == tokens.size() || !tokens.get(at).is("(")) {
            return Optional.empty();
        }
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            depth += depthOf(tokens.get(i));
            if (depth == 0) {
                String inner = Tokens.text(tokens.subList(at + 1, i));
                at = i + 1;
                return Optional.of(inner);
            }
        }
        return Optional.empty();
    }

    /** The names in the parentheses that come next, and nothing but names. */
    Optional<List<String>> names() {
        int start = at;
        List<String> names = new ArrayList<>();
        for (String part : split(group().orElse(""))) {
            var reader = new PieceReader(part);
            Optional<String> name = reader.name();
            if (name.isEmpty() || !reader.isDone()) {
                at = start;
                return Optional.empty();
            }
            names.add(name.get());
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    /** What is left. */
    String rest() {
        skip();
        String rest = Tokens.text(tokens.subList(at, tokens.size()));
        at = tokens.size();
        return rest;
    }

    /** What stands before one of these words outside of parentheses; everything where none does. */
    String before(String... words) {
        skip();
        int start = at;
        int depth = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            if (depth == 0 && token.is(words)) {
                break;
            }
            depth += depthOf(token);
            at++;
        }
        return Tokens.text(tokens.subList(start, at)).strip();
    }

    private static int depthOf(Token token) {
        return token.is("(", "[") ? 1 : token.is(")", "]") ? -1 : 0;
    }

    /** The parts of a list, at the commas that stand in no parentheses. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        List<Token> tokens = Tokens.of(DatabaseKind.POSTGRESQL, list);
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += depthOf(tokens.get(i));
            if (depth == 0 && tokens.get(i).is(",")) {
                parts.add(Tokens.text(tokens.subList(start, i)).strip());
                start = i + 1;
            }
        }
        String last = Tokens.text(tokens.subList(start, tokens.size())).strip();
        if (!last.isEmpty()) {
            parts.add(last);
        }
        return parts;
    }

    /** An expression without the parentheses around the whole of it. */
    static String bare(String expression) {
        String text = expression.strip();
        while (text.startsWith("(")) {
            var reader = new PieceReader(text);
            Optional<String> inner = reader.group();
            if (inner.isEmpty() || !reader.isDone() || inner.get().isBlank()) {
                break;
            }
            text = inner.get().strip();
        }
        return text;
    }

    /** Whether a name stands in a text as a word of its own. */
    static boolean mentions(String text, String name) {
        for (int i = text.indexOf(name); i >= 0; i = text.indexOf(name, i + 1)) {
            boolean begins = i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1));
            int end = i + name.length();
            boolean ends = end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return name.indexOf('"') >= 0 && text.contains(name.replace("\"", "\"\""));
    }
}
