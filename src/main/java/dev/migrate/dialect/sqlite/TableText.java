package dev.migrate.dialect.sqlite;

import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table as the statement says that made it (sqlite.org/lang_createtable.html): no pragma tells of checks, names,
 * collations and conflict clauses. A constraint behind a column is the same as one behind all columns. Where the text
 * holds anything unknown it becomes a property as a whole, so that no difference is missed.
 */
final class TableText {

    private static final Set<String> BEGINS_CLAUSE = Set.of(
            "constraint",
            "primary",
            "not",
            "null",
            "unique",
            "check",
            "default",
            "collate",
            "references",
            "generated",
            "as");

    private static final Set<String> BEGINS_CONSTRAINT = Set.of("constraint", "primary", "unique", "check", "foreign");

    private final String table;
    private final CanonicalText canonical;
    private final List<Token> tokens;

    /** All tokens, blanks too, and where among them the others stand. */
    private final List<Token> written;

    private final List<Integer> places = new ArrayList<>();

    private final Map<SchemaObject, SchemaObject> found = new TreeMap<>();

    /** What is said of an object, as it was written. */
    private final Map<SchemaObject, Map<Part, String>> texts = new TreeMap<>();

    /** The parts of the object that is read now. */
    private Map<Part, String> parts = new EnumMap<>(Part.class);

    private int at;
    private int columns;

    /** The name that the constraint read now was given. */
    private @Nullable String name;

    /**
     * A table's text.
     *
     * @param table the table
     * @param sql the statement as sqlite_schema keeps it
     * @param canonical how text is compared
     */
    TableText(String table, String sql, CanonicalText canonical) {
        this.table = table;
        this.canonical = canonical;
        this.written = Tokens.of(DatabaseKind.SQLITE, sql);
        for (int i = 0; i < written.size(); i++) {
            if (written.get(i).sort() != Token.Sort.BLANK) {
                places.add(i);
            }
        }
        this.tokens = places.stream().map(written::get).toList();
    }

    /** What can be said of a column or a constraint. */
    enum Part {
        /** A constraint's name. */
        NAME,
        /** A column's type. */
        TYPE,
        /** A column's default. */
        DEFAULT,
        /** How a column is computed. */
        FORMULA,
        /** A column's collation. */
        COLLATION,
        /** What a check asks for. */
        CONDITION,
        /** The columns of a key. */
        COLUMNS,
        /** The table to which a foreign key leads. */
        TARGET,
        /** The columns there. */
        TARGETS
    }

    /** What is said of an object, as it was written. */
    Map<Part, String> written(SchemaObject object) {
        return texts.getOrDefault(object, Map.of());
    }

    private String text(int from, int to) {
        return from == to ? "" : Tokens.text(written.subList(places.get(from), places.get(to - 1) + 1));
    }

    /** Remembers how something was written that ends here. */
    private void keep(Part part, int from, int to) {
        parts.put(part, text(from, to));
    }

    /** The table, its columns and its constraints. */
    List<SchemaObject> objects() {
        var properties = new TreeMap<String, String>();
        try {
            while (!peek("(")) {
                next();
            }
            next();
            while (!peek(")")) {
                item();
                if (peek(",")) {
                    next();
                }
            }
            next();
            options(properties);
        } catch (UnknownTextException e) {
            // not at all, or not wholly, understood
            properties.put("text", canonical.of(tokens));
        }
        put(ObjectKind.TABLE, List.of(table), properties);
        return List.copyOf(found.values());
    }

    private void options(Map<String, String> properties) {
        while (at < tokens.size()) {
            if (take("without")) {
                expect("rowid");
                properties.put("without rowid", "yes");
            } else if (take("strict")) {
                properties.put("strict", "yes");
            } else if (!take(",")) {
                throw new UnknownTextException();
            }
        }
    }

