package dev.migrate.dialect.mysql;

import dev.migrate.dialect.DefinitionText;
import dev.migrate.diff.Blueprint;
import dev.migrate.operation.ObjectName;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Identifier;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A table of a blueprint: what the catalog says of it, in the spelling in which it is compared, and the statement that made it. */
final class MysqlTable {

    /** What MySQL hides from servers that are older than a clause. */
    private static final Pattern HINT = Pattern.compile("/\\*![0-9]{5,6}\\s(.*?)\\s?\\*/", Pattern.DOTALL);

    private final DatabaseKind kind;
    private final List<String> path;
    private final SchemaObject object;
    private final Map<String, SchemaObject> columns = new TreeMap<>();
    private final Map<String, SchemaObject> keys = new TreeMap<>();
    private final Map<String, SchemaObject> foreignKeys = new TreeMap<>();
    private final Map<String, SchemaObject> checks = new TreeMap<>();
    private final Map<String, SchemaObject> columnChecks = new TreeMap<>();
    private final String definition;
    private final DefinitionText text;
    private final TableTail tail;
    private boolean ordered;

    private MysqlTable(DatabaseKind kind, SchemaObject object, String definition) {
        this.kind = kind;
        this.object = object;
        this.path = object.path();
        this.definition = definition;
        this.text = DefinitionText.parse(kind, plain(kind, definition))
                .orElseThrow(() -> new IllegalStateException("not a table: " + definition));
        this.tail = TableTail.of(kind, text.tail());
    }

    /** The tables of a blueprint by their paths: those whose definitions it has. */
    static Map<List<String>, MysqlTable> of(DatabaseKind kind, Blueprint blueprint) {
        Map<List<String>, MysqlTable> tables = new TreeMap<>(SchemaObject::comparePaths);
        for (SchemaObject object : blueprint.schema().objects()) {
            if (object.kind() == ObjectKind.TABLE) {
                blueprint
                        .definition(object.path())
                        .ifPresent(sql -> tables.put(
                                object.path(), new MysqlTable(kind, Spelling.of(kind).comparable(object), sql)));
            }
        }
        for (SchemaObject object : blueprint.schema().objects()) {
            MysqlTable table = owner(tables, object.path());
            if (table != null) {
                table.take(Spelling.of(kind).comparable(object));
            }
        }
        return tables;
    }

    /** A table of another database stands behind its name, and a column's check behind the column. */
    private static @Nullable MysqlTable owner(Map<List<String>, MysqlTable> tables, List<String> path) {
        for (int i = path.size() - 1; i > 0; i--) {
            MysqlTable table = tables.get(path.subList(0, i));
            if (table != null) {
                return table;
            }
        }
        return null;
    }

    private void take(SchemaObject part) {
        switch (part.kind()) {
            case COLUMN -> {
                ordered |= part.properties().containsKey(SchemaObject.POSITION);
                columns.put(part.name(), part.without(List.of(SchemaObject.POSITION)));
            }
            case PRIMARY_KEY, UNIQUE, INDEX -> keys.put(part.name(), part);
            case FOREIGN_KEY -> foreignKeys.put(part.name(), part);
            case CHECK -> {
                if (part.path().size() == path.size() + 2) {
                    columnChecks.put(part.path().get(path.size()), part);
                } else {
                    checks.put(part.name(), part);
                }
            }
            default -> {
                // a trigger is drafted with the programs
            }
        }
    }

    /** A definition without the comments that MySQL reads. */
    static String plain(DatabaseKind kind, String definition) {
        StringBuilder text = new StringBuilder();
        for (Token token : Tokens.of(kind, definition)) {
            var hint = HINT.matcher(token.text());
            text.append(hint.matches() ? hint.group(1) : token.text());
        }
        return text.toString();
    }

    List<String> path() {
        return path;
    }

    ObjectName name() {
        return path.size() == 1 ? new ObjectName(null, path.get(0)) : new ObjectName(path.get(0), path.get(1));
    }

    /** The name in the database's quotes. */
    String quoted() {
        return Identifier.quote(kind, name().schema(), name().name());
    }

    /** The path as people read it. */
    String title() {
        return String.join(".", path);
    }

    SchemaObject object() {
        return object;
    }

    String definition() {
        return definition;
    }

    /** The statement in its pieces. */
    DefinitionText text() {
        return text;
    }

    TableTail tail() {
        return tail;
    }

    Map<String, SchemaObject> columns() {
        return columns;
    }

    /** The primary key, the unique keys and the indexes. */
    Map<String, SchemaObject> keys() {
        return keys;
    }

