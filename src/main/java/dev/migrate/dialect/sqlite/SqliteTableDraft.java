package dev.migrate.dialect.sqlite;

import static dev.migrate.dialect.sqlite.SqliteSide.Key;
import static dev.migrate.dialect.sqlite.TableText.Part;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.Identity;
import dev.migrate.TableElement;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.DefinitionText;
import dev.migrate.dialect.KnownTables;
import dev.migrate.dialect.Rendered;
import dev.migrate.operation.AddColumn;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterColumn;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.Change;
import dev.migrate.operation.ColumnChange;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropColumn;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.operation.TableProperties;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a table is made, or made into another. What is proposed is rendered, and the text that comes of it read again: only what leads to the very table that is wanted is
 * taken, so that where the operations have no word for a thing the goal's own text is.
 */
final class SqliteTableDraft {

    private static final Set<ObjectKind> CONSTRAINTS =
            Set.of(ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.FOREIGN_KEY, ObjectKind.CHECK);

    private final SqliteDialect dialect;
    private final SqliteSide from;
    private final SqliteSide to;
    private final CanonicalText canonical;
    private final KnownTables state;
    private final String table;
    private final ObjectName name;
    private final boolean strict;

    /** Keys of what stands in the table, but is left out of the comparison, and stays. */
    private final Set<Key> hidden = new java.util.HashSet<>();

    /**
     * For one table.
     *
     * @param state the tables as they are when its turn comes
     * @param table its name as SQLite compares it
     */
    SqliteTableDraft(
            SqliteDialect dialect,
            SqliteSide from,
            SqliteSide to,
            CanonicalText canonical,
            KnownTables state,
            String table) {
        this.dialect = dialect;
        this.from = from;
        this.to = to;
        this.canonical = canonical;
        this.state = state;
        this.table = table;
        Key key = new Key(ObjectKind.TABLE, List.of(table));
        SqliteSide named = from.objects().containsKey(key) ? from : to;
        this.name = new ObjectName(null, named.spelled(key).name());
        this.strict = to.objects().get(key).properties().containsKey("strict");
        from.said(table).keySet().stream()
                .filter(said -> !from.objects().containsKey(said))
                .forEach(hidden::add);
    }

    ObjectName name() {
        return name;
    }

    /** What makes the table where there is none. */
    Operation creation() {
        Optional<Operation> made = created();
        return made.isPresent() && leadsThere(List.of(made.get())) ? made.get() : new Execute(goal(), List.of());
    }

    /** What makes the table into the one that is wanted: a step each where SQLite alters it in place, else one for all changes. */
    List<Operation> alteration() {
        Optional<List<Operation>> changes = changes();
        if (changes.isPresent()) {
            List<Operation> each = changes.get();
            boolean columns = each.stream().allMatch(o -> o instanceof AddColumn || o instanceof DropColumn);
            if (columns && inPlace(each) && leadsThere(each)) {
                return each;
            }
            Operation together = each.size() == 1 ? each.get(0) : new AlterTable(name, each);
            if (leadsThere(List.of(together))) {
                return List.of(together);
            }
        }
        return List.of(new Execute(rebuild(), List.of()));
    }

    /** Whether SQLite's own ALTER TABLE does them. */
    boolean inPlace(List<Operation> operations) {
        KnownTables tables = new KnownTables(DatabaseKind.SQLITE, state);
        try {
            for (Operation operation : operations) {
                Rendered rendered = dialect.render(operation, tables);
                if (rendered.foreignKeysOff()) {
                    return false;
                }
                rendered.statements().forEach(tables::apply);
            }
            return true;
        } catch (MigrateException e) {
            return false;
        }
    }

    private boolean leadsThere(List<Operation> operations) {
        KnownTables tables = new KnownTables(DatabaseKind.SQLITE, state);
        try {
            for (Operation operation : operations) {
                dialect.render(operation, tables).statements().forEach(tables::apply);
            }
        } catch (MigrateException e) {
            return false;
        }
        Optional<String> sql = tables.tableDefinition(name);
        return sql.isPresent() && compared(new TableText(name.name(), sql.get(), canonical).objects())
                .equals(compared(to.table(table).values()));
    }

    private Map<Key, SchemaObject> compared(Iterable<SchemaObject> objects) {
        Map<Key, SchemaObject> compared = new HashMap<>();
        for (SchemaObject object : objects) {
            Key key = Key.of(object);
            if (!hidden.contains(key) || to.objects().containsKey(key)) {
                compared.put(key, Spelling.of(object).without(List.of(SchemaObject.POSITION)));
            }
        }
        return compared;
    }