    private void item() {
        if (peekAny(BEGINS_CONSTRAINT)) {
            // commas between these may be missing
            while (peekAny(BEGINS_CONSTRAINT)) {
                constraint();
            }
        } else {
            column();
        }
        if (!peek(",") && !peek(")")) {
            throw new UnknownTextException();
        }
    }

    private void constraint() {
        name = take("constraint") ? next().name() : null;
        parts = new EnumMap<>(Part.class);
        if (take("primary")) {
            expect("key");
            String list = inParentheses(Part.COLUMNS);
            key(ObjectKind.PRIMARY_KEY, list.replace(" autoincrement", ""), list.endsWith(" autoincrement"));
        } else if (take("unique")) {
            key(ObjectKind.UNIQUE, inParentheses(Part.COLUMNS), false);
        } else if (take("check")) {
            check();
        } else if (take("foreign")) {
            expect("key");
            references(inParentheses(Part.COLUMNS));
        } else {
            throw new UnknownTextException();
        }
    }

    private void column() {
        Token first = next();
        String own = canonical.of(List.of(first));
        var properties = new TreeMap<String, String>();
        properties.put(SchemaObject.POSITION, String.valueOf(++columns));
        List<Token> type = new ArrayList<>();
        while (!peek(",") && !peek(")") && !peekAny(BEGINS_CLAUSE)) {
            if (peek("(")) {
                type.addAll(parentheses());
            } else {
                type.add(next());
            }
        }
        Map<Part, String> column = new EnumMap<>(Part.class);
        if (!type.isEmpty()) {
            properties.put("type", canonical.of(type));
            column.put(Part.TYPE, text(at - type.size(), at));
        }
        name = null;
        while (!peek(",") && !peek(")")) {
            parts = new EnumMap<>(Part.class);
            parts.put(Part.COLUMNS, first.text());
            clause(own, properties, column);
        }
        parts = column;
        put(ObjectKind.COLUMN, List.of(table, first.name()), properties);
    }

    private void clause(String own, Map<String, String> properties, Map<Part, String> column) {
        if (take("constraint")) {
            name = next().name();
        } else if (take("primary")) {
            expect("key");
            String order = take("desc") ? " desc" : "";
            take("asc");
            String conflict = conflict();
            key(ObjectKind.PRIMARY_KEY, own + order, take("autoincrement"), conflict);
        } else if (take("unique")) {
            key(ObjectKind.UNIQUE, own, false);
        } else if (take("check")) {
            check();
        } else if (take("references")) {
            at--;
            references(own);
        } else if (take("not")) {
            expect("null");
            set(properties, "not null", "yes" + conflict());
        } else if (take("null")) {
            conflict();
            name = null;
        } else if (take("collate")) {
            set(properties, "collation", canonical.of(List.of(next())));
            column.put(Part.COLLATION, tokens.get(at - 1).name());
        } else if (take("default")) {
            int from = at;
            List<Token> value = new ArrayList<>();
            do {
                if (peek("(")) {
                    value.addAll(parentheses());
                } else {
                    value.add(next());
                }
            } while (!peek(",") && !peek(")") && !peekAny(BEGINS_CLAUSE));
            set(properties, "default", canonical.of(value));
            column.put(Part.DEFAULT, text(from, at));
        } else if (peek("generated") || peek("as")) {
            if (take("generated")) {
                expect("always");
            }
            expect("as");
            String expression = inParentheses(Part.FORMULA);
            column.put(Part.FORMULA, parts.getOrDefault(Part.FORMULA, ""));
            boolean stored = take("stored");
            if (!stored) {
                take("virtual");
            }
            set(properties, "generated", (stored ? "stored: " : "virtual: ") + expression);
        } else {
            throw new UnknownTextException();
        }
    }

    /** A property of a column, with the name that its constraint was given. */
    private void set(Map<String, String> properties, String property, String value) {
        properties.merge(property, value, (a, b) -> a + "; " + b);
        if (name != null) {
            properties.put(property + " constraint", name);
            name = null;
        }
    }

