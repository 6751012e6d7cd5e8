package dev.migrate.dialect.postgresql;

import dev.migrate.Column;
import dev.migrate.Constraint;
import dev.migrate.TableElement;
import dev.migrate.dialect.LiveCatalog;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.CommentOnTable;
import dev.migrate.operation.CreateTable;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.TableProperties;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaDifference;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Tables, as they are made, changed and dropped. */
final class TableDraft {

    private final Wording words;
    private final PostgresqlDdl ddl;
    private final ColumnDraft columns;
    private final Inventory to;

    TableDraft(Wording words, PostgresqlDialect dialect, Inventory to) {
        this.words = words;
        this.ddl = new PostgresqlDdl(dialect, LiveCatalog.NONE);
        this.columns = new ColumnDraft(words);
        this.to = to;
    }

    /**
     * A new table.
     *
     * @param table the table
     * @param rules the constraints that can be said along with it
     * @param serials the columns that count by sequences of their own
     */
    List<Drafted> make(SchemaObject table, Collection<SchemaObject> rules, Set<SchemaObject> serials) {
        Partition partition = new Partition(to, table);
        boolean attached = partition.isOne() && !partition.isPlain();
        List<SchemaObject> own = to.columns(table.path()).stream()
                .filter(column ->
                        attached || !Inventory.text(column, "inherited").equals("yes"))
                .toList();
        List<TableElement> elements = elements(own, rules, serials);
        var properties = properties(table);
        boolean simple = !Inventory.is(table, "inherits")
                && !Inventory.is(table, "of type")
                && List.of("", "heap").contains(Inventory.text(table, "access method"));
        var create = new CreateTable(words.table(table), elements, properties, false);
        List<Drafted> drafted = new ArrayList<>();
        if (simple) {
            drafted.add(Drafted.of(create, table));
        } else {
            drafted.add(Drafted.of(Wording.statement(text(table, create, partition)), table));
            if (Inventory.is(table, "comment")) {
                drafted.add(Drafted.of(new CommentOnTable(words.table(table), properties.comment(), null), table));
            }
        }
        for (SchemaObject column : to.columns(table.path())) {
            finish(column, own.contains(column), simple, drafted);
        }
        if (attached) {
            partition.indexes().forEach(index -> drafted.addAll(new IndexDraft(words, false).make(index, true, true)));
            drafted.add(attach(table));
        }
        for (SchemaObject rule : rules) {
            drafted.addAll(new ConstraintDraft(words, false).finish(rule));
        }
        drafted.addAll(settings(table, Map.of()));
        return drafted;
    }

    /** What could not be said of a column along with its table. */
    private void finish(SchemaObject column, boolean own, boolean simple, List<Drafted> drafted) {
        if (!own) {
            SchemaObject inherited = inherited(column);
            drafted.addAll(columns.change(inherited, column, false));
            return;
        }
        if (!simple && Inventory.is(column, "comment")) {
            drafted.add(columns.comment(column.without(Set.of("comment")), column));
        }
        drafted.addAll(columns.finish(column));
    }

    /** A column as its table has it from the first of its parents. */
    private SchemaObject inherited(SchemaObject column) {
        return above(column).map(above -> inherited(above, column)).orElse(column);
    }

    private static SchemaObject inherited(SchemaObject above, SchemaObject column) {
        Map<String, String> properties = new LinkedHashMap<>(above.properties());
        // comments and settings of storage are not inherited
        properties.remove("comment");
        properties.remove("not null comment");
        properties.remove("options");
        properties.remove("statistics target");
        boolean notNull = Inventory.is(above, "not null") && !NotNull.of(above).noInherit();
        if (!notNull) {
            properties.remove("not null");
        }
        // another name than that above is said along with the table
        properties.put("not null constraint", notNull ? Inventory.text(column, "not null constraint") : "");
        if (!Inventory.text(above, "identity").isEmpty() && !Inventory.is(column, "identity")) {
            properties.remove("identity");
        }
        if (Inventory.is(column, "identity")) {
            properties.put("identity", Inventory.text(column, "identity"));
        }
        properties.put("generated", Inventory.text(column, "generated"));
        properties.values().removeIf(String::isEmpty);
        return SchemaObject.of(column.kind(), column.path(), properties);
    }