    Map<String, SchemaObject> foreignKeys() {
        return foreignKeys;
    }

    /** The checks that are the table's own. */
    Map<String, SchemaObject> checks() {
        return checks;
    }

    /** Everything of a column that is compared. */
    List<@Nullable Object> comparableColumn(String column) {
        List<@Nullable Object> of = new ArrayList<>();
        of.add(columns.get(column));
        of.add(columnChecks.get(column));
        return of;
    }

    String collation() {
        return object.properties().getOrDefault("collation", "");
    }

    /** The columns in their order. */
    List<String> order() {
        return text.elements().stream()
                .filter(DefinitionText.Element::isColumn)
                .map(DefinitionText.Element::name)
                .toList();
    }

    /** The definition of a column behind its name, with its collation where it is not the table's. */
    ColumnText column(String column) {
        ColumnText of = ColumnText.of(text.column(column)
                .orElseThrow(() -> new IllegalStateException("no column " + column + " in " + definition)));
        SchemaObject read = columns.get(column);
        String collation = read == null ? null : read.properties().get("collation");
        of.remove(ColumnText.Kind.COLLATE);
        if (collation != null) {
            of.set(ColumnText.Kind.COLLATE, "COLLATE " + collation);
        }
        return normal(of, column, collation());
    }

    /**
     * A column's definition with its collation only where it is not the table's, and in the shortest words.
     *
     * @param tableCollation that of the table
     */
    ColumnText normal(ColumnText of, String column, String tableCollation) {
        of.remove(ColumnText.Kind.CHARACTER_SET);
        if (isMariadbJson(of, column)) {
            of.set(ColumnText.Kind.TYPE, "json");
            of.remove(ColumnText.Kind.COLLATE);
            of.remove(ColumnText.Kind.CHECK);
            return of;
        }
        of.set(ColumnText.Kind.TYPE, Spelling.type(of.get(ColumnText.Kind.TYPE)));
        if (of.get(ColumnText.Kind.COLLATE).equals("COLLATE " + tableCollation)) {
            of.remove(ColumnText.Kind.COLLATE);
        }
        return of;
    }

    private boolean isMariadbJson(ColumnText of, String column) {
        return kind == DatabaseKind.MARIADB
                && of.get(ColumnText.Kind.TYPE).equalsIgnoreCase("longtext")
                && of.get(ColumnText.Kind.COLLATE).equals("COLLATE utf8mb4_bin")
                && of.get(ColumnText.Kind.CHECK)
                        .equalsIgnoreCase("CHECK (json_valid(" + Identifier.quote(kind, column) + "))");
    }

    /** The line of a key. */
    DefinitionText.Element key(String key) {
        return element(
                key,
                key.equals("PRIMARY")
                        ? element -> element.isA("PRIMARY", "KEY")
                        : element -> element.name().equals(key)
                                && (element.isA("KEY") || element.isA("UNIQUE") || element.isA("FULLTEXT")
                                        || element.isA("SPATIAL")));
    }

    /** The line of a foreign key. */
    DefinitionText.Element foreignKey(String key) {
        return element(key, element -> element.isA("FOREIGN", "KEY") && element.name().equals(key));
    }

    /** The line of a check. */
    DefinitionText.Element check(String check) {
        return element(check, element -> element.isA("CHECK") && element.name().equals(check));
    }

    private DefinitionText.Element element(String what, Predicate<DefinitionText.Element> is) {
        return text.elements().stream()
                .filter(element -> !element.isColumn() && is.test(element))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + what + " in " + definition));
    }

    /** Whether the order of the columns means something; what made the model may have left it out. */
    boolean isOrdered() {
        return ordered;
    }

    /** The lines that are neither columns nor foreign keys. */
    List<DefinitionText.Element> lines() {
        return text.elements().stream()
                .filter(element -> !element.isColumn() && !element.isA("FOREIGN", "KEY"))
                .toList();
    }

    /** The columns that mention a name in their formula. */
    List<String> computedFrom(String column) {
        return order().stream()
                .filter(other -> !other.equals(column))
                .filter(other -> DefinitionText.mentions(
                        Tokens.of(kind, column(other).get(ColumnText.Kind.GENERATED)), column))
                .toList();
    }

    /** The table that a foreign key leads to. */
    List<String> target(SchemaObject key) {
        String database = key.properties().get("referenced database");
        String table = Objects.requireNonNull(key.properties().get("referenced table"));
        return database != null ? List.of(database, table) : path.size() == 1 ? List.of(table) : List.of(path.get(0), table);
    }
}