    private void key(ObjectKind kind, String list, boolean autoincrement) {
        key(kind, list, autoincrement, conflict());
    }

    private void key(ObjectKind kind, String list, boolean autoincrement, String conflict) {
        var properties = new TreeMap<String, String>();
        properties.put("columns", list);
        if (autoincrement) {
            properties.put("autoincrement", "yes");
        }
        if (!conflict.isEmpty()) {
            properties.put("on conflict", conflict.strip());
        }
        named(kind, kind == ObjectKind.PRIMARY_KEY ? "primary key" : "unique (" + list + ")", properties);
    }

    private void check() {
        String expression = inParentheses(Part.CONDITION);
        var properties = new TreeMap<String, String>();
        properties.put("definition", expression + conflict());
        named(ObjectKind.CHECK, "check (" + expression + ")", properties);
    }

    private void references(String list) {
        expect("references");
        String target = canonical.of(List.of(next()));
        keep(Part.TARGET, at - 1, at);
        var properties = new TreeMap<String, String>();
        properties.put("columns", list);
        properties.put("references", target + (peek("(") ? " (" + inParentheses(Part.TARGETS) + ")" : ""));
        while (true) {
            if (take("on")) {
                String event = next().text().toLowerCase(Locale.ROOT);
                String action = take("set") ? "set " + word() : take("no") ? "no " + word() : word();
                if (!action.equals("no action")) {
                    properties.put("on " + event, action);
                }
            } else if (take("match")) {
                properties.put("match", word());
            } else if (peek("deferrable") || peek("not") && tokens.get(at + 1).is("deferrable")) {
                boolean not = take("not");
                expect("deferrable");
                String initially = take("initially") ? word() : "immediate";
                if (!not) {
                    properties.put("deferrable", "initially " + initially);
                }
            } else {
                break;
            }
        }
        named(ObjectKind.FOREIGN_KEY, "foreign key (" + list + ")", properties);
    }

    private void named(ObjectKind kind, String otherwise, Map<String, String> properties) {
        if (name != null) {
            parts.put(Part.NAME, name);
        }
        put(kind, List.of(table, name == null ? otherwise : name), properties);
        name = null;
    }

    /** Nothing keeps two constraints from being alike. */
    private void put(ObjectKind kind, List<String> path, Map<String, String> properties) {
        SchemaObject object = SchemaObject.of(kind, path, properties);
        for (int i = 2; found.containsKey(object); i++) {
            var other = new ArrayList<>(path);
            other.set(other.size() - 1, path.get(path.size() - 1) + " #" + i);
            object = SchemaObject.of(kind, other, properties);
        }
        found.put(object, object);
        texts.put(object, parts);
    }

    private String conflict() {
        if (peek("on") && at + 1 < tokens.size() && tokens.get(at + 1).is("conflict")) {
            at += 2;
            return " " + word();
        }
        return "";
    }

    private String inParentheses(Part part) {
        int from = at;
        List<Token> all = parentheses();
        keep(part, from + 1, at - 1);
        return canonical.of(all.subList(1, all.size() - 1));
    }

    private List<Token> parentheses() {
        int from = at;
        expect("(");
        for (int depth = 1; depth > 0; ) {
            Token token = next();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
        return tokens.subList(from, at);
    }

    private String word() {
        return canonical.of(List.of(next()));
    }

    private Token next() {
        if (at >= tokens.size()) {
            throw new UnknownTextException();
        }
        return tokens.get(at++);
    }

    private boolean peek(String word) {
        return at < tokens.size() && tokens.get(at).is(word);
    }

    private boolean peekAny(Set<String> words) {
        return at < tokens.size() && tokens.get(at).is(words.toArray(String[]::new));
    }

    private boolean take(String word) {
        boolean there = peek(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw new UnknownTextException();
        }
    }

    /** The text holds something that this class does not know. */
    private static final class UnknownTextException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
