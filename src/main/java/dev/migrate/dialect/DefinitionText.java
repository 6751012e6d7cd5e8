package dev.migrate.dialect;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a CREATE TABLE statement as what stands before its parentheses, each element within, and what stands behind. Whatever is not touched stays as it was
 * written, to the character.
 *
 * @param head everything up to and with the opening parenthesis
 * @param elements the columns and constraints, without the commas between
 * @param tail everything from the closing parenthesis on
 */
public record DefinitionText(List<Token> head, List<Element> elements, List<Token> tail) {

    private static final Set<String> SQLITE_CONSTRAINTS = Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");
    private static final Set<String> MYSQL_CONSTRAINTS = Set.of(
            "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "PERIOD");

    private static final String[] INDEX_WORDS = {"UNIQUE", "FULLTEXT", "SPATIAL", "FOREIGN", "KEY", "INDEX"};

    /** Copies the lists. */
    public DefinitionText {
        head = List.copyOf(head);
        elements = List.copyOf(elements);
        tail = List.copyOf(tail);
    }

    /**
     * One column or constraint.
     *
     * @param tokens its text, with the blanks around it
     * @param isColumn which of the two
     */
    public record Element(List<Token> tokens, boolean isColumn) {

        /** Copies the pieces. */
        public Element {
            tokens = List.copyOf(tokens);
        }

        /** The pieces that are no blanks. */
        public List<Token> words() {
            return tokens.stream()
                    .filter(token -> token.sort() != Token.Sort.BLANK)
                    .toList();
        }

        /** The name of a column, or of a constraint that has one; empty for others. */
        public String name() {
            List<Token> words = words();
            if (isColumn) {
                return words.get(0).name();
            }
            if (words.get(0).is("CONSTRAINT") && words.size() > 1) {
                return words.get(1).name();
            }
            int at = 0;
            while (at < words.size() && words.get(at).is(INDEX_WORDS)) {
                at++;
            }
            return at > 0
                            && at < words.size()
                            && words.get(at).isName()
                            && !words.get(at).is("USING")
                    ? words.get(at).name()
                    : "";
        }

        /** Whether the first words, behind a constraint's name, are these. */
        public boolean isA(String... wanted) {
            List<Token> words = words();
            int at = words.get(0).is("CONSTRAINT") ? named(words) : 0;
            for (String word : wanted) {
                if (at >= words.size() || !words.get(at++).is(word)) {
                    return false;
                }
            }
            return true;
        }

        /** MySQL's constraints may have the word alone. */
        private static int named(List<Token> words) {
            boolean name = words.size() > 1
                    && !(words.get(1).sort() == Token.Sort.WORD
                            && SQLITE_CONSTRAINTS.contains(words.get(1).text().toUpperCase(java.util.Locale.ROOT)));
            return name ? 2 : 1;
        }

        /** The names in the first parentheses. */
        public List<String> columns() {
            List<String> names = new ArrayList<>();
            int depth = 0;
            boolean next = false;
            for (Token token : words()) {
                if (token.is("(")) {
                    next = ++depth == 1;
                } else if (token.is(")")) {
                    if (--depth == 0) {
                        break;
                    }
                } else if (depth == 1 && token.is(",")) {
                    next = true;
                } else if (next) {
                    names.add(token.name());
                    next = false;
                }
            }
            return names;
        }

        /** Whether a name stands anywhere in the text, outside of strings. */
        public boolean mentions(String name) {
            return DefinitionText.mentions(tokens, name);
        }

        /** The text without the blanks around it. */
        public String text() {
            return Tokens.text(tokens).strip();
        }
    }

    /** Whether a name stands in a text, outside of strings. */
    public static boolean mentions(List<Token> tokens, String name) {
        return tokens.stream().anyMatch(token -> token.isName() && token.name().equalsIgnoreCase(name));
    }

    /** Takes a statement apart; empty where it has no parentheses, as in CREATE TABLE … AS or CREATE VIRTUAL TABLE. */
    public static Optional<DefinitionText> parse(DatabaseKind kind, String sql) {
        List<Token> tokens = Tokens.of(kind, sql);
        int open = -1;
        for (int i = 0; i < tokens.size() && open < 0; i++) {
            if (tokens.get(i).is("AS") || tokens.get(i).is("VIRTUAL")) {
                return Optional.empty();
            }
            open = tokens.get(i).is("(") ? i : -1;
        }
        if (open < 0) {
            return Optional.empty();
        }
        List<Element> elements = new ArrayList<>();
        List<Token> element = new ArrayList<>();
        int depth = 1;
        int i = open + 1;
        for (; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0) {
                break;
            }
            if (depth == 1 && token.is(",")) {
                split(kind, element, elements);
                element = new ArrayList<>();
            } else {
                element.add(token);
            }
        }
        if (depth != 0) {
            return Optional.empty();
        }
        split(kind, element, elements);
        return Optional.of(new DefinitionText(tokens.subList(0, open + 1), elements, tokens.subList(i, tokens.size())));
    }

    /** SQLite takes constraints of a table without a comma between them. */
    private static void split(DatabaseKind kind, List<Token> tokens, List<Element> elements) {
        Token first = tokens.stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .findFirst()
                .orElse(null);
        if (first == null) {
            return;
        }
        Set<String> words = kind == DatabaseKind.SQLITE ? SQLITE_CONSTRAINTS : MYSQL_CONSTRAINTS;
        if (!starts(first, words)) {
            elements.add(new Element(tokens, true));
            return;
        }
        if (kind != DatabaseKind.SQLITE) {
            elements.add(new Element(tokens, false));
            return;
        }
        List<Token> part = new ArrayList<>();
        int depth = 0;
        boolean begun = false;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && starts(token, words)) {
                boolean name = token.is("CONSTRAINT");
                if (begun) {
                    elements.add(new Element(part, false));
                    part = new ArrayList<>();
                }
                begun = !name;
            }
            part.add(token);
        }
        elements.add(new Element(part, false));
    }

    private static boolean starts(Token token, Set<String> words) {
        return token.sort() == Token.Sort.WORD && words.contains(token.text().toUpperCase(java.util.Locale.ROOT));
    }

    /** The column of that name. */
    public Optional<Element> column(String name) {
        return elements.stream()
                .filter(element -> element.isColumn() && element.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The constraint of that name. */
    public Optional<Element> constraint(String name) {
        return elements.stream()
                .filter(element -> !element.isColumn() && element.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
