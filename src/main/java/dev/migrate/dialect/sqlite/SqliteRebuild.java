package dev.migrate.dialect.sqlite;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Default;
import dev.migrate.Type;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.dialect.Refusal;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.CreateIndex;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.Rename;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.Token;
import dev.migrate.sql.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One rebuild of a table for all its changes, as sqlite.org/lang_altertable.html has it in section 7: the changes are made in the text of its CREATE TABLE, so that
 * nothing that they do not touch is lost.
 */
final class SqliteRebuild {

    private static final String PREFIX = "migrate_rebuild_";

    private final SqliteDdl ddl;
    private final Dialect dialect;
    /** What is done, for the message when it leaves foreign keys that lead nowhere. */
    private final String call;

    private final ObjectName table;
    private final DefinitionText before;
    private final List<String> attached;
    private final List<DefinitionText.Element> elements;
    private final boolean strict;

    /** What stands behind the columns and constraints. */
    private List<Token> tail;

    /** Columns of the new table and what they get; those that are new or computed are not among them. */
    private final Map<String, String> copied = new LinkedHashMap<>();

    private final List<String> gone = new ArrayList<>();
    private final List<String> indexesGone = new ArrayList<>();
    private final List<String> indexes = new ArrayList<>();

    /** New names of columns and the old ones, which are given up at the end. */
    private final Map<String, String> renamed = new LinkedHashMap<>();

    SqliteRebuild(SqliteDdl ddl, Dialect dialect, LiveCatalog catalog, Operation operation, ObjectName table) {
        this.ddl = ddl;
        this.dialect = dialect;
        this.call = operation.call();
        this.table = table;
        this.before = definition(catalog, operation, table);
        this.tail = before.tail();
        this.attached = catalog.attached(table);
        this.elements = new ArrayList<>(before.elements());
        this.strict = before.tail().stream().anyMatch(token -> token.is("STRICT"));
        for (DefinitionText.Element element : elements) {
            if (element.isColumn() && !new SqliteColumnText(element).has(SqliteColumnText.Kind.GENERATED)) {
                copied.put(element.name(), element.name());
            }
        }
    }

    /** The statements that make a table into one that another statement would have made; rows keep what both have columns for. */
    static List<String> into(
            SqliteDdl ddl, Dialect dialect, LiveCatalog catalog, ObjectName table, DefinitionText goal) {
        var rebuild = new SqliteRebuild(ddl, dialect, catalog, new AlterTable(table, List.of()), table);
        rebuild.elements.clear();
        rebuild.elements.addAll(goal.elements());
        rebuild.tail = goal.tail();
        rebuild.copied.clear();
        for (DefinitionText.Element element : goal.elements()) {
            boolean computed = element.isColumn() && new SqliteColumnText(element).has(SqliteColumnText.Kind.GENERATED);
            if (element.isColumn() && !computed) {
                rebuild.before.column(element.name()).ifPresent(old -> rebuild.copied.put(element.name(), old.name()));
            }
        }
        for (DefinitionText.Element element : rebuild.before.elements()) {
            if (element.isColumn() && goal.column(element.name()).isEmpty()) {
                rebuild.gone.add(element.name());
            }
        }
        return rebuild.statements();
    }

    static DefinitionText definition(LiveCatalog catalog, Operation operation, ObjectName table) {
        if (!catalog.isKnown(table)) {
            throw Refusal.needsDefinition(
                    operation,
                    "the definition of \"" + table + "\", which SQLite must make anew",
                    "run it on the database itself, or write the change for SQLite in SQL: op.on(SQLITE, o ->"
                            + " o.execute(\"…\"))");
        }
        String sql =
                catalog.tableDefinition(table).orElseThrow(() -> Refusal.missing(operation, "table \"" + table + "\""));
        return DefinitionText.parse(DatabaseKind.SQLITE, sql)
                .orElseThrow(() -> Refusal.unsupported(
                        DatabaseKind.SQLITE,
                        operation,
                        "way to alter a virtual table",
                        "drop \"" + table + "\" and make it anew"));
    }

