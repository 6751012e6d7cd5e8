package dev.migrate.dialect;

import dev.migrate.operation.ObjectName;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables as statements leave them that are written and not run: it is told of each statement in turn. A table that something is done to which it cannot follow is
 * no longer known. What no statement has touched is as it was before, where that is known.
 */
public final class KnownTables implements LiveCatalog {

    private final DatabaseKind kind;
    private final LiveCatalog before;
    private final Map<String, DefinitionText> tables = new HashMap<>();

    /** The keys of tables that are no longer as they were before. */
    private final Set<String> touched = new HashSet<>();

    private boolean allTouched;

    /** The new names of tables and columns, which the databases write into the foreign keys of others. */
    private final List<UnaryOperator<DefinitionText>> moves = new ArrayList<>();

    /** The indexes and triggers that were there before, or came since, and are gone. */
    private final Set<String> dropped = new HashSet<>();

    /** SQLite's indexes and triggers, by the key of their table. */
    private final Map<String, List<String>> attached = new HashMap<>();

    /** Whether the statement that EXECUTE runs next makes or drops an index alone. */
    private boolean preparedIndex;

    /** Nothing is known yet. */
    public KnownTables(DatabaseKind kind) {
        this(kind, NONE);
    }

    /** The statements come behind what is there already. */
    public KnownTables(DatabaseKind kind, LiveCatalog before) {
        this.kind = kind;
        this.before = before;
    }

    @Override
    public boolean isKnown(ObjectName table) {
        return tables.containsKey(key(table)) || isUntouched(table) && before.isKnown(table);
    }

    @Override
    public Optional<String> tableDefinition(ObjectName table) {
        DefinitionText text = tables.get(key(table));
        return text != null ? Optional.of(text(text)) : isUntouched(table) ? definitionBefore(table) : Optional.empty();
    }

    @Override
    public Optional<LiveColumn> column(ObjectName table, String column) {
        return isUntouched(table) ? before.column(table, column) : Optional.empty();
    }

    @Override
    public List<String> attached(ObjectName table) {
        List<String> statements = attached.get(key(table));
        return statements != null ? List.copyOf(statements) : isUntouched(table) ? attachedBefore(table) : List.of();
    }

    private boolean isUntouched(ObjectName table) {
        return !allTouched && !touched.contains(key(table));
    }

    /** Looks at a table and what is attached to it before something is done to it, which is from then on known here alone. */
    private void touch(ObjectName table) {
        if (isUntouched(table)) {
            touched.add(key(table));
            definitionBefore(table)
                    .flatMap(sql -> DefinitionText.parse(kind, sql))
                    .ifPresent(text -> tables.put(key(table), text));
            List<String> statements = attachedBefore(table);
            if (!statements.isEmpty()) {
                attached.put(key(table), new ArrayList<>(statements));
            }
        }
    }

    private Optional<String> definitionBefore(ObjectName table) {
        Optional<String> sql = before.tableDefinition(table);
        if (moves.isEmpty()) {
            return sql;
        }
        return sql.flatMap(text -> DefinitionText.parse(kind, text)).map(text -> {
            DefinitionText now = text;
            for (UnaryOperator<DefinitionText> move : moves) {
                now = move.apply(now);
            }
            return text(now);
        });
    }

    private List<String> attachedBefore(ObjectName table) {
        return before.attached(table).stream()
                .filter(sql -> !dropped.contains(made(sql)))
                .toList();
    }

