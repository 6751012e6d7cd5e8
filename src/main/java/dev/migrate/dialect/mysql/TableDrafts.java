package dev.migrate.dialect.mysql;

import dev.migrate.dialect.Dialect;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.AddConstraint;
import dev.migrate.operation.AlterTable;
import dev.migrate.operation.DropConstraint;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.Operation;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the tables become others. Foreign keys that go, or that would stand in the way, are dropped first and made last: neither server drops and makes one in the same
 * ALTER TABLE. New tables bring those that lead to tables which are there by then.
 */
final class TableDrafts {

    private final Map<List<String>, MysqlTable> from;
    private final Map<List<String>, MysqlTable> to;
    private final Dialect dialect;
    private final Wording wording;
    private final Drafter.Style style;
    private final String databaseCollation;
    private final Map<List<String>, TableAlteration> alterations = new TreeMap<>(SchemaObject::comparePaths);
    private final Map<List<String>, Set<String>> gone = new TreeMap<>(SchemaObject::comparePaths);

    /** The foreign keys that stay as they are, and yet must go meanwhile. */
    private final Map<List<String>, Set<String>> detached = new TreeMap<>(SchemaObject::comparePaths);

    TableDrafts(
            Map<List<String>, MysqlTable> from,
            Map<List<String>, MysqlTable> to,
            Dialect dialect,
            Drafter.Style style,
            String databaseCollation) {
        this.from = from;
        this.to = to;
        this.dialect = dialect;
        this.wording = new Wording(dialect);
        this.style = style;
        this.databaseCollation = databaseCollation;
        for (List<String> path : to.keySet()) {
            if (from.containsKey(path)) {
                alterations.put(
                        path, new TableAlteration(from.get(path), to.get(path), dialect, wording, style.safe()));
            }
        }
        alterations.keySet().forEach(this::detach);
    }

    private void detach(List<String> path) {
        MysqlTable table = from.get(path);
        for (SchemaObject key : table.foreignKeys().values()) {
            if (!key.equals(to.get(path).foreignKeys().get(key.name()))) {
                continue;
            }
            TableAlteration target = alterations.get(table.target(key));
            boolean stirred = isAmong(key, "columns", alterations.get(path))
                    || target != null && isAmong(key, "referenced columns", target);
            if (stirred) {
                detached.computeIfAbsent(path, p -> new TreeSet<>()).add(key.name());
            }
        }
    }

    private static boolean isAmong(SchemaObject key, String property, TableAlteration alteration) {
        Set<String> stirred = alteration.stirred();
        return List.of(key.properties().getOrDefault(property, "").split(", ")).stream()
                .anyMatch(stirred::contains);
    }

    private boolean isDetached(List<String> path, String key) {
        return detached.getOrDefault(path, Set.of()).contains(key);
    }

    /**
     * The foreign keys that go, for good or for a while.
     *
     * @param withTables whether the tables that go do so before the others change
     */
    List<Drafted> foreignKeysFirst(boolean withTables) {
        List<Drafted> drafted = new ArrayList<>();
        for (MysqlTable table : from.values()) {
            MysqlTable goal = to.get(table.path());
            List<String> keys = table.foreignKeys().values().stream()
                    .filter(key -> goal == null
                            ? !withTables && isInTheWay(table, key)
                            : isDetached(table.path(), key.name())
                                    || !key.equals(goal.foreignKeys().get(key.name())))
                    .map(SchemaObject::name)
                    .toList();
            if (!keys.isEmpty()) {
                drafted.add(drop(table, keys));
            }
        }
        return drafted;
    }

    /** Whether a key of a table that goes leads to what changes before. */
    private boolean isInTheWay(MysqlTable table, SchemaObject key) {
        TableAlteration target = alterations.get(table.target(key));
        return target != null && (isAmong(key, "referenced columns", target) || target.losesKeys());
    }

    private Drafted drop(MysqlTable table, List<String> keys) {
        List<Clause> clauses = new ArrayList<>();
        for (String key : keys) {
            clauses.add(drop(table, key));
        }
        Drafted drafted = statement(table, clauses, Clause.Cost.INPLACE);
        for (String key : keys) {
            if (isDetached(table.path(), key)) {
                drafted = drafted.remark("foreign key " + table.title() + "." + key
                        + " is made again below: no server changes a column so under a foreign key");
            }
        }
        return drafted;
    }

