package dev.migrate.dialect;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A table or a column with another name, as the databases write it into the texts that speak of it.
 *
 * @param from its old name
 * @param to its new name, in quotes where it needs them
 */
record Moved(String from, Token to) {

    /** A table's text with the new name where its foreign keys lead to the old one. */
    DefinitionText inReferences(DefinitionText text) {
        return new DefinitionText(
                text.head(),
                text.elements().stream()
                        .map(element ->
                                new DefinitionText.Element(behind("REFERENCES", element.tokens()), element.isColumn()))
                        .toList(),
                text.tail());
    }

    /** A table's text with its new name. */
    DefinitionText inHead(DefinitionText text) {
        List<Token> head = new ArrayList<>(text.head());
        for (int i = head.size() - 1; i >= 0; i--) {
            if (isOld(head.get(i))) {
                head.set(i, to);
                break;
            }
        }
        return new DefinitionText(head, text.elements(), text.tail());
    }

    /** A table's text with a column's new name where its foreign keys lead to that column of a table. */
    DefinitionText inTargets(String table, DefinitionText text) {
        return new DefinitionText(
                text.head(),
                text.elements().stream()
                        .map(element ->
                                new DefinitionText.Element(targets(table, element.tokens()), element.isColumn()))
                        .toList(),
                text.tail());
    }

    private List<Token> targets(String table, List<Token> tokens) {
        List<Token> now = new ArrayList<>(tokens);
        new Targets(tokens).each((i, led) -> {
            if (led.equalsIgnoreCase(table) && isOld(tokens.get(i))) {
                now.set(i, to);
            }
        });
        return now;
    }

    /** The statement of an index over the table with its new name; empty for a trigger, or where more speaks of it. */
    Optional<String> inIndex(DatabaseKind kind, String sql) {
        List<Token> tokens = Tokens.of(kind, sql);
        if (!isIndex(tokens)) {
            return Optional.empty();
        }
        return Optional.of(Tokens.text(behind("ON", tokens)));
    }

    /** A column's text with its new name; empty where its own text speaks of it once more. */
    Optional<List<Token>> atStart(List<Token> tokens) {
        int at = 0;
        while (tokens.get(at).sort() == Token.Sort.BLANK) {
            at++;
        }
        BitSet others = new Targets(tokens).all();
        for (int i = at + 1; i < tokens.size(); i++) {
            if (isOld(tokens.get(i)) && !others.get(i)) {
                return Optional.empty();
            }
        }
        if (!isOld(tokens.get(at))) {
            return Optional.empty();
        }
        List<Token> now = new ArrayList<>(tokens);
        now.set(at, to);
        return Optional.of(now);
    }

    /** A text with the new name in the list of its first parentheses; empty where the old one stands elsewhere too. */
    Optional<List<Token>> inParentheses(List<Token> tokens) {
        List<Token> now = new ArrayList<>(tokens);
        BitSet others = new Targets(tokens).all();
        int depth = 0;
        boolean over = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(")) {
                depth++;
            } else if (token.is(")")) {
                over |= --depth == 0;
            } else if (isOld(token) && !others.get(i)) {
                // a deeper one is an expression's, or a function with the column's name
                if (over || depth != 1) {
                    return Optional.empty();
                }
                now.set(i, to);
            }
        }
        return Optional.of(now);
    }

    /** Whether a statement makes an index. */
    static boolean isIndex(List<Token> tokens) {
        return tokens.stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .limit(3)
                .anyMatch(token -> token.is("INDEX"));
    }

    private List<Token> behind(String word, List<Token> tokens) {
        List<Token> now = new ArrayList<>(tokens);
        boolean next = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.sort() == Token.Sort.BLANK) {
                continue;
            }
            if (next && isOld(token)) {
                now.set(i, to);
            }
            next = token.is(word);
        }
        return now;
    }

    private boolean isOld(Token token) {
        return token.isName() && token.name().equalsIgnoreCase(from);
    }

    /** Where foreign keys name the columns of the table that they lead to. */
    private record Targets(List<Token> tokens) {

        /** Takes the place of a token and the table that is led to. */
        @FunctionalInterface
        interface Taker {
            void take(int at, String table);
        }

        BitSet all() {
            BitSet places = new BitSet();
            each((at, table) -> places.set(at));
            return places;
        }

        void each(Taker taker) {
            boolean references = false;
            String table = null;
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (token.sort() == Token.Sort.BLANK) {
                    continue;
                }
                if (references) {
                    references = false;
                    table = token.isName() ? token.name() : null;
                } else if (token.is("REFERENCES")) {
                    references = true;
                } else if (token.is(")")) {
                    table = null;
                } else if (table != null) {
                    taker.take(i, table);
                }
            }
        }
    }
}
