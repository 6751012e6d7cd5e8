package dev.migrate.lint;

import dev.migrate.lint.grammar.Action;
import dev.migrate.lint.grammar.Change;
import dev.migrate.lint.grammar.ColumnSpec;
import dev.migrate.lint.grammar.ConstraintSpec;
import dev.migrate.lint.grammar.IndexSpec;
import dev.migrate.lint.grammar.Name;
import dev.migrate.lint.grammar.TypeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the revisions have made up to a statement, as far as their statements tell: nothing is asked of a database. */
public final class KnownSchema {

    private final Map<String, List<KnownTable>> tables = new HashMap<>();
    private final Map<String, List<String>> enums = new HashMap<>();
    private final Set<String> newEnums = new HashSet<>();
    private final Map<String, Domain> domains = new HashMap<>();
    private final Set<String> newDomains = new HashSet<>();
    private final Set<String> steadyFunctions = new HashSet<>();
    private final Map<String, String> partitionKeys = new HashMap<>();
    private final Map<String, List<Name>> partitions = new HashMap<>();
    private final Set<String> newViews = new HashSet<>();
    private final Set<String> newColumns = new HashSet<>();
    private final Set<String> newSchemas = new HashSet<>();
    private final Set<String> newObjects = new HashSet<>();
    private final Set<String> hiddenIndexes = new HashSet<>();

    /** The table of that name; empty where no revision made it. */
    public Optional<KnownTable> table(Name name) {
        return at(name).stream().filter(table -> table.name().matches(name)).findFirst();
    }

    /** A column of a table. */
    public Optional<ColumnSpec> column(Name table, String column) {
        return table(table).flatMap(known -> known.column(column));
    }

    /** The table that has an index of that name. */
    public Optional<KnownTable> tableOfIndex(Name index) {
        return all().filter(table -> table.index(index.name()).isPresent()
                        && new Name(table.name().schema(), index.name()).matches(index))
                .findFirst();
    }

    /** All tables. */
    public Stream<KnownTable> all() {
        return tables.values().stream().flatMap(List::stream);
    }

    /** Whether this run makes the table, so that it has no rows that anybody waits for. */
    public boolean isNew(Name table) {
        // ALTER TABLE takes a view or a sequence too
        return table(table)
                .map(KnownTable::isNew)
                .orElseGet(() -> isNewView(table) || newObjects.contains(object("sequence", table)));
    }

    /** Whether this run makes an object of a kind such as {@code function}; of one without a name, whether it makes any of the kind. */
    public boolean isNewObject(String kind, @Nullable Name name) {
        return switch (kind) {
            case "schema" -> name != null && isNewSchema(name);
            case "view", "materialized view" -> name != null && isNewView(name);
            case "domain" -> name != null && isNewDomain(name);
            case "type" -> name != null && (isNewEnum(name) || newObjects.contains(object(kind, name)));
            case "procedure", "routine" -> newObjects.contains(object("function", name));
            default -> newObjects.contains(object(kind, name));
        };
    }

    private static String object(String kind, @Nullable Name name) {
        return key(Name.of(kind), name == null ? "" : name.name());
    }

    /** Whether this run makes the column, or the whole table. */
    public boolean isNewColumn(Name table, String column) {
        return isNew(table) || newColumns.contains(key(table, column));
    }

    /** Whether this run makes the schema. */
    public boolean isNewSchema(Name schema) {
        return newSchemas.contains(key(schema));
    }

    /** Whether an index has been made invisible, so that no query uses it any more. */
    public boolean isHidden(Name table, String index) {
        return hiddenIndexes.contains(key(table, index));
    }

    /** Whether this run makes the view. */
    public boolean isNewView(Name view) {
        return newViews.contains(key(view));
    }

    /** The values of an enum type, where a revision made it. */
    public Optional<List<String>> enumValues(Name type) {
        return Optional.ofNullable(enums.get(key(type)));
    }