    /** The index that the server made for the key goes with it, unless it is wanted for itself. */
    private Clause drop(MysqlTable table, String key) {
        SchemaObject index = table.keys().get(key);
        MysqlTable goal = to.get(table.path());
        boolean named = index != null && index.kind() == dev.migrate.schema.ObjectKind.INDEX;
        boolean wanted = named
                && goal != null
                && index.equals(goal.keys().get(key))
                && !goal.foreignKeys().containsKey(key);
        boolean own = named && KeyClauses.isOwnIndex(index, table.foreignKeys().get(key));
        boolean needed = named && isNeededByAnother(table, key);
        boolean withIndex = own && !wanted && !needed;
        AddConstraint was = wording.foreignKey(table.foreignKey(key))
                .map(made -> new AddConstraint(table.name(), made, false))
                .orElse(null);
        if (withIndex) {
            gone.computeIfAbsent(table.path(), p -> new TreeSet<>()).add(key);
        }
        return Clause.of(
                "DROP FOREIGN KEY " + dialect.quote(key)
                        + (withIndex ? ",\n    DROP KEY " + dialect.quote(key) : ""),
                // the operation drops an index of that name along
                named == withIndex ? new DropConstraint(table.name(), key, false, false, false, was) : null,
                Clause.Cost.INPLACE);
    }

    /** Whether another foreign key over the same first column, or one that leads here, may stand on the index. */
    private boolean isNeededByAnother(MysqlTable table, String key) {
        String first = first(table.foreignKeys().get(key), "columns");
        boolean here = table.foreignKeys().values().stream()
                .anyMatch(other -> !other.name().equals(key) && first(other, "columns").equals(first));
        return here
                || from.values().stream()
                        .anyMatch(other -> other.foreignKeys().values().stream()
                                .anyMatch(foreign -> other.target(foreign).equals(table.path())
                                        && first(foreign, "referenced columns").equals(first)));
    }

    private static String first(SchemaObject key, String property) {
        return key.properties().getOrDefault(property, "").split(", ", 2)[0];
    }

    /** The tables that stay. */
    List<Drafted> alterations() {
        List<Drafted> drafted = new ArrayList<>();
        alterations.forEach((path, alteration) ->
                drafted.addAll(alteration.drafted(gone.getOrDefault(path, Set.of()), comingTo(path))));
        return drafted;
    }

    private Set<String> comingTo(List<String> path) {
        Set<String> coming = new TreeSet<>();
        for (SchemaObject key : to.get(path).foreignKeys().values()) {
            MysqlTable was = from.get(path);
            if (was == null
                    || isDetached(path, key.name())
                    || !key.equals(was.foreignKeys().get(key.name()))) {
                coming.add(key.name());
            }
        }
        return coming;
    }

    /** The new tables, each behind those that it refers to; of a circle, the last key is made later. */
    List<Drafted> creations(Map<List<String>, Set<String>> made) {
        List<Drafted> drafted = new ArrayList<>();
        Set<List<String>> open = new TreeSet<>(SchemaObject::comparePaths);
        to.keySet().stream().filter(path -> !from.containsKey(path)).forEach(open::add);
        while (!open.isEmpty()) {
            List<String> next = open.stream()
                    .filter(path -> to.get(path).foreignKeys().values().stream()
                            .map(to.get(path)::target)
                            .noneMatch(target -> !target.equals(path) && open.contains(target)))
                    .findFirst()
                    .orElseGet(() -> open.iterator().next());
            MysqlTable table = to.get(next);
            Set<String> keys = new TreeSet<>();
            for (SchemaObject key : table.foreignKeys().values()) {
                List<String> target = table.target(key);
                if (target.equals(next) || !open.contains(target)) {
                    keys.add(key.name());
                }
            }
            made.put(next, keys);
            drafted.add(new TableCreation(table, dialect, wording, databaseCollation).drafted(keys));
            open.remove(next);
        }
        return drafted;
    }