    /** The goal's own statement, where it says what is wanted. */
    private String goal() {
        Key key = new Key(ObjectKind.TABLE, List.of(table));
        String sql = to.definition(key).orElse("");
        boolean says = !sql.isEmpty()
                && hidden.isEmpty()
                && compared(to.said(table).values()).equals(compared(to.table(table).values()));
        if (!says) {
            throw dev.migrate.diagnostic.Diagnostic.error(
                            "autogenerate/no-statement",
                            "there is no statement that makes table \"" + name + "\" what it is to be")
                    .note("SQLite keeps a table as the text that made it, and the operations have no word for what"
                            + " changes here")
                    .help("write the revision by hand, or make the model's table in one CREATE TABLE statement")
                    .toException();
        }
        return sql;
    }

    private String rebuild() {
        DefinitionText goal = DefinitionText.parse(DatabaseKind.SQLITE, goal())
                .orElseThrow(() -> new IllegalStateException("no CREATE TABLE: " + goal()));
        var ddl = new SqliteDdl(dialect, state);
        List<String> statements = SqliteRebuild.into(ddl, dialect, state, name, goal);
        return SqliteDdl.FOREIGN_KEYS_OFF + ";\n" + String.join(";\n", statements);
    }

    private Map<Part, String> parts(Key key) {
        Map<Part, String> parts = to.parts(key);
        return parts == null ? Objects.requireNonNullElse(from.parts(key), Map.of()) : parts;
    }

    private Optional<Constraint> constraint(Key key) {
        return SqliteWords.constraint(to.objects().get(key), parts(key));
    }

    private Column column(Key key) {
        return SqliteWords.column(to.spelled(key), parts(key), strict);
    }

    private List<Key> columns() {
        return to.keys(ObjectKind.COLUMN).stream()
                .filter(key -> key.first().equals(table))
                .sorted(Comparator.comparingInt(key -> Integer.parseInt(
                        to.spelled(key).properties().getOrDefault(SchemaObject.POSITION, "0"))))
                .toList();
    }

    private List<Key> constraints(SqliteSide side) {
        return side.table(table).keySet().stream()
                .filter(key -> CONSTRAINTS.contains(key.kind()))
                .sorted(Comparator.comparing(Key::kind))
                .toList();
    }