    private List<TableElement> elements(
            List<SchemaObject> own, Collection<SchemaObject> rules, Set<SchemaObject> serials) {
        List<Column> made = new ArrayList<>();
        for (SchemaObject column : own) {
            made.add(serials.contains(column) ? columns.serial(column) : columns.column(column));
        }
        List<Constraint> constraints = new ArrayList<>();
        for (SchemaObject rule : rules) {
            Constraint constraint =
                    Objects.requireNonNull(ConstraintText.of(rule).constraint());
            if (constraint instanceof Constraint.PrimaryKey key) {
                int at = indexOf(made, key);
                if (at >= 0 && rule.name().equals(rule.path().get(1) + "_pkey")) {
                    made.set(at, made.get(at).primaryKey());
                    continue;
                }
                // NOT NULL goes without saying
                constraints.add(0, constraint);
                continue;
            }
            constraints.add(constraint);
        }
        List<TableElement> elements = new ArrayList<>(made);
        elements.addAll(constraints);
        return elements;
    }

    private static int indexOf(List<Column> columns, Constraint.PrimaryKey key) {
        if (key.columns().size() == 1 && key.timing() == Constraint.Timing.IMMEDIATE) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(key.columns().get(0))) {
                    return i;
                }
            }
        }
        return -1;
    }

    private TableProperties properties(SchemaObject table) {
        Map<String, String> options = new LinkedHashMap<>(Options.of(Inventory.text(table, "options"), ""));
        options.putAll(Options.of(Inventory.text(table, "toast options"), "toast."));
        return new TableProperties(
                table.properties().get("comment"),
                null,
                null,
                null,
                options,
                table.properties().get("partition by"),
                table.properties().get("tablespace"),
                false,
                Inventory.is(table, "unlogged"),
                false,
                false);
    }

    /** A table that operations cannot say. */
    private String text(SchemaObject table, CreateTable create, Partition partition) {
        TableProperties properties = create.properties();
        var text = new StringBuilder("CREATE ").append(properties.isUnlogged() ? "UNLOGGED TABLE " : "TABLE ");
        text.append(words.relation(table));
        var elements = new StringJoiner(",\n    ", " (\n    ", "\n)");
        elements.setEmptyValue(" ()");
        create.columns().forEach(column -> elements.add(ddl.column(create, column)));
        create.constraints().forEach(rule -> elements.add(ddl.rule(create, rule)));
        ownNotNulls(table).forEach(rule -> elements.add(rule.tableClause(words)));
        String inherits = Inventory.text(table, "inherits");
        boolean plainPartition = partition.isOne() && partition.isPlain();
        if (Inventory.is(table, "of type")) {
            text.append(" OF ").append(Inventory.text(table, "of type"));
        } else if (plainPartition) {
            text.append(" PARTITION OF ").append(inherits);
        }
        if (plainPartition && create.elements().isEmpty()) {
            text.append(' ').append(Inventory.text(table, "partition bound"));
        } else if (plainPartition) {
            var rules = new StringJoiner(",\n    ", " (\n    ", "\n) ");
            create.constraints().forEach(rule -> rules.add(ddl.rule(create, rule)));
            text.append(rules).append(Inventory.text(table, "partition bound"));
        } else if (Inventory.is(table, "of type")) {
            var rules = new StringJoiner(",\n    ", " (\n    ", "\n)").setEmptyValue("");
            create.constraints().forEach(rule -> rules.add(ddl.rule(create, rule)));
            text.append(rules);
        } else {
            text.append(elements);
            if (!inherits.isEmpty() && !partition.isOne()) {
                text.append(" INHERITS (").append(inherits).append(')');
            }
        }
        if (properties.partitionBy() != null) {
            text.append(" PARTITION BY ").append(properties.partitionBy());
        }
        String method = Inventory.text(table, "access method");
        if (!method.isEmpty() && !method.equals("heap")) {
            text.append(" USING ").append(words.quote(method));
        }
        if (!properties.options().isEmpty()) {
            var options = new StringJoiner(", ", " WITH (", ")");
            properties.options().forEach((name, value) -> options.add(name + " = " + value));
            text.append(options);
        }
        if (properties.tablespace() != null) {
            text.append(" TABLESPACE ").append(words.quote(properties.tablespace()));
        }
        return text.toString();
    }

    /** Since 18 an inherited NOT NULL has the name that it has above, unless the table says another, which cannot be changed later. */
    private List<NotNull> ownNotNulls(SchemaObject table) {
        return new Partition(to, table).isOne()
                ? List.of()
                : to.columns(table.path()).stream()
                        .filter(column -> Inventory.text(column, "inherited").equals("yes"))
                        .filter(column -> above(column)
                                .filter(o -> !NotNull.isInherited(o, column))
                                .isPresent())
                        .map(NotNull::of)
                        .toList();
    }

    /** The column of the first of a table's parents that has it. */
    private Optional<SchemaObject> above(SchemaObject column) {
        return to.table(column).stream()
                .flatMap(table -> to.parents(table).stream())
                .flatMap(parent -> to.columns(parent.path()).stream())
                .filter(other -> other.name().equals(column.name()))
                .findFirst();
    }

    private Drafted attach(SchemaObject table) {
        return Drafted.of(
                Wording.statement("ALTER TABLE " + Inventory.text(table, "inherits") + " ATTACH PARTITION "
                        + words.relation(table) + " " + Inventory.text(table, "partition bound")),
                table);
    }

    /** What the statement that makes a table cannot say. */
    private List<Drafted> settings(SchemaObject table, Map<String, String> from) {
        List<Drafted> drafted = new ArrayList<>();
        security(from.get("row security"), table.properties().get("row security"))
                .forEach(action -> drafted.add(Drafted.of(words.alterTable(table, action), table)));
        String identity = Inventory.text(table, "replica identity");
        if (!identity.equals(Objects.toString(from.get("replica identity"), "")) && !identity.equals("index")) {
            drafted.add(Drafted.of(
                    words.alterTable(
                            table,
                            "REPLICA IDENTITY "
                                    + (identity.isEmpty() ? "DEFAULT" : identity.toUpperCase(java.util.Locale.ROOT))),
                    table));
        }
        return drafted;
    }

    private static List<String> security(@Nullable String from, @Nullable String to) {
        List<String> actions = new ArrayList<>();
        boolean was = from != null && !from.endsWith("disabled");
        boolean is = to != null && !to.endsWith("disabled");
        if (was != is) {
            actions.add((is ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
        }
        boolean forced = from != null && from.startsWith("forced");
        boolean force = to != null && to.startsWith("forced");
        if (forced != force) {
            actions.add((force ? "FORCE" : "NO FORCE") + " ROW LEVEL SECURITY");
        }
        return actions;
    }

    /** What takes a table out of its parents. */
    List<Drafted> leave(SchemaDifference.Change change) {
        SchemaObject from = change.here();
        List<Drafted> drafted = new ArrayList<>();
        if (Inventory.is(from, "partition bound")) {
            drafted.add(Drafted.of(
                    Wording.statement("ALTER TABLE " + Inventory.text(from, "inherits") + " DETACH PARTITION "
                            + words.relation(from)),
                    from));
            return drafted;
        }
        List<String> stays = PieceReader.split(Inventory.text(change.there(), "inherits"));
        boolean joins = Inventory.is(change.there(), "partition bound");
        for (String parent : PieceReader.split(Inventory.text(from, "inherits"))) {
            if (joins || !stays.contains(parent)) {
                drafted.add(Drafted.of(words.alterTable(from, "NO INHERIT " + parent), from));
            }
        }
        return drafted;
    }

    /** Whether a table leaves a parent or comes to one. */
    static boolean moves(SchemaDifference.Change change) {
        return change.properties().contains("inherits") || change.properties().contains("partition bound");
    }

    /** What puts a table under its parents. */
    List<Drafted> join(SchemaDifference.Change change) {
        SchemaObject now = change.there();
        if (Inventory.is(now, "partition bound")) {
            return List.of(attach(now));
        }
        List<String> was = Inventory.is(change.here(), "partition bound")
                ? List.of()
                : PieceReader.split(Inventory.text(change.here(), "inherits"));
        List<Drafted> drafted = new ArrayList<>();
        for (String parent : PieceReader.split(Inventory.text(now, "inherits"))) {
            if (!was.contains(parent)) {
                drafted.add(Drafted.of(words.alterTable(now, "INHERIT " + parent), now));
            }
        }
        return drafted;
    }

    /** What makes one table of another; its columns, rules and parents aside. */
    List<Drafted> change(SchemaDifference.Change change) {
        SchemaObject from = change.here();
        SchemaObject now = change.there();
        List<Drafted> drafted = new ArrayList<>();
        Set<String> differing = change.properties();
        if (differing.contains("unlogged")) {
            boolean unlogged = Inventory.is(now, "unlogged");
            Drafted set = Drafted.of(words.alterTable(now, unlogged ? "SET UNLOGGED" : "SET LOGGED"), now);
            drafted.add(
                    unlogged
                            ? set.remark(
                                    "table " + Wording.plain(now) + " is emptied when the server crashes from now on")
                            : set);
        }
        if (differing.contains("access method") && Inventory.is(now, "access method")) {
            drafted.add(Drafted.of(
                    words.alterTable(now, "SET ACCESS METHOD " + words.quote(Inventory.text(now, "access method"))),
                    now));
        }
        if (differing.contains("tablespace")) {
            String space = now.properties().getOrDefault("tablespace", "pg_default");
            drafted.add(Drafted.of(words.alterTable(now, "SET TABLESPACE " + words.quote(space)), now));
        }
        if (differing.contains("of type")) {
            drafted.add(Drafted.of(
                    words.alterTable(
                            now, Inventory.is(now, "of type") ? "OF " + Inventory.text(now, "of type") : "NOT OF"),
                    now));
        }
        Options.changes(properties(from).options(), properties(now).options())
                .forEach(action -> drafted.add(Drafted.of(words.alterTable(now, action), now)));
        drafted.addAll(settings(now, from.properties()));
        if (differing.contains("comment")) {
            drafted.add(Drafted.of(
                    new CommentOnTable(
                            words.table(now),
                            now.properties().get("comment"),
                            new dev.migrate.operation.Change<>(from.properties().get("comment"))),
                    now));
        }
        return drafted;
    }

    /** A table that goes. */
    Drafted drop(SchemaObject table, boolean comesBack) {
        Drafted drop = Drafted.of(new DropTable(words.table(table), false, false, null), table)
                .losing((comesBack ? "drops and makes anew table " : "drops table ") + Wording.plain(table)
                        + ", and every row in it");
        return comesBack
                ? drop.remark("how a table is partitioned cannot be changed: copy its rows before, and bring them back")
                : drop;
    }

    /** Whether an object is a column of a table, and not of a view or a type. */
    static boolean isColumn(Inventory in, SchemaObject object) {
        return object.kind() == ObjectKind.COLUMN
                && in.table(object).filter(o -> o.kind() == ObjectKind.TABLE).isPresent();
    }
}
