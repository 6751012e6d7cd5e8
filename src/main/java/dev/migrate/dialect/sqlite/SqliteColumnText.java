package dev.migrate.dialect.sqlite;

import dev.migrate.dialect.DefinitionText;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A column of a stored CREATE TABLE, clause by clause; what is not changed stays as it was written, comments and all. */
final class SqliteColumnText {

    /** What a clause says. */
    enum Kind {
        NAME,
        TYPE,
        PRIMARY_KEY,
        NULL,
        UNIQUE,
        CHECK,
        DEFAULT,
        COLLATE,
        REFERENCES,
        GENERATED
    }

    /**
     * One clause.
     *
     * @param kind what it says
     * @param constraint the name of its constraint; null for none
     * @param text its text, with the blanks before it
     */
    record Clause(Kind kind, @Nullable String constraint, String text) {}

    private final List<Clause> clauses = new ArrayList<>();

    SqliteColumnText(DefinitionText.Element column) {
        List<Token> tokens = column.tokens();
        Kind kind = Kind.NAME;
        String constraint = null;
        StringBuilder text = new StringBuilder();
        StringBuilder blanks = new StringBuilder();
        int depth = 0;
        Token last = null;
        boolean named = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.sort() == Token.Sort.BLANK) {
                blanks.append(token.text());
                continue;
            }
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            Kind next = depth > 0 || last == null ? null : begins(token, last, kind, following(tokens, i));
            if (last != null && depth == 0 && kind == Kind.NAME && next == null && !token.is("CONSTRAINT")) {
                next = Kind.TYPE;
            }
            if (last != null && depth == 0 && token.is("CONSTRAINT")) {
                clauses.add(new Clause(kind, constraint, text.toString()));
                text.setLength(0);
                constraint = following(tokens, i).name();
                named = true;
                kind = Kind.CHECK;
            } else if (next != null && named) {
                kind = next;
                named = false;
            } else if (next != null) {
                clauses.add(new Clause(kind, constraint, text.toString()));
                text.setLength(0);
                constraint = null;
                kind = next;
            }
            text.append(blanks).append(token.text());
            blanks.setLength(0);
            last = token;
        }
        clauses.add(new Clause(kind, constraint, text.toString()));
        tail = blanks.toString();
    }

    private final String tail;

    private static Token following(List<Token> tokens, int at) {
        for (int i = at + 1; i < tokens.size(); i++) {
            if (tokens.get(i).sort() != Token.Sort.BLANK) {
                return tokens.get(i);
            }
        }
        return new Token(Token.Sort.BLANK, "");
    }

    private static @Nullable Kind begins(Token token, Token last, Kind kind, Token next) {
        if (token.sort() != Token.Sort.WORD || last.is("CONSTRAINT")) {
            return null;
        }
        return switch (token.text().toUpperCase(Locale.ROOT)) {
            case "PRIMARY" -> Kind.PRIMARY_KEY;
            case "NOT" -> next.is("DEFERRABLE") ? null : Kind.NULL;
            case "NULL" -> last.is("NOT") || last.is("SET") || last.is("DEFAULT") ? null : Kind.NULL;
            case "UNIQUE" -> Kind.UNIQUE;
            case "CHECK" -> Kind.CHECK;
            case "DEFAULT" -> last.is("SET") ? null : Kind.DEFAULT;
            case "COLLATE" -> Kind.COLLATE;
            case "REFERENCES" -> Kind.REFERENCES;
            case "GENERATED" -> Kind.GENERATED;
            case "AS" -> kind == Kind.GENERATED ? null : Kind.GENERATED;
            default -> null;
        };
    }

    boolean has(Kind kind) {
        return clauses.stream().anyMatch(clause -> clause.kind() == kind);
    }

    void remove(Kind kind) {
        clauses.removeIf(clause -> clause.kind() == kind);
    }

    /** Takes the clause of a named constraint away; false where there is none. */
    boolean removeConstraint(String name) {
        return clauses.removeIf(clause -> name.equalsIgnoreCase(clause.constraint()));
    }

    /** Takes the first clause of a kind away that has no name and passes; false where there is none. */
    boolean removeUnnamed(Kind kind, Predicate<String> passes) {
        for (Clause clause : clauses) {
            if (clause.kind() == kind && clause.constraint() == null && passes.test(clause.text())) {
                return clauses.remove(clause);
            }
        }
        return false;
    }

    /** Gives the clause of a named constraint another name; false where there is none. */
    boolean renameConstraint(String name, String quoted) {
        boolean found = false;
        for (int i = 0; i < clauses.size(); i++) {
            Clause clause = clauses.get(i);
            if (name.equalsIgnoreCase(clause.constraint())) {
                clauses.set(i, new Clause(clause.kind(), name, renamed(clause.text(), quoted)));
                found = true;
            }
        }
        return found;
    }

    private static String renamed(String text, String quoted) {
        List<Token> tokens = new ArrayList<>(Tokens.of(DatabaseKind.SQLITE, text));
        boolean next = false;
        for (int i = 0; i < tokens.size(); i++) {
            if (next && tokens.get(i).sort() != Token.Sort.BLANK) {
                tokens.set(i, new Token(Token.Sort.IDENTIFIER, quoted));
                break;
            }
            next |= tokens.get(i).is("CONSTRAINT");
        }
        return Tokens.text(tokens);
    }

    /** Takes away the check that an enumeration's words made. */
    void removeEnumeration(String column) {
        clauses.removeIf(clause -> {
            if (clause.kind() != Kind.CHECK || clause.constraint() != null) {
                return false;
            }
            List<Token> words = Tokens.of(DatabaseKind.SQLITE, clause.text()).stream()
                    .filter(token -> token.sort() != Token.Sort.BLANK)
                    .toList();
            return words.size() > 5
                    && words.get(2).name().equalsIgnoreCase(column)
                    && words.get(3).is("IN")
                    && words.stream()
                            .skip(5)
                            .allMatch(token -> token.sort() == Token.Sort.STRING || token.is(",") || token.is(")"));
        });
    }

    /** Puts a clause in the place of those of its kind, or where it belongs. */
    void set(Kind kind, String text) {
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.get(i).kind() == kind) {
                String before = blanksBefore(clauses.get(i).text());
                remove(kind);
                clauses.add(i, new Clause(kind, null, (before.isEmpty() ? " " : before) + text));
                return;
            }
        }
        // a type stands behind the name, everything else at the end
        clauses.add(kind == Kind.TYPE ? 1 : clauses.size(), new Clause(kind, null, " " + text));
    }

    /** Adds one more clause. */
    void add(Kind kind, String text) {
        clauses.add(new Clause(kind, null, " " + text));
    }

    private static String blanksBefore(String text) {
        StringBuilder blanks = new StringBuilder();
        for (Token token : Tokens.of(DatabaseKind.SQLITE, text)) {
            if (token.sort() != Token.Sort.BLANK) {
                break;
            }
            blanks.append(token.text());
        }
        return blanks.toString();
    }

    /** The text of the first clause of a kind, without the blanks before it; empty where there is none. */
    String get(Kind kind) {
        return clauses.stream()
                .filter(clause -> clause.kind() == kind)
                .map(clause ->
                        clause.text().substring(blanksBefore(clause.text()).length()))
                .findFirst()
                .orElse("");
    }

    /** The column with what was changed. */
    DefinitionText.Element element() {
        StringBuilder text = new StringBuilder();
        clauses.forEach(clause -> text.append(clause.text()));
        return new DefinitionText.Element(Tokens.of(DatabaseKind.SQLITE, text + tail), true);
    }
}