    /** Whether this run makes the enum type. */
    public boolean isNewEnum(Name type) {
        return newEnums.contains(key(type));
    }

    /** The domain of that name, where a revision made it. */
    public Optional<Domain> domain(String type) {
        return Optional.ofNullable(domains.get(type.toLowerCase(Locale.ROOT)));
    }

    /** Whether this run makes the domain, so that no column is of it but those that the run makes. */
    public boolean isNewDomain(Name domain) {
        return newDomains.contains(key(domain));
    }

    /** Whether a revision made a function of that name that is IMMUTABLE or STABLE. */
    public boolean isSteadyFunction(String function) {
        return steadyFunctions.contains(function.toLowerCase(Locale.ROOT));
    }

    /** What a partitioned table is partitioned by, such as {@code RANGE (day)}, where that is known. */
    public Optional<String> partitionKey(Name table) {
        return Optional.ofNullable(partitionKeys.get(key(table)));
    }

    /** The partitions of a table, as far as revisions made them. */
    public List<Name> partitions(Name table) {
        return List.copyOf(partitions.getOrDefault(key(table), List.of()));
    }

    /** The type that a domain is over, and whether it has a check or NOT NULL. */
    public record Domain(TypeSpec base, boolean constrained) {}

    /** What has been made until now was there before. */
    void beginRun() {
        tables.values().forEach(list -> list.replaceAll(KnownTable::old));
        newEnums.clear();
        newViews.clear();
        newDomains.clear();
        newColumns.clear();
        newSchemas.clear();
        newObjects.clear();
    }