    void change(Operation change) {
        if (change instanceof AddColumn add) {
            add(add);
        } else if (change instanceof DropColumn drop) {
            drop(drop);
        } else if (change instanceof AlterColumn alter) {
            alter(alter);
        } else if (change instanceof AddConstraint add) {
            elements.add(element(ddl.constraint(add, old(add.constraint())), false));
        } else if (change instanceof DropConstraint drop) {
            drop(drop);
        } else if (change instanceof Rename rename) {
            rename(rename);
        } else if (change instanceof CreateIndex create) {
            indexes.add(ddl.index(create));
        } else if (change instanceof DropIndex drop) {
            indexesGone.add(drop.index());
            indexes.removeIf(sql -> indexName(sql).equalsIgnoreCase(drop.index()));
        } else {
            throw new IllegalArgumentException(change.call());
        }
    }

    private DefinitionText.Element element(String text, boolean column) {
        return new DefinitionText.Element(Tokens.of(DatabaseKind.SQLITE, "\n    " + text), column);
    }

    private int find(Operation change, String column) {
        String old = renamed.getOrDefault(column, column);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i).isColumn() && elements.get(i).name().equalsIgnoreCase(old)) {
                return i;
            }
        }
        throw Refusal.missing(change, "column \"" + column + "\" in \"" + table + "\"");
    }

    private boolean exists(String column) {
        return elements.stream()
                .anyMatch(element -> element.isColumn() && element.name().equalsIgnoreCase(column));
    }

    private void add(AddColumn add) {
        Column column = add.column();
        if (add.ifNotExists() && exists(column.name())) {
            return;
        }
        if (renamed.containsValue(column.name())) {
            throw Refusal.unsupported(
                    DatabaseKind.SQLITE,
                    add,
                    "way to give a name away and use it again in one rebuild",
                    "write two calls of batchAlterTable(…)");
        }
        DefinitionText.Element element = element(ddl.columnText(add, column, strict), true);
        int at = add.first() ? 0 : columns();
        if (add.after() != null) {
            at = find(add, add.after()) + 1;
        }
        elements.add(at, element);
    }

    private int columns() {
        return (int) elements.stream().filter(DefinitionText.Element::isColumn).count();
    }

    /** Constraints over the column go with it, as on PostgreSQL. */
    private void drop(DropColumn drop) {
        String column = renamed.getOrDefault(drop.column(), drop.column());
        if (drop.ifExists() && !exists(column)) {
            return;
        }
        elements.remove(find(drop, drop.column()));
        elements.removeIf(element -> !element.isColumn()
                && (element.isA("CHECK")
                        ? element.mentions(column)
                        : element.columns().stream().anyMatch(column::equalsIgnoreCase)));
        copied.remove(copiedName(column));
        gone.add(column);
    }

    private String copiedName(String column) {
        return copied.keySet().stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .orElse(column);
    }

    private void alter(AlterColumn alter) {
        ColumnChange change = alter.change();
        int at = find(alter, alter.column());
        SqliteColumnText text = new SqliteColumnText(elements.get(at));
        String column = elements.get(at).name();
        if (change.type() != null) {
            type(alter, text, column, change.type());
        }
        if (change.nullable() != null) {
            text.remove(SqliteColumnText.Kind.NULL);
            if (!change.nullable()) {
                text.set(SqliteColumnText.Kind.NULL, "NOT NULL");
            }
        }
        if (change.initial() != null) {
            Default initial = change.initial().to();
            text.remove(SqliteColumnText.Kind.DEFAULT);
            if (initial != null) {
                text.set(SqliteColumnText.Kind.DEFAULT, "DEFAULT " + ddl.initialText(initial));
            }
        }
        if (change.collation() != null) {
            text.remove(SqliteColumnText.Kind.COLLATE);
            if (change.collation().to() != null) {
                text.set(
                        SqliteColumnText.Kind.COLLATE,
                        "COLLATE " + ddl.quote(change.collation().to()));
            }
        }
        if (change.generated() != null) {
            text.remove(SqliteColumnText.Kind.GENERATED);
            if (change.generated().to() == null) {
                copied.put(column, column);
            } else {
                text.remove(SqliteColumnText.Kind.DEFAULT);
                text.set(
                        SqliteColumnText.Kind.GENERATED,
                        SqliteDdl.generated(change.generated().to()));
                copied.remove(copiedName(column));
            }
        }
        if (change.identity() != null) {
            numbering(alter, text, column, change.identity().to() != null);
        }
        elements.set(at, text.element());
        if (change.name() != null) {
            renamed.put(change.name(), column);
        }
    }

    /**
     * What is INTEGER PRIMARY KEY is the row's own number, of 64 bits and given where none is said; under the name of a wider type it
     * would not be (sqlite.org/lang_createtable.html, 5).
     */
    private void type(AlterColumn alter, SqliteColumnText text, String column, Type type) {
        text.removeEnumeration(column);
        if (text.get(SqliteColumnText.Kind.TYPE).equalsIgnoreCase("INTEGER") && isKey(text, column)) {
            if (SqliteTypes.isWhole(type)) {
                return;
            }
            boolean stops = alter.change().identity() != null
                    && alter.change().identity().to() == null;
            if (text.get(SqliteColumnText.Kind.PRIMARY_KEY)
                            .toUpperCase(Locale.ROOT)
                            .contains("AUTOINCREMENT")
                    && !stops) {
                throw Refusal.unsupported(
                        DatabaseKind.SQLITE,
                        alter,
                        "numbering but of whole numbers",
                        "stop the numbering too: .dropIdentity().type(…)");
            }
            if (!text.has(SqliteColumnText.Kind.NULL)) {
                // another key than the row's number takes NULL
                text.set(SqliteColumnText.Kind.NULL, "NOT NULL");
            }
        }
        text.set(SqliteColumnText.Kind.TYPE, SqliteTypes.name(type, strict));
        if (type.kind() == Type.Kind.ENUMERATION) {
            text.add(SqliteColumnText.Kind.CHECK, ddl.enumeration(column, type));
        }
    }

    private boolean isKey(SqliteColumnText text, String column) {
        return text.has(SqliteColumnText.Kind.PRIMARY_KEY)
                || elements.stream()
                        .anyMatch(element -> !element.isColumn()
                                && element.isA("PRIMARY", "KEY")
                                && element.columns().size() == 1
                                && element.columns().get(0).equalsIgnoreCase(column));
    }

    /** AUTOINCREMENT stands behind a column's own PRIMARY KEY alone, and its type is INTEGER (sqlite.org/autoinc.html). */
    private void numbering(AlterColumn alter, SqliteColumnText text, String column, boolean wanted) {
        boolean own = text.has(SqliteColumnText.Kind.PRIMARY_KEY);
        boolean tables = elements.removeIf(element -> wanted
                && !element.isColumn()
                && element.isA("PRIMARY", "KEY")
                && element.columns().size() == 1
                && element.columns().get(0).equalsIgnoreCase(column));
        if (wanted && !own && !tables) {
            throw ddl.numbersKeysOnly(alter);
        }
        if (own || tables) {
            text.set(SqliteColumnText.Kind.PRIMARY_KEY, wanted ? "PRIMARY KEY AUTOINCREMENT" : "PRIMARY KEY");
        }
        if (wanted) {
            text.set(SqliteColumnText.Kind.TYPE, "INTEGER");
        }
    }

    private void drop(DropConstraint drop) {
        if (drop.isPrimaryKey() ? dropPrimaryKey() : dropNamed(drop.constraint()) || isUnnamed(drop)) {
            return;
        }
        if (!drop.ifExists()) {
            throw Refusal.missing(
                    drop,
                    drop.isPrimaryKey()
                            ? "primary key in \"" + table + "\""
                            : "constraint \"" + drop.constraint() + "\" in \"" + table + "\"");
        }
    }

    /** What has no name goes where the script says what it was. */
    private boolean isUnnamed(DropConstraint drop) {
        return drop.was() != null && new UnnamedConstraint(old(drop.was().constraint())).leave(elements);
    }

    private boolean dropNamed(String name) {
        boolean found = elements.removeIf(
                element -> !element.isColumn() && element.name().equalsIgnoreCase(name));
        for (int i = 0; i < elements.size() && !found; i++) {
            if (elements.get(i).isColumn()) {
                SqliteColumnText text = new SqliteColumnText(elements.get(i));
                found = text.removeConstraint(name);
                elements.set(i, text.element());
            }
        }
        return found;
    }

    private boolean dropPrimaryKey() {
        boolean found = elements.removeIf(element -> !element.isColumn() && element.isA("PRIMARY", "KEY"));
        for (int i = 0; i < elements.size() && !found; i++) {
            if (elements.get(i).isColumn()) {
                SqliteColumnText text = new SqliteColumnText(elements.get(i));
                found = text.has(SqliteColumnText.Kind.PRIMARY_KEY);
                text.remove(SqliteColumnText.Kind.PRIMARY_KEY);
                elements.set(i, text.element());
            }
        }
        return found;
    }

    private void rename(Rename rename) {
        String name = rename.name().name();
        String to = ddl.quote(rename.to());
        for (int i = 0; i < elements.size(); i++) {
            DefinitionText.Element element = elements.get(i);
            if (element.isColumn()) {
                SqliteColumnText text = new SqliteColumnText(element);
                if (text.renameConstraint(name, to)) {
                    elements.set(i, text.element());
                    return;
                }
            } else if (element.name().equalsIgnoreCase(name)) {
                List<Token> tokens = new ArrayList<>(element.tokens());
                boolean next = false;
                for (int j = 0; j < tokens.size(); j++) {
                    if (next && tokens.get(j).sort() != Token.Sort.BLANK) {
                        tokens.set(j, new Token(Token.Sort.IDENTIFIER, to));
                        break;
                    }
                    next |= tokens.get(j).is("CONSTRAINT");
                }
                elements.set(i, new DefinitionText.Element(tokens, false));
                return;
            }
        }
        throw Refusal.missing(rename, "constraint \"" + name + "\" in \"" + table + "\"");
    }

    /** A constraint over columns by the names that they have until the end. */
    private Constraint old(Constraint constraint) {
        if (renamed.isEmpty()) {
            return constraint;
        }
        if (constraint instanceof Constraint.PrimaryKey key) {
            return new Constraint.PrimaryKey(key.name(), old(key.columns()), key.timing());
        }
        if (constraint instanceof Constraint.Unique key) {
            return new Constraint.Unique(key.name(), old(key.columns()), key.areNullsDistinct(), key.timing());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return new Constraint.ForeignKey(
                    key.name(),
                    old(key.columns()),
                    key.table(),
                    key.targets(),
                    key.deletion(),
                    key.update(),
                    key.matching(),
                    key.timing());
        }
        return constraint;
    }

    private List<String> old(List<String> columns) {
        return columns.stream()
                .map(column -> renamed.getOrDefault(column, column))
                .toList();
    }

    List<String> statements() {
        ObjectName fresh = table.sibling(PREFIX + table.name());
        String old = ddl.name(table);
        String made = ddl.name(fresh);
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TEMP TABLE migrate_keys AS SELECT count(*) AS broken FROM " + brokenKeys());
        statements.add("CREATE TABLE " + made + " ("
                + elements.stream()
                        .map(element -> Tokens.text(element.tokens()))
                        .collect(Collectors.joining(","))
                + lineBreak() + Tokens.text(tail));
        if (!copied.isEmpty()) {
            statements.add("INSERT INTO " + made + " " + ddl.names(copied.keySet()) + "\nSELECT "
                    + copied.values().stream().map(ddl::quote).collect(Collectors.joining(", ")) + " FROM " + old);
        }
        if (numbers(before.elements()) && numbers(elements)) {
            counter(statements, fresh);
        }
        statements.add("DROP TABLE " + old);
        // else SQLite 3.26 and newer would look at views and triggers that name the table while it is not there
        statements.add("PRAGMA legacy_alter_table = ON");
        statements.add("ALTER TABLE " + made + " RENAME TO " + ddl.quote(table.name()));
        statements.add("PRAGMA legacy_alter_table = OFF");
        attached.stream().filter(this::stays).forEach(statements::add);
        renamed.forEach((to, from) ->
                statements.add("ALTER TABLE " + old + " RENAME COLUMN " + ddl.quote(from) + " TO " + ddl.quote(to)));
        statements.addAll(indexes);
        statements.addAll(dialect.assertTrue(
                "SELECT (SELECT count(*) FROM " + brokenKeys() + ") <= (SELECT broken FROM temp.migrate_keys)",
                true,
                call + " leaves rows whose foreign keys lead nowhere"));
        statements.add("DROP TABLE temp.migrate_keys");
        return statements;
    }

    /**
     * The rows whose foreign keys lead nowhere, of this table and of those that refer to it. No others can be changed by a rebuild; to go through all
     * of a large database takes long, and ends in an error where some other table refers to what is no key (sqlite.org/foreignkeys.html, 3).
     */
    private String brokenKeys() {
        String name = "lower(" + dialect.literal(table.name()) + ")";
        String schema = table.schema();
        String tables = schema == null ? "sqlite_schema" : ddl.quote(schema) + ".sqlite_schema";
        String of = schema == null ? "(t.name)" : "(t.name, " + dialect.literal(schema) + ")";
        return tables + " AS t, pragma_foreign_key_check" + of + "\nWHERE t.type = 'table' AND (lower(t.name) = " + name
                + " OR EXISTS (SELECT 1 FROM pragma_foreign_key_list" + of + " AS k WHERE lower(k.\"table\") = " + name
                + "))";
    }

    /** Before the parenthesis: where one stood there before, and behind a comment that would swallow it. */
    private String lineBreak() {
        String text = Tokens.text(elements.get(elements.size() - 1).tokens());
        List<Token> last = before.elements().get(before.elements().size() - 1).tokens();
        boolean broken =
                Tokens.text(last).stripTrailing().length() < Tokens.text(last).length();
        boolean breaks = text.endsWith("\n");
        return !breaks && (broken || text.substring(text.lastIndexOf('\n') + 1).contains("--")) ? "\n" : "";
    }

    private static boolean numbers(List<DefinitionText.Element> elements) {
        return elements.stream()
                .anyMatch(element ->
                        element.isColumn() && element.words().stream().anyMatch(word -> word.is("AUTOINCREMENT")));
    }

    /** The counter of AUTOINCREMENT, which may stand above the greatest number that is left. */
    private void counter(List<String> statements, ObjectName fresh) {
        String sequence = ddl.name(table.sibling("sqlite_sequence"));
        String made = dialect.literal(fresh.name());
        statements.add("DELETE FROM " + sequence + " WHERE name = " + made);
        statements.add("INSERT INTO " + sequence + " (name, seq) SELECT " + made + ", seq FROM " + sequence
                + " WHERE name = " + dialect.literal(table.name()));
    }

    /** Indexes go with a column; triggers do not, so that SQLite says what they miss. */
    private boolean stays(String sql) {
        List<Token> tokens = Tokens.of(DatabaseKind.SQLITE, sql);
        boolean index = tokens.stream().filter(Token::isName).limit(3).anyMatch(token -> token.is("INDEX"));
        if (!index) {
            return true;
        }
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).is("(")) {
            open++;
        }
        List<Token> keys = tokens.subList(open, tokens.size());
        return indexesGone.stream().noneMatch(name -> name.equalsIgnoreCase(indexName(sql)))
                && gone.stream().noneMatch(column -> DefinitionText.mentions(keys, column));
    }

    /** The name in a CREATE INDEX statement. */
    static String indexName(String sql) {
        List<Token> words = Tokens.of(DatabaseKind.SQLITE, sql).stream()
                .filter(token -> token.sort() != Token.Sort.BLANK)
                .toList();
        String name = "";
        for (Token word : words) {
            if (word.is("ON")) {
                break;
            }
            name = word.isName() ? word.name() : name;
        }
        return name;
    }
}
