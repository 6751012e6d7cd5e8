package dev.migrate.dialect.mysql;

import dev.migrate.dialect.DefinitionText;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * The definition of a column as SHOW CREATE TABLE gives it, behind the name, clause by clause: what is not changed is restated as it is. MODIFY and CHANGE drop
 * everything that is not said again (MySQL 8.0 Reference Manual, 13.1.9).
 */
final class ColumnText {

    /** The clauses, in the order in which both servers take them. */
    enum Kind {
        TYPE,
        CHARACTER_SET,
        COLLATE,
        GENERATED,
        NULL,
        DEFAULT,
        ON_UPDATE,
        AUTO_INCREMENT,
        KEY,
        /** What stands in a comment for newer servers, and everything that is not known here. */
        OTHER,
        COMMENT,
        REFERENCES,
        CHECK
    }

    private record Clause(Kind kind, String text) {}

    private final List<Clause> clauses = new ArrayList<>();

    ColumnText() {}

    static ColumnText of(DefinitionText.Element column) {
        ColumnText text = new ColumnText();
        List<Token> tokens = column.tokens();
        int i = 0;
        while (tokens.get(i).sort() == Token.Sort.BLANK) {
            i++;
        }
        Kind kind = Kind.TYPE;
        List<Token> clause = new ArrayList<>();
        int depth = 0;
        for (i++; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            boolean hint = token.text().startsWith("/*");
            Kind next = depth > 0 ? null : hint ? Kind.OTHER : begins(tokens, i, kind, clause);
            if (next != null) {
                text.add(kind, clause);
                clause = new ArrayList<>();
                kind = next;
            }
            clause.add(token);
            if (hint && depth == 0) {
                text.add(kind, clause);
                clause = new ArrayList<>();
                kind = Kind.OTHER;
            }
        }
        text.add(kind, clause);
        return text;
    }

    private void add(Kind kind, List<Token> tokens) {
        String text = Tokens.text(tokens).strip();
        if (!text.isEmpty()) {
            clauses.add(new Clause(kind, text));
        }
    }

    /** The clause that a word begins; null where it goes on with the one before. */
    private static @org.jspecify.annotations.Nullable Kind begins(
            List<Token> tokens, int at, Kind before, List<Token> clause) {
        Token token = tokens.get(at);
        if (token.sort() != Token.Sort.WORD) {
            return null;
        }
        Token last = null;
        for (Token each : clause) {
            last = each.sort() == Token.Sort.BLANK ? last : each;
        }
        boolean fresh = last == null;
        return switch (token.text().toUpperCase(java.util.Locale.ROOT)) {
            case "CHARACTER", "CHARSET" -> before == Kind.CHARACTER_SET && !fresh ? null : Kind.CHARACTER_SET;
            case "COLLATE" -> before == Kind.DEFAULT && last != null && last.is("DEFAULT") ? null : Kind.COLLATE;
            case "GENERATED" -> Kind.GENERATED;
            case "AS" -> before == Kind.GENERATED ? null : Kind.GENERATED;
            case "NOT" -> Kind.NULL;
            case "NULL" ->
                last != null && (last.is("DEFAULT") && before == Kind.DEFAULT || last.is("NOT") && before == Kind.NULL)
                        ? null
                        : Kind.NULL;
            case "DEFAULT" -> Kind.DEFAULT;
            case "ON" -> before == Kind.REFERENCES ? null : Kind.ON_UPDATE;
            case "AUTO_INCREMENT" -> Kind.AUTO_INCREMENT;
            case "PRIMARY", "UNIQUE" -> Kind.KEY;
            case "COMMENT" -> Kind.COMMENT;
            case "REFERENCES" -> Kind.REFERENCES;
            case "CHECK", "CONSTRAINT" ->
                before == Kind.CHECK && !fresh && last != null && !last.is(")") ? null : Kind.CHECK;
            case "INVISIBLE", "VISIBLE", "COMPRESSED", "WITHOUT", "STORAGE", "COLUMN_FORMAT", "SRID", "REF_SYSTEM_ID" ->
                Kind.OTHER;
            default -> null;
        };
    }

    boolean has(Kind kind) {
        return clauses.stream().anyMatch(clause -> clause.kind() == kind);
    }

    /** The text of a clause; empty where there is none. */
    String get(Kind kind) {
        return clauses.stream()
                .filter(clause -> clause.kind() == kind)
                .map(Clause::text)
                .findFirst()
                .orElse("");
    }

    void remove(Kind kind) {
        clauses.removeIf(clause -> clause.kind() == kind);
    }

    /** Takes over what another says of a kind, or that it says nothing. */
    void take(Kind kind, ColumnText other) {
        remove(kind);
        int at = 0;
        while (at < clauses.size() && clauses.get(at).kind().compareTo(kind) < 0) {
            at++;
        }
        clauses.addAll(
                at,
                other.clauses.stream().filter(clause -> clause.kind() == kind).toList());
    }

    /** Puts a clause in the place of another of its kind, or where it belongs. */
    void set(Kind kind, String text) {
        int at = 0;
        for (; at < clauses.size(); at++) {
            if (clauses.get(at).kind() == kind) {
                clauses.set(at, new Clause(kind, text));
                return;
            }
        }
        at = 0;
        for (int i = 0; i < clauses.size(); i++) {
            if (clauses.get(i).kind().compareTo(kind) < 0) {
                at = i + 1;
            }
        }
        clauses.add(at, new Clause(kind, text));
    }

    /** The definition as it stands behind the column's name. */
    String text() {
        return String.join(" ", clauses.stream().map(Clause::text).toList());
    }
}