    private Optional<Operation> created() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns().forEach(key -> columns.put(key.path().get(1), column(key)));
        List<TableElement> constraints = new ArrayList<>();
        for (Key key : constraints(to)) {
            Optional<Constraint> constraint = constraint(key);
            if (constraint.isEmpty()) {
                return Optional.empty();
            }
            boolean numbers = to.objects().get(key).properties().containsKey("autoincrement");
            if (!withColumn(constraint.get(), columns, numbers)) {
                constraints.add(constraint.get());
            }
        }
        Map<String, String> properties =
                to.objects().get(new Key(ObjectKind.TABLE, List.of(table))).properties();
        var rest = new TableProperties(
                null,
                null,
                null,
                null,
                Map.of(),
                null,
                null,
                false,
                false,
                strict,
                properties.containsKey("without rowid"));
        List<TableElement> elements = new ArrayList<>(columns.values());
        elements.addAll(constraints);
        return elements.isEmpty() ? Optional.empty() : Optional.of(new CreateTable(name, elements, rest, false));
    }

    /** Says a key of one column with the column, as a person would, where that says the same. */
    private static boolean withColumn(Constraint constraint, Map<String, Column> columns, boolean numbers) {
        if (!(constraint instanceof Constraint.PrimaryKey key)
                || key.name() != null
                || key.columns().size() != 1) {
            return false;
        }
        String name = Spelling.fold(key.columns().get(0));
        Column column = columns.get(name);
        if (column == null) {
            return false;
        }
        boolean rowId = column.type().kind() == dev.migrate.Type.Kind.INTEGER;
        if (numbers) {
            columns.put(name, column.identity().primaryKey());
            return true;
        }
        if (rowId && !column.isNullable()) {
            // the numbers of rows take no NULL, so that the words are left out where the key stands with the column
            return false;
        }
        columns.put(name, column.isNullable() && !rowId ? column.primaryKey().nullable() : column.primaryKey());
        return true;
    }

    /** The changes one by one; empty where one of them has no words. */
    private Optional<List<Operation>> changes() {
        List<Operation> drops = new ArrayList<>();
        List<Operation> columns = new ArrayList<>();
        List<Operation> adds = new ArrayList<>();
        Map<Key, SchemaObject> before = compared(from.table(table).values());
        Map<Key, SchemaObject> after = compared(to.table(table).values());
        Key self = new Key(ObjectKind.TABLE, List.of(table));
        if (!before.get(self).equals(after.get(self))) {
            return Optional.empty();
        }
        List<Column> added = new ArrayList<>();
        for (Key key : columns()) {
            if (!before.containsKey(key)) {
                added.add(column(key));
            }
        }
        List<Key> keys = new ArrayList<>();
        for (Key key : constraints(to)) {
            if (!Objects.equals(before.get(key), after.get(key))) {
                keys.add(key);
            }
        }
        for (Key key : constraints(from)) {
            if (!Objects.equals(before.get(key), after.get(key)) && !dropped(key, drops, after, keys)) {
                return Optional.empty();
            }
        }
        for (Key key : keys) {
            Optional<Constraint> constraint = constraint(key);
            if (constraint.isEmpty()) {
                return Optional.empty();
            }
            if (!withAdded(constraint.get(), parts(key), added)) {
                adds.add(new AddConstraint(name, constraint.get(), false));
            }
        }
        added.forEach(column -> columns.add(new AddColumn(name, column, false, false, null)));
        for (Key key : columns()) {
            SchemaObject was = before.get(key);
            if (was != null && !was.equals(after.get(key))) {
                columns.add(altered(key, was, after.get(key)));
            }
        }
        for (Key key : from.keys(ObjectKind.COLUMN)) {
            if (key.first().equals(table) && !after.containsKey(key)) {
                columns.add(new DropColumn(name, from.spelled(key).name(), false, false, null));
            }
        }
        drops.addAll(columns);
        drops.addAll(adds);
        return drops.isEmpty() ? Optional.empty() : Optional.of(drops);
    }

    /** Drops a constraint that goes or changes; false where there are no words for that. */
    private boolean dropped(Key key, List<Operation> drops, Map<Key, SchemaObject> after, List<Key> adds) {
        String constraint = Objects.requireNonNullElse(from.parts(key), Map.<Part, String>of())
                .get(Part.NAME);
        boolean primary = key.kind() == ObjectKind.PRIMARY_KEY;
        SchemaObject now = after.get(key);
        if (primary && now != null) {
            SchemaObject was = from.objects().get(key);
            boolean numbers = now.properties().containsKey("autoincrement");
            List<String> numbering = List.of("autoincrement");
            if (Spelling.of(was).without(numbering).equals(now.without(numbering))) {
                Optional<List<String>> columns = SqliteWords.names(parts(key).get(Part.COLUMNS));
                if (columns.isEmpty() || columns.get().size() != 1) {
                    return false;
                }
                Change<Identity> change = new Change<>(numbers ? Identity.byDefault() : null);
                drops.add(new AlterColumn(
                        name,
                        columns.get().get(0),
                        new ColumnChange(null, null, null, null, null, null, null, change, null),
                        null));
                adds.remove(key);
                return true;
            }
        }
        if (primary || constraint != null) {
            drops.add(new DropConstraint(name, primary ? "" : constraint, primary, false, false, null));
            return true;
        }
        // one without a name goes with its columns alone, which is looked at when all is done
        return true;
    }

    /** Says a constraint with the new column that it is about, so that SQLite can add the column in place. */
    private static boolean withAdded(Constraint constraint, Map<Part, String> parts, List<Column> added) {
        List<String> columns = SqliteWords.names(parts.get(Part.COLUMNS)).orElse(List.of());
        if (columns.size() != 1) {
            return false;
        }
        for (int i = 0; i < added.size(); i++) {
            Column column = added.get(i);
            if (!Spelling.fold(column.name()).equals(Spelling.fold(columns.get(0)))) {
                continue;
            }
            if (constraint instanceof Constraint.ForeignKey key && column.reference() == null) {
                added.set(i, column.references(key));
                return true;
            }
            if (constraint instanceof Constraint.Check check && check.name() == null && column.condition() == null) {
                added.set(i, column.check(check.expression()));
                return true;
            }
        }
        return false;
    }

    private AlterColumn altered(Key key, SchemaObject was, SchemaObject now) {
        Column column = column(key);
        var change = new ColumnChange(
                null,
                differs(was, now, "type") ? column.type() : null,
                null,
                differs(was, now, "not null") ? column.isNullable() : null,
                differs(was, now, "default") ? new Change<>(column.initial()) : null,
                null,
                differs(was, now, "collation") ? new Change<>(column.collation()) : null,
                null,
                differs(was, now, "generated") ? new Change<>(column.formula()) : null);
        return new AlterColumn(name, from.spelled(key).name(), change, null);
    }

    private static boolean differs(SchemaObject was, SchemaObject now, String property) {
        @Nullable String before = was.properties().get(property);
        return !Objects.equals(before, now.properties().get(property));
    }
}