    private static String key(Name name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static String key(Name table, String part) {
        return key(table) + "." + part.toLowerCase(Locale.ROOT);
    }

    private List<KnownTable> at(Name name) {
        return tables.getOrDefault(key(name), List.of());
    }

    private void put(KnownTable table) {
        tables.computeIfAbsent(key(table.name()), k -> new ArrayList<>()).add(table);
    }

    private void remove(Name name) {
        List<KnownTable> list = tables.get(key(name));
        if (list != null) {
            table(name).ifPresent(list::remove);
        }
    }

    private void change(Name name, UnaryOperator<KnownTable> change) {
        table(name).ifPresent(table -> {
            remove(name);
            put(change.apply(table));
        });
    }

    /** Takes note of what a statement does. */
    void apply(Change change) {
        if (change instanceof Change.CreateTable create) {
            create(create);
        } else if (change instanceof Change.AlterTable alter) {
            Name name = alter.table();
            for (Action action : alter.actions()) {
                name = apply(name, action);
            }
        } else if (change instanceof Change.CreateIndex index) {
            IndexSpec made = index.index();
            if (!index.ifNotExists()
                    || made.name() == null
                    || table(index.table()).flatMap(t -> t.index(made.name())).isEmpty()) {
                change(index.table(), table -> table.withIndexes(with(table.indexes(), made)));
            }
        } else if (change instanceof Change.DropIndex drop) {
            for (Name index : drop.indexes()) {
                Optional<KnownTable> table = drop.table() == null ? tableOfIndex(index) : table(drop.table());
                table.ifPresent(t -> change(t.name(), known -> withoutIndex(known, index.name())));
            }
        } else if (change instanceof Change.Drop drop && drop.kind().equals("table")) {
            drop.names().forEach(this::remove);
        } else if (change instanceof Change.Drop drop && drop.kind().equals("type")) {
            drop.names().forEach(name -> enums.remove(key(name)));
        } else if (change instanceof Change.CreateSchema schema) {
            newSchemas.add(key(schema.schema()));
        } else if (change instanceof Change.CreateEnum type) {
            enums.put(key(type.type()), type.values());
            newEnums.add(key(type.type()));
        } else if (change instanceof Change.AddEnumValue added) {
            enums.computeIfPresent(key(added.type()), (k, values) -> with(values, added.value()));
        } else if (change instanceof Change.CreateDomain domain) {
            domains.put(key(domain.domain()), new Domain(domain.base(), domain.constrained()));
            newDomains.add(key(domain.domain()));
        } else if (change instanceof Change.AlterDomain domain && domain.addsConstraint()) {
            domains.computeIfPresent(key(domain.domain()), (k, known) -> new Domain(known.base(), true));
        } else if (change instanceof Change.CreateOther other) {
            newObjects.add(object(other.kind(), other.name()));
        } else if (change instanceof Change.CreateRoutine routine) {
            newObjects.add(object("function", routine.name()));
            if (routine.steady()) {
                steadyFunctions.add(key(routine.name()));
            }
        } else if (change instanceof Change.CreateView view) {
            newViews.add(key(view.view()));
        } else if (change instanceof Change.CreatePolicy policy) {
            change(policy.table(), KnownTable::withPolicy);
        } else if (change instanceof Change.Rename rename && rename.kind().equals("index")) {
            tableOfIndex(rename.from())
                    .ifPresent(t -> change(
                            t.name(),
                            known -> renamedIndex(
                                    known, rename.from().name(), rename.to().name())));
        }
    }

    private void create(Change.CreateTable create) {
        if (create.ifNotExists() && table(create.table()).isPresent()) {
            return;
        }
        if (create.partitionOf() != null) {
            partitions
                    .computeIfAbsent(key(create.partitionOf()), k -> new ArrayList<>())
                    .add(create.table());
        }
        String partitionKey = create.options().get("partition by");
        if (partitionKey != null) {
            partitionKeys.put(key(create.table()), partitionKey);
        }
        boolean complete = !create.asSelect()
                && create.partitionOf() == null
                && !create.options().containsKey("like")
                && !create.options().containsKey("inherits")
                && !create.options().containsKey("of");
        put(new KnownTable(
                create.table(),
                create.columns(),
                create.constraints(),
                create.indexes(),
                true,
                create.partitioned(),
                0,
                create.options(),
                complete));
    }

    private Name apply(Name name, Action action) {
        if (action instanceof Action.RenameTable rename) {
            Name to = rename.to().schema() == null
                    ? new Name(name.schema(), rename.to().name())
                    : rename.to();
            change(name, table -> table.named(to));
            return to;
        }
        if (action instanceof Action.SetSchema schema) {
            Name to = new Name(schema.to(), name.name());
            change(name, table -> table.named(to));
            return to;
        }
        note(name, action);
        change(name, table -> applied(table, action));
        return name;
    }

    private void note(Name table, Action action) {
        if (action instanceof Action.AttachPartition attach) {
            partitions.computeIfAbsent(key(table), k -> new ArrayList<>()).add(attach.partition());
        } else if (action instanceof Action.DetachPartition detach) {
            partitions.getOrDefault(key(table), new ArrayList<>()).removeIf(detach.partition()::matches);
        }
        if (action instanceof Action.AddColumn add
                && (!add.ifNotExists() || column(table, add.column().name()).isEmpty())) {
            newColumns.add(key(table, add.column().name()));
        } else if (action instanceof Action.RenameColumn rename && newColumns.contains(key(table, rename.from()))) {
            newColumns.add(key(table, rename.to()));
        } else if (action instanceof Action.ShowIndex show && show.visible()) {
            hiddenIndexes.remove(key(table, show.name()));
        } else if (action instanceof Action.ShowIndex show) {
            hiddenIndexes.add(key(table, show.name()));
        }
    }

    private static KnownTable applied(KnownTable table, Action action) {
        if (action instanceof Action.AddColumn add) {
            return table.column(add.column().name()).isPresent()
                    ? table
                    : table.withColumns(with(table.columns(), add.column()));
        }
        if (action instanceof Action.DropColumn drop) {
            return table.withColumns(table.columns().stream()
                    .filter(c -> !c.name().equalsIgnoreCase(drop.column()))
                    .toList());
        }
        if (action instanceof Action.RenameColumn rename) {
            return renamed(table, rename.from(), rename.to());
        }
        if (action instanceof Action.SetType type) {
            return table.withColumn(type.column(), c -> c.typed(type.type()));
        }
        if (action instanceof Action.SetNotNull set) {
            return table.withColumn(set.column(), c -> c.notNull(true));
        }
        if (action instanceof Action.DropNotNull drop) {
            return table.withColumn(drop.column(), c -> c.notNull(false));
        }
        if (action instanceof Action.SetDefault set) {
            return table.withColumn(set.column(), c -> c.defaultsTo(set.value()));
        }
        if (action instanceof Action.DropDefault drop) {
            return table.withColumn(drop.column(), c -> c.defaultsTo(null));
        }
        if (action instanceof Action.Redefine redefine) {
            return renamed(table, redefine.from(), redefine.column().name())
                    .withColumn(redefine.column().name(), c -> redefine.column());
        }
        if (action instanceof Action.AddConstraint add) {
            return table.withConstraints(with(table.constraints(), add.constraint()));
        }
        if (action instanceof Action.DropConstraint drop) {
            return table.withConstraints(table.constraints().stream()
                    .filter(c -> drop.name() == null
                            ? c.kind() != ConstraintSpec.Kind.PRIMARY_KEY
                            : !drop.name().equalsIgnoreCase(c.name()))
                    .toList());
        }
        if (action instanceof Action.ValidateConstraint validate) {
            return table.withConstraints(table.constraints().stream()
                    .map(c -> validate.name().equalsIgnoreCase(c.name()) ? valid(c) : c)
                    .toList());
        }
        if (action instanceof Action.AddIndex add) {
            return table.withIndexes(with(table.indexes(), add.index()));
        }
        if (action instanceof Action.RemoveIndex remove) {
            return withoutIndex(table, remove.name());
        }
        if (action instanceof Action.RenameIndex rename) {
            return renamedIndex(table, rename.from(), rename.to());
        }
        if (action instanceof Action.SetEngine engine) {
            return table.withOption("engine", engine.engine());
        }
        if (action instanceof Action.SetOption option) {
            return table.withOption(option.name(), option.value());
        }
        return table;
    }

    private static KnownTable renamed(KnownTable table, String from, String to) {
        return table.withColumn(from, c -> c.named(to))
                .withIndexes(table.indexes().stream()
                        .map(i -> new IndexSpec(
                                i.name(), i.unique(), i.kind(), renamed(i.columns(), from, to), i.where(), i.span()))
                        .toList())
                .withConstraints(table.constraints().stream()
                        .map(c -> new ConstraintSpec(
                                c.kind(),
                                c.name(),
                                renamed(c.columns(), from, to),
                                c.expression(),
                                c.references(),
                                c.referenced(),
                                c.notValid(),
                                c.notEnforced(),
                                c.usingIndex(),
                                c.span()))
                        .toList());
    }

    private static List<String> renamed(List<String> columns, String from, String to) {
        return columns.stream().map(c -> c.equalsIgnoreCase(from) ? to : c).toList();
    }

    private static ConstraintSpec valid(ConstraintSpec c) {
        return new ConstraintSpec(
                c.kind(),
                c.name(),
                c.columns(),
                c.expression(),
                c.references(),
                c.referenced(),
                false,
                c.notEnforced(),
                c.usingIndex(),
                c.span());
    }

    private static KnownTable withoutIndex(KnownTable table, String index) {
        return table.withIndexes(table.indexes().stream()
                .filter(i -> !index.equalsIgnoreCase(i.name()))
                .toList());
    }

    private static KnownTable renamedIndex(KnownTable table, String from, String to) {
        return table.withIndexes(table.indexes().stream()
                .map(i -> from.equalsIgnoreCase(i.name()) ? i.named(to) : i)
                .toList());
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }
}