    /** The foreign keys that come, or come back, and that no new table has brought. */
    List<Drafted> foreignKeysLast(Map<List<String>, Set<String>> made) {
        List<Drafted> drafted = new ArrayList<>();
        for (MysqlTable table : to.values()) {
            List<Clause> clauses = new ArrayList<>();
            for (String key : comingTo(table.path())) {
                if (!made.getOrDefault(table.path(), Set.of()).contains(key)) {
                    Operation operation = wording.foreignKey(table.foreignKey(key))
                            .map(constraint -> new AddConstraint(table.name(), constraint, false))
                            .orElse(null);
                    clauses.add(Clause.of("ADD " + table.foreignKey(key).text(), operation, Clause.Cost.COPY));
                }
            }
            if (!clauses.isEmpty()) {
                drafted.add(statement(table, clauses, Clause.Cost.COPY));
            }
        }
        return drafted;
    }

    private Drafted statement(MysqlTable table, List<Clause> clauses, Clause.Cost cost) {
        List<Operation> operations = new ArrayList<>();
        for (Clause clause : clauses) {
            if (clause.operation() != null) {
                operations.add(clause.operation());
            }
        }
        boolean refusable = style.safe() && cost == Clause.Cost.INPLACE;
        if (operations.size() < clauses.size() || refusable) {
            String text = String.join(
                    ",\n    ", clauses.stream().map(Clause::text).toList());
            return Drafted.of(
                    new Execute(
                            "ALTER TABLE " + table.quoted() + " " + text
                                    + (refusable ? ",\n    ALGORITHM = INPLACE, LOCK = NONE" : ""),
                            List.of()),
                    table.object());
        }
        return Drafted.of(
                operations.size() == 1 ? operations.get(0) : new AlterTable(table.name(), operations),
                table.object());
    }

    /** The tables that go, those that refer to others first. */
    List<Drafted> drops() {
        List<Drafted> drafted = new ArrayList<>();
        Set<List<String>> open = new TreeSet<>(SchemaObject::comparePaths);
        from.keySet().stream().filter(path -> !to.containsKey(path)).forEach(open::add);
        while (!open.isEmpty()) {
            Optional<List<String>> free = open.stream()
                    .filter(path -> referring(path, open).isEmpty())
                    .findFirst();
            List<String> next = free.orElseGet(() -> open.iterator().next());
            for (Map.Entry<List<String>, List<String>> other : referring(next, open).entrySet()) {
                drafted.add(drop(from.get(other.getKey()), other.getValue()));
            }
            drafted.add(dropTable(from.get(next)));
            open.remove(next);
        }
        return drafted;
    }

    /** The foreign keys of other tables that lead to one. */
    private Map<List<String>, List<String>> referring(List<String> path, Set<List<String>> among) {
        Map<List<String>, List<String>> referring = new TreeMap<>(SchemaObject::comparePaths);
        for (List<String> other : among) {
            if (other.equals(path)) {
                continue;
            }
            List<String> keys = from.get(other).foreignKeys().values().stream()
                    .filter(key -> from.get(other).target(key).equals(path))
                    .map(SchemaObject::name)
                    .toList();
            if (!keys.isEmpty()) {
                referring.put(other, keys);
            }
        }
        return referring;
    }

    private Drafted dropTable(MysqlTable table) {
        var was = new TableCreation(table, dialect, wording, databaseCollation)
                .operation(table.foreignKeys().keySet())
                .orElse(null);
        return Drafted.of(new DropTable(table.name(), false, false, was), table.object())
                .losing("drops table " + table.title() + " and every row in it");
    }

    /** Whether a name that MySQL has once in a database is taken by a table that goes. */
    boolean dropsMakeRoom(@Nullable Set<List<String>> others) {
        Set<String> going = new TreeSet<>();
        Set<String> coming = new TreeSet<>();
        from.forEach((path, table) -> {
            if (!to.containsKey(path)) {
                going.addAll(table.foreignKeys().keySet());
                going.addAll(table.checks().keySet());
            }
        });
        to.forEach((path, table) -> {
            coming.addAll(table.foreignKeys().keySet());
            coming.addAll(table.checks().keySet());
        });
        boolean names = !java.util.Collections.disjoint(going, coming);
        return names || others != null && from.keySet().stream().anyMatch(others::contains);
    }
}
