package dev.migrate.dialect;

import dev.migrate.operation.ObjectName;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables that statements have made, for SQL that is written without a database: it is told of each statement in turn. A table that something is done to which it
 * cannot follow is no longer known, and neither is one that no statement has made.
 */
public final class KnownTables implements LiveCatalog {

    private final DatabaseKind kind;
    private final Map<String, DefinitionText> tables = new HashMap<>();

    /** SQLite's indexes and triggers, by the key of their table. */
    private final Map<String, List<String>> attached = new HashMap<>();

    /** Whether the statement that EXECUTE runs next makes or drops an index alone. */
    private boolean preparedIndex;

    /** Nothing is known yet. */
    public KnownTables(DatabaseKind kind) {
        this.kind = kind;
    }

    @Override
    public boolean isKnown(ObjectName table) {
        return tables.containsKey(key(table));
    }

    @Override
    public Optional<String> tableDefinition(ObjectName table) {
        return Optional.ofNullable(tables.get(key(table))).map(KnownTables::text);
    }

    @Override
    public List<String> attached(ObjectName table) {
        return List.copyOf(attached.getOrDefault(key(table), List.of()));
    }

    @Override
    public Optional<Boolean> indexExists(ObjectName table, String index) {
        DefinitionText text = kind.isMysqlFamily() ? tables.get(key(table)) : null;
        boolean stands = text != null
                && text.elements().stream()
                        .anyMatch(element -> isIndex(element) && element.name().equalsIgnoreCase(index));
        // one that CREATE INDEX made is not in the definition
        return stands ? Optional.of(true) : Optional.empty();
    }

    private static boolean isIndex(DefinitionText.Element element) {
        return !element.isColumn()
                && (element.isA("KEY")
                        || element.isA("INDEX")
                        || element.isA("UNIQUE")
                        || element.isA("FULLTEXT")
                        || element.isA("SPATIAL"));
    }