    private void forgetAll() {
        tables.clear();
        attached.clear();
        allTouched = true;
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
        return ((name.schema() == null ? "" : name.schema()) + "\0" + name.name()).toLowerCase(Locale.ROOT);
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
                forgetUnless(words, "VIEW", "SEQUENCE", "EVENT", "USER", "FUNCTION", "PROCEDURE", "DATABASE", "SCHEMA");
            }
        } else if (words.skip("RENAME")) {
            boolean table = words.skip("TABLE");
            ObjectName from = words.name();
            words.skip("TO");
            ObjectName to = words.name();
            if (table && from != null && to != null && words.atEnd()) {
                move(from, to);
            } else {
                forgetAll();
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
            forgetAll();
        }
    }

    private void forgetUnless(Words words, String... harmless) {
        for (String word : harmless) {
            if (words.skip(word)) {
                return;
            }
        }
        forgetAll();
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
                    touch(table);
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
        if (table != null
                && ifNotExists
                && isUntouched(table)
                && definitionBefore(table).isPresent()) {
            return;
        }
        if (table != null) {
            Optional<DefinitionText> text = ifNotExists ? Optional.empty() : DefinitionText.parse(kind, statement);
            touched.add(key(table));
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
                forgetAll();
                return;
            }
            touched.add(key(table));
            tables.remove(key(table));
            attached.remove(key(table));
            return;
        }
        boolean trigger = words.skip("TRIGGER");
        if (trigger || words.skip("INDEX")) {
            if (words.skip("IF")) {
                words.skip("EXISTS");
            }
            ObjectName gone = words.name();
            if (gone != null) {
                String made = made(trigger, gone.name());
                dropped.add(made);
                if (words.skip("ON")) {
                    withoutIndex(words.name(), gone.name());
                }
                attached.values().forEach(statements -> statements.removeIf(sql -> made.equals(made(sql))));
            }
        }
    }

    /** MySQL and MariaDB name the table of an index that goes. */
    private void withoutIndex(@Nullable ObjectName table, String index) {
        if (table != null) {
            touch(table);
        }
        DefinitionText text = table == null ? null : tables.get(key(table));
        if (table != null && text != null) {
            List<DefinitionText.Element> elements = new ArrayList<>(text.elements());
            elements.removeIf(element -> isIndex(element) && element.name().equalsIgnoreCase(index));
            tables.put(key(table), new DefinitionText(text.head(), elements, text.tail()));
        }
    }

    /** An index and a trigger of SQLite may have one name. */
    private static String made(boolean trigger, String name) {
        return (trigger ? "trigger " : "index ") + name.toLowerCase(Locale.ROOT);
    }

    /** The index or trigger that a statement made. */
    private String made(String sql) {
        Words words = new Words(Tokens.of(kind, sql));
        words.skip("CREATE");
        words.skip("UNIQUE");
        boolean trigger = !words.skip("INDEX") && words.skip("TRIGGER");
        if (words.skip("IF")) {
            words.skip("NOT");
            words.skip("EXISTS");
        }
        ObjectName name = words.name();
        return name == null ? "" : made(trigger, name.name());
    }

    private void move(ObjectName from, ObjectName to) {
        touch(from);
        touched.add(key(to));
        DefinitionText table = tables.remove(key(from));
        List<String> statements = attached.remove(key(from));
        Moved moved = new Moved(
                from.name(), Tokens.of(kind, Identifier.quote(kind, to.name())).get(0));
        everywhere(moved::inReferences);
        if (table == null) {
            return;
        }
        List<String> now = new ArrayList<>();
        for (String sql : statements == null ? List.<String>of() : statements) {
            Optional<String> index = moved.inIndex(kind, sql);
            if (index.isEmpty()) {
                // SQLite writes the new name into a trigger, wherever it stands there
                return;
            }
            now.add(index.get());
        }
        tables.put(key(to), moved.inHead(moved.inReferences(table)));
        if (!now.isEmpty()) {
            attached.put(key(to), now);
        }
    }

    /** Writes a new name into the foreign keys of all tables, those included that are looked at later. */
    private void everywhere(UnaryOperator<DefinitionText> move) {
        tables.replaceAll((key, text) -> move.apply(text));
        moves.add(move);
    }

    private void altered(Words words) {
        ObjectName table = words.name();
        if (table == null) {
            forgetAll();
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
        touch(table);
        DefinitionText text = tables.remove(key(table));
        if (text == null) {
            return;
        }
        List<DefinitionText.Element> elements = new ArrayList<>(text.elements());
        for (List<Token> action : words.parts()) {
            if (!act(elements, new Words(action), table)) {
                return;
            }
        }
        tables.put(key(table), new DefinitionText(text.head(), elements, text.tail()));
    }

    /** Whether it could be followed. */
    private boolean act(List<DefinitionText.Element> elements, Words words, ObjectName table) {
        if (words.skip("ADD")) {
            boolean column = words.skip("COLUMN");
            if (!column && !words.startsConstraint() && !(kind.isMysqlFamily() && words.startsIndex())) {
                return false;
            }
            List<Token> rest = words.rest();
            if (column && rest.stream().anyMatch(token -> token.is("FIRST") || token.is("AFTER") || token.is("IF"))) {
                return kind.isMysqlFamily()
                        && rest.stream().noneMatch(token -> token.is("IF"))
                        && place(elements, rest);
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
                    return !renamed
                            || renamedKeys(elements, name.name(), made.words().get(0), table);
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

    /** Keys that list a column which has another name now. */
    private boolean renamedKeys(List<DefinitionText.Element> elements, String from, Token to, ObjectName table) {
        Moved moved = new Moved(from, to);
        UnaryOperator<DefinitionText> targets = text -> moved.inTargets(table.name(), text);
        everywhere(targets);
        elements.replaceAll(element -> targets.apply(new DefinitionText(List.of(), List.of(element), List.of()))
                .elements()
                .get(0));
        for (int i = 0; i < elements.size(); i++) {
            DefinitionText.Element element = elements.get(i);
            if (element.mentions(from)) {
                Optional<List<Token>> tokens =
                        isKey(element) ? moved.inParentheses(element.tokens()) : Optional.<List<Token>>empty();
                if (tokens.isEmpty()) {
                    return false;
                }
                elements.set(i, new DefinitionText.Element(tokens.get(), false));
            }
        }
        return true;
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

    /** A column under another name, where nothing speaks of it but keys that list it. */
    private boolean rename(List<DefinitionText.Element> elements, String from, Token to, ObjectName table) {
        Moved moved = new Moved(from, to);
        UnaryOperator<DefinitionText> targets = text -> moved.inTargets(table.name(), text);
        everywhere(targets);
        elements.replaceAll(element -> targets.apply(new DefinitionText(List.of(), List.of(element), List.of()))
                .elements()
                .get(0));
        boolean found = false;
        for (int i = 0; i < elements.size(); i++) {
            DefinitionText.Element element = elements.get(i);
            if (!element.mentions(from)) {
                continue;
            }
            Optional<List<Token>> tokens = element.isColumn()
                    ? moved.atStart(element.tokens())
                    : isKey(element) ? moved.inParentheses(element.tokens()) : Optional.empty();
            if (tokens.isEmpty()) {
                return false;
            }
            elements.set(i, new DefinitionText.Element(tokens.get(), element.isColumn()));
            found |= element.isColumn();
        }
        List<String> statements = attached.getOrDefault(key(table), List.of());
        for (int i = 0; found && i < statements.size(); i++) {
            List<Token> tokens = Tokens.of(kind, statements.get(i));
            if (DefinitionText.mentions(tokens, from)) {
                Optional<List<Token>> index =
                        Moved.isIndex(tokens) ? moved.inParentheses(tokens) : Optional.<List<Token>>empty();
                if (index.isEmpty()) {
                    return false;
                }
                statements.set(i, Tokens.text(index.get()));
            }
        }
        return found;
    }

    /** Whether an element lists columns and nothing else: a key of any kind, but no check. */
    private static boolean isKey(DefinitionText.Element element) {
        return element.isA("PRIMARY")
                || element.isA("UNIQUE")
                || element.isA("FOREIGN")
                || element.isA("KEY")
                || element.isA("INDEX");
    }
}
