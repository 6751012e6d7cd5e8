package dev.migrate.dialect.sqlite;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/** What SQLite's catalog keeps as written, in the one way in which it is compared. */
final class Spelling {

    private static final Set<ObjectKind> NAMED_IN_ANY_CASE = Set.of(
            ObjectKind.TABLE,
            ObjectKind.VIRTUAL_TABLE,
            ObjectKind.COLUMN,
            ObjectKind.VIEW,
            ObjectKind.INDEX,
            ObjectKind.TRIGGER);

    private static final String[] CONSTANTS = {
        "NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"
    };

    private Spelling() {}

    /** An object as it is compared. */
    static SchemaObject of(SchemaObject object) {
        var properties = new TreeMap<>(object.properties());
        properties.computeIfPresent("default", (key, text) -> initial(tokens(text)));
        properties.computeIfPresent(
                "collation", (key, text) -> name(tokens(text).get(0)));
        properties.computeIfPresent("definition", (key, text) -> switch (object.kind()) {
            case INDEX -> index(tokens(text));
            case TRIGGER -> trigger(tokens(text));
            case VIEW -> view(tokens(text));
            default -> text;
        });
        return new SchemaObject(object.kind(), path(object), properties);
    }

    /** A default: a name that stands alone is a string to SQLite, in whatever quotes and also without. */
    private static String initial(List<Token> tokens) {
        return isString(tokens) ? "'" + tokens.get(0).name().replace("'", "''") + "'" : text(bare(tokens));
    }

    /** Whether a default is a name that SQLite takes for a string. */
    static boolean isString(List<Token> tokens) {
        return tokens.size() == 1 && tokens.get(0).isName() && !tokens.get(0).is(CONSTANTS);
    }

    /** SQLite takes upper case for lower in the names of everything but constraints, which it does not look at. */
    static List<String> path(SchemaObject object) {
        var path = new ArrayList<>(object.path());
        int last = path.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (i < last || NAMED_IN_ANY_CASE.contains(object.kind())) {
                path.set(i, fold(path.get(i)));
            }
        }
        return path;
    }

    /** A name as SQLite compares it, which folds the letters of ASCII alone. */
    static String fold(String name) {
        var folded = new StringBuilder(name);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return folded.toString();
    }

    static List<Token> tokens(String text) {
        return Token.of(DatabaseKind.SQLITE, text);
    }

    private static String name(Token token) {
        return token.name().toLowerCase(Locale.ROOT);
    }

    private static String text(List<Token> tokens) {
        return String.join(" ", tokens.stream().map(Token::text).toList());
    }

    /** Without parentheses around the whole. */
    static List<Token> bare(List<Token> tokens) {
        List<Token> inner = tokens;
        while (inner.size() > 2 && inner.get(0).is("(") && closing(inner, 0) == inner.size() - 1) {
            inner = inner.subList(1, inner.size() - 1);
        }
        return inner;
    }

    /** Where the parenthesis closes that opens there. */
    static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** What stands between commas, where no parenthesis is open. */
    static List<List<Token>> parts(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && token.is(",")) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }

    private static String index(List<Token> tokens) {
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            open++;
        }
        int close = closing(tokens, open);
        if (close >= tokens.size()) {
            return text(tokens);
        }
        List<String> keys = new ArrayList<>();
        for (List<Token> key : parts(tokens.subList(open + 1, close))) {
            int end = key.size();
            boolean descends = key.get(end - 1).is("DESC");
            end -= descends || key.get(end - 1).is("ASC") ? 1 : 0;
            String collation = "";
            if (end > 2 && key.get(end - 2).is("COLLATE")) {
                collation = " collate " + name(key.get(end - 1));
                end -= 2;
            }
            keys.add(text(bare(key.subList(0, end))) + collation + (descends ? " desc" : ""));
        }
        List<Token> rest = tokens.subList(close + 1, tokens.size());
        String where = rest.isEmpty() ? "" : " where " + text(bare(rest.subList(1, rest.size())));
        return text(tokens.subList(0, open)) + " (" + String.join(", ", keys) + ")" + where;
    }

    /** A view's own names of its columns are names, whatever quotes they stand in. */
    private static String view(List<Token> tokens) {
        var spelled = new ArrayList<String>();
        boolean head = true;
        for (Token token : tokens) {
            head &= !token.is("AS");
            spelled.add(head && token.sort() == Token.Sort.IDENTIFIER ? name(token) : token.text());
        }
        return String.join(" ", spelled);
    }

    /** BEFORE and FOR EACH ROW go without saying (sqlite.org/lang_createtrigger.html). */
    private static String trigger(List<Token> tokens) {
        var spelled = new ArrayList<String>();
        boolean head = true;
        boolean timed = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean begins = head && i > 2;
            if (begins
                    && token.is("FOR")
                    && i + 2 < tokens.size()
                    && tokens.get(i + 2).is("ROW")) {
                i += 2;
                continue;
            }
            timed |= begins && token.is("BEFORE", "AFTER", "INSTEAD");
            if (begins && !timed && token.is("INSERT", "UPDATE", "DELETE")) {
                spelled.add("before");
                timed = true;
            }
            head &= !token.is("BEGIN");
            spelled.add(token.text());
        }
        return String.join(" ", spelled);
    }
}