    private static String key(ObjectName name) {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    static String text(DefinitionText table) {
        return Tokens.text(table.head())
                + String.join(
                        ",",
                        table.elements().stream()
                                .map(element -> Tokens.text(element.tokens()))
                                .toList())
                + Tokens.text(table.tail());
    }

    /** Takes notice of a statement. PostgreSQL asks nothing, so that nothing is kept for it. */
    public void apply(String statement) {
        if (kind == DatabaseKind.POSTGRESQL) {
            return;
        }
        Words words = new Words(Tokens.of(kind, statement));
        if (words.skip("CREATE")) {
            created(words, statement);
        } else if (words.skip("ALTER")) {
            if (words.skip("TABLE")) {
                altered(words);
            } else {
                forgetUnless(
                        words, "VIEW", "SEQUENCE", "EVENT", "USER", "FUNCTION", "PROCEDURE", "DATABASE", "SCHEMA");
            }
        } else if (words.skip("RENAME")) {
            boolean table = words.skip("TABLE");
            ObjectName from = words.name();
            words.skip("TO");
            ObjectName to = words.name();
            if (table && from != null && to != null && words.atEnd()) {
                move(from, to);
            } else {
                tables.clear();
            }
        } else if (words.skip("DROP")) {
            dropped(words);
        } else if (words.skip("SET")) {
            preparedIndex = statement.startsWith("SET @migrate_sql")
                    && (statement.contains("'DROP INDEX ")
                            || statement.contains("'CREATE INDEX ")
                            || statement.contains("'CREATE UNIQUE INDEX "));
        } else if (!preparedIndex && words.skip("EXECUTE")
                || words.skip("USE")
                || words.skip("CALL")
                || words.skip("ATTACH")) {
            // what these do does not stand in their text
            tables.clear();
        }
    }

    private void forgetUnless(Words words, String... harmless) {
        for (String word : harmless) {
            if (words.skip(word)) {
                return;
            }
        }
        tables.clear();
    }

    private void created(Words words, String statement) {
        if (words.skip("TEMP") || words.skip("TEMPORARY")) {
            return;
        }
        words.skip("UNIQUE");
        boolean index = words.skip("INDEX");
        if (index || words.skip("TRIGGER")) {
            if (kind == DatabaseKind.SQLITE) {
                words.past("ON");
                ObjectName table = words.name();
                if (table != null) {
                    attached.computeIfAbsent(key(table), made -> new ArrayList<>())
                            .add(statement);
                }
            }
            return;
        }
        if (!words.skip("TABLE")) {
            return;
        }
        boolean ifNotExists = words.skip("IF") && words.skip("NOT") && words.skip("EXISTS");
        ObjectName table = words.name();
        if (table != null) {
            Optional<DefinitionText> text = ifNotExists ? Optional.empty() : DefinitionText.parse(kind, statement);
            tables.remove(key(table));
            text.ifPresent(made -> tables.put(key(table), made));
        }
    }

    private void dropped(Words words) {
        if (words.skip("TABLE")) {
            if (words.skip("IF")) {
                words.skip("EXISTS");
            }
            ObjectName table = words.name();
            if (table == null || !words.atEnd()) {
                tables.clear();
                return;
            }
            tables.remove(key(table));
            attached.remove(key(table));
        } else if (words.skip("INDEX") || words.skip("TRIGGER")) {
            if (words.skip("IF")) {
                words.skip("EXISTS");
            }
            ObjectName gone = words.name();
            if (gone != null) {
                attached.values()
                        .forEach(statements ->
                                statements.removeIf(sql -> gone.name().equalsIgnoreCase(made(sql))));
            }
        }
    }

    /** The name of the index or trigger that a statement made. */
    private String made(String sql) {
        Words words = new Words(Tokens.of(kind, sql));
        words.skip("CREATE");
        words.skip("UNIQUE");
        if (!words.skip("INDEX")) {
            words.skip("TRIGGER");
        }
        if (words.skip("IF")) {
            words.skip("NOT");
            words.skip("EXISTS");
        }
        ObjectName name = words.name();
        return name == null ? "" : name.name();
    }

    private void move(ObjectName from, ObjectName to) {
        DefinitionText table = tables.remove(key(from));
        List<String> statements = attached.remove(key(from));
        if (table != null && (statements == null || statements.isEmpty())) {
            tables.put(key(to), table);
        }
        // SQLite writes the new name into the statements of indexes and triggers; what it writes is not known here
    }

    private void altered(Words words) {
        ObjectName table = words.name();
        if (table == null) {
            tables.clear();
            return;
        }
        if (words.skip("RENAME")) {
            ObjectName to = words.skip("TO") ? words.name() : null;
            if (to != null && words.atEnd()) {
                move(table, table.sibling(to.name()));
                return;
            }
            words.back();
        }
        DefinitionText text = tables.remove(key(table));
        if (text == null) {
            return;
        }
        List<DefinitionText.Element> elements = new ArrayList<>(text.elements());
        for (List<Token> action : words.parts()) {
            if (!act(elements, new Words(action), key(table))) {
                return;
            }
        }
        tables.put(key(table), new DefinitionText(text.head(), elements, text.tail()));
    }

    /** Whether it could be followed. */
    private boolean act(List<DefinitionText.Element> elements, Words words, String table) {
        if (words.skip("ADD")) {
            boolean column = words.skip("COLUMN");
            if (!column && !words.startsConstraint() && !(kind.isMysqlFamily() && words.startsIndex())) {
                return false;
            }
            List<Token> rest = words.rest();
            if (column && rest.stream().anyMatch(token -> token.is("FIRST") || token.is("AFTER") || token.is("IF"))) {
                return kind.isMysqlFamily() && rest.stream().noneMatch(token -> token.is("IF")) && place(elements, rest);
            }
            List<Token> tokens = new ArrayList<>(Tokens.of(kind, "\n    "));
            tokens.addAll(rest);
            int last = (int)
                    elements.stream().filter(DefinitionText.Element::isColumn).count();
            elements.add(column ? last : elements.size(), new DefinitionText.Element(tokens, column));
            return true;
        }
        if (words.skip("DROP")) {
            if (words.skip("COLUMN")) {
                ObjectName name = words.name();
                return name != null && words.atEnd() && dropColumn(elements, name.name());
            }
            if (words.skip("PRIMARY")) {
                return elements.removeIf(element -> !element.isColumn() && element.isA("PRIMARY", "KEY"));
            }
            boolean foreign = words.skip("FOREIGN");
            boolean key = words.skip("KEY") || words.skip("INDEX");
            if (!foreign && !key && !words.skip("CONSTRAINT") && !words.skip("CHECK")) {
                return false;
            }
            ObjectName name = words.name();
            // an index of MySQL may have a foreign key's name
            boolean found = name != null
                    && elements.removeIf(element -> !element.isColumn()
                            && element.name().equalsIgnoreCase(name.name())
                            && (!foreign || element.isA("FOREIGN", "KEY"))
                            && !(key && !foreign && element.isA("FOREIGN", "KEY")));
            // an index of its own stands in no definition here
            return found || key && !foreign;
        }
        boolean change = words.skip("CHANGE");
        if (change || words.skip("MODIFY")) {
            words.skip("COLUMN");
            ObjectName name = change ? words.name() : words.peekName();
            List<Token> tokens = new ArrayList<>(Tokens.of(kind, "\n    "));
            tokens.addAll(words.rest());
            for (int i = 0; name != null && i < elements.size(); i++) {
                if (elements.get(i).isColumn() && elements.get(i).name().equalsIgnoreCase(name.name())) {
                    DefinitionText.Element made = new DefinitionText.Element(tokens, true);
                    boolean renamed = !made.name().equalsIgnoreCase(name.name());
                    elements.set(i, made);
                    return !renamed || elements.stream().noneMatch(element -> element.mentions(name.name()));
                }
            }
            return false;
        }
        if (words.skip("RENAME")) {
            words.skip("COLUMN");
            ObjectName from = words.name();
            words.skip("TO");
            List<Token> to = words.rest();
            return from != null && to.size() == 1 && rename(elements, from.name(), to.get(0), table);
        }
        return false;
    }

    /** A new column before or behind another. */
    private static boolean place(List<DefinitionText.Element> elements, List<Token> rest) {
        int end = rest.size();
        int at = 0;
        Token last = rest.get(end - 1);
        if (last.is("FIRST")) {
            end--;
        } else {
            while (end > 0 && !rest.get(end - 1).is("AFTER")) {
                end--;
            }
            end--;
            while (at < elements.size()
                    && !(elements.get(at).isColumn() && elements.get(at).name().equalsIgnoreCase(last.name()))) {
                at++;
            }
            if (end <= 0 || at++ == elements.size()) {
                return false;
            }
        }
        List<Token> tokens = new ArrayList<>(rest.subList(0, end));
        tokens.add(0, new Token(Token.Sort.BLANK, "\n    "));
        elements.add(at, new DefinitionText.Element(tokens, true));
        return true;
    }

    /** MySQL and MariaDB drop a check along with its one column; SQLite drops no column of which anything else speaks. */
    private boolean dropColumn(List<DefinitionText.Element> elements, String name) {
        boolean found = elements.removeIf(
                element -> element.isColumn() && element.name().equalsIgnoreCase(name));
        if (kind != DatabaseKind.SQLITE) {
            elements.removeIf(element -> !element.isColumn() && element.mentions(name));
        }
        return found && elements.stream().noneMatch(element -> element.mentions(name));
    }

    /** A column under another name, where nothing else speaks of it. */
    private boolean rename(List<DefinitionText.Element> elements, String from, Token to, String table) {
        boolean found = false;
        for (int i = 0; i < elements.size(); i++) {
            DefinitionText.Element element = elements.get(i);
            if (!element.mentions(from)) {
                continue;
            }
            if (found || !element.isColumn() || !element.name().equalsIgnoreCase(from)) {
                return false;
            }
            List<Token> tokens = new ArrayList<>(element.tokens());
            int at = 0;
            while (tokens.get(at).sort() == Token.Sort.BLANK) {
                at++;
            }
            if (DefinitionText.mentions(tokens.subList(at + 1, tokens.size()), from)) {
                return false;
            }
            tokens.set(at, to);
            elements.set(i, new DefinitionText.Element(tokens, true));
            found = true;
        }
        return found
                && attached.getOrDefault(table, List.of()).stream()
                        .noneMatch(sql -> DefinitionText.mentions(Tokens.of(kind, sql), from));
    }

    /** The words of a statement, one after another. */
    private static final class Words {
        private final List<Token> tokens;
        private int at;

        Words(List<Token> tokens) {
            this.tokens = tokens;
            blanks();
        }

        private void blanks() {
            while (at < tokens.size() && tokens.get(at).sort() == Token.Sort.BLANK) {
                at++;
            }
        }

        boolean atEnd() {
            return at >= tokens.size();
        }

        boolean skip(String word) {
            if (atEnd() || !tokens.get(at).is(word)) {
                return false;
            }
            at++;
            blanks();
            return true;
        }

        void back() {
            do {
                at--;
            } while (tokens.get(at).sort() == Token.Sort.BLANK);
        }

        void past(String word) {
            while (!atEnd() && !skip(word)) {
                at++;
                blanks();
            }
        }

        boolean startsConstraint() {
            return !atEnd()
                    && List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK").stream()
                            .anyMatch(word -> tokens.get(at).is(word));
        }

        boolean startsIndex() {
            return !atEnd()
                    && List.of("INDEX", "KEY", "FULLTEXT", "SPATIAL").stream()
                            .anyMatch(word -> tokens.get(at).is(word));
        }

        @Nullable
        ObjectName peekName() {
            int here = at;
            ObjectName name = name();
            at = here;
            return name;
        }

        @Nullable
        ObjectName name() {
            if (atEnd() || !tokens.get(at).isName()) {
                return null;
            }
            String first = tokens.get(at++).name();
            blanks();
            if (!skip(".")) {
                return new ObjectName(null, first);
            }
            if (atEnd() || !tokens.get(at).isName()) {
                return null;
            }
            String second = tokens.get(at++).name();
            blanks();
            return new ObjectName(first, second);
        }

        List<Token> rest() {
            return tokens.subList(Math.min(at, tokens.size()), tokens.size());
        }

        /** What commas part. */
        List<List<Token>> parts() {
            List<List<Token>> parts = new ArrayList<>();
            List<Token> part = new ArrayList<>();
            int depth = 0;
            for (Token token : rest()) {
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
    }
}
