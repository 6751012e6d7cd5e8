package dev.migrate.dialect.sqlite;

import static dev.migrate.dialect.sqlite.SqliteSide.Key;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.KnownTables;
import dev.migrate.dialect.Rendered;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.operation.Drop;
import dev.migrate.operation.DropIndex;
import dev.migrate.operation.DropTable;
import dev.migrate.operation.Execute;
import dev.migrate.operation.ObjectName;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One draft: what hangs on tables goes first, then tables are made, altered and dropped, and what hangs on them is made last. An index, a view or a trigger that changes
 * is dropped and made anew; it holds nothing of its own.
 */
final class SqliteDraft {

    private final SqliteDialect dialect;
    private final SqliteSide from;
    private final SqliteSide to;
    private final CanonicalText canonical;
    private final KnownTables state = new KnownTables(DatabaseKind.SQLITE);
    private final List<Drafted> drafted = new ArrayList<>();

    /** What has a statement of its own, stands there now, and does not stay. */
    private final Set<Key> dropped = new LinkedHashSet<>();

    private boolean dropsColumns;

    /**
     * A draft.
     *
     * @param also what is dropped and made anew besides, though it stays as it is
     */
    SqliteDraft(
            SqliteDialect dialect,
            Blueprint before,
            SqliteSide from,
            SqliteSide to,
            CanonicalText canonical,
            Set<Key> also) {
        this.dialect = dialect;
        this.from = from;
        this.to = to;
        this.canonical = canonical;
        before.definitions().entrySet().stream()
                .sorted((a, b) -> SchemaObject.comparePaths(a.getKey(), b.getKey()))
                .forEach(entry -> state.apply(entry.getValue()));
        from.objects().keySet().stream()
                .filter(key -> SqliteSide.isApart(key.kind()) && !alike(key))
                .forEach(dropped::add);
        dropped.addAll(also);
    }

    private boolean alike(Key key) {
        SchemaObject here = from.objects().get(key);
        SchemaObject there = to.objects().get(key);
        return here != null && there != null && Spelling.of(here).equals(Spelling.of(there));
    }

    /** Whether a column is dropped in place. */
    boolean dropsColumns() {
        return dropsColumns;
    }

    /** The statement of a table once all is done. */
    Optional<String> definition(SchemaObject table) {
        return state.tableDefinition(new ObjectName(null, table.name()));
    }

    /** Views and triggers that stay as they are, and speak of views that do not, directly or by others. */
    Set<Key> dependents() {
        Set<String> names = new HashSet<>();
        dropped.stream().filter(key -> key.kind() == ObjectKind.VIEW).forEach(key -> names.add(key.first()));
        Set<Key> found = new LinkedHashSet<>();
        boolean more = !names.isEmpty();
        while (more) {
            more = false;
            for (Key key : from.objects().keySet()) {
                boolean speaks = key.kind() == ObjectKind.VIEW || key.kind() == ObjectKind.TRIGGER;
                if (speaks && !dropped.contains(key) && !found.contains(key) && from.mentions(key, names)) {
                    found.add(key);
                    more = true;
                    if (key.kind() == ObjectKind.VIEW) {
                        names.add(key.first());
                    }
                }
            }
        }
        return found;
    }

    List<Drafted> drafted() {
        Set<String> goneTables = tables(from, to);
        dropApart(goneTables);
        Set<String> reused = new HashSet<>();
        to.objects().keySet().stream()
                .filter(key -> key.kind() != ObjectKind.TABLE
                        && goneTables.contains(key.path().get(key.path().size() - 1)))
                .filter(key -> SqliteSide.isApart(key.kind()) && key.kind() != ObjectKind.TRIGGER)
                .forEach(key -> reused.add(key.path().get(key.path().size() - 1)));
        dropTables(reused, goneTables);
        for (Key key : to.sorted(
                tableKeys(tables(to, from)), (a, b) -> to.targets(a.first()).contains(b.first()))) {
            SqliteTableDraft table = table(key);
            add(Drafted.of(table.creation(), to.objects().get(key)));
        }
        for (Key key : to.keys(ObjectKind.TABLE)) {
            if (from.objects().containsKey(key) && changes(key.first())) {
                new SqliteAlterations(from, to, key.first()).drafted(table(key)).forEach(this::add);
            }
        }
        goneTables.removeAll(reused);
        dropTables(goneTables, goneTables);
        create(ObjectKind.VIRTUAL_TABLE);
        create(ObjectKind.INDEX);
        create(ObjectKind.VIEW);
        create(ObjectKind.TRIGGER);
        return List.copyOf(drafted);
    }

    private SqliteTableDraft table(Key key) {
        return new SqliteTableDraft(dialect, from, to, canonical, state, key.first());
    }

    private static Set<String> tables(SqliteSide here, SqliteSide there) {
        Set<String> only = new LinkedHashSet<>();
        here.keys(ObjectKind.TABLE).stream()
                .filter(key -> !there.objects().containsKey(key))
                .forEach(key -> only.add(key.first()));
        return only;
    }

    private static List<Key> tableKeys(Collection<String> names) {
        return names.stream()
                .map(name -> new Key(ObjectKind.TABLE, List.of(name)))
                .toList();
    }

    private boolean changes(String table) {
        var here = from.table(table);
        var there = to.table(table);
        return !here.keySet().equals(there.keySet())
                || here.keySet().stream().anyMatch(key -> !Spelling.of(here.get(key))
                        .without(List.of(SchemaObject.POSITION))
                        .equals(Spelling.of(there.get(key)).without(List.of(SchemaObject.POSITION))));
    }

    private void add(Drafted one) {
        drafted.add(one);
        Rendered rendered = dialect.render(one.operation(), state);
        dropsColumns |= !rendered.foreignKeysOff()
                && rendered.statements().stream()
                        .anyMatch(sql -> sql.startsWith("ALTER TABLE") && sql.contains(" DROP COLUMN "));
        rendered.statements().forEach(state::apply);
    }

    private void dropApart(Set<String> goneTables) {
        Set<String> withTheirs = new HashSet<>(goneTables);
        List<Key> views = new ArrayList<>();
        for (Key key : dropped) {
            if (key.kind() == ObjectKind.VIEW) {
                views.add(key);
                withTheirs.add(key.first());
            }
        }
        for (Key key : dropped) {
            // what hangs on a table or a view goes with it
            if (key.kind() == ObjectKind.TRIGGER && !withTheirs.contains(key.first())) {
                add(drop(
                        key,
                        new Drop(
                                dev.migrate.operation.ObjectKind.TRIGGER,
                                name(key),
                                new ObjectName(
                                        null, from.objects().get(key).path().get(0)),
                                null,
                                false,
                                false,
                                null)));
            }
        }
        List<Key> sorted = new ArrayList<>(from.sorted(views, (a, b) -> from.mentions(a, Set.of(b.first()))));
        java.util.Collections.reverse(sorted);
        for (Key key : sorted) {
            add(drop(key, new Drop(dev.migrate.operation.ObjectKind.VIEW, name(key), null, null, false, false, null)));
        }
        for (Key key : dropped) {
            SchemaObject object = from.objects().get(key);
            if (key.kind() == ObjectKind.INDEX && !withTheirs.contains(key.first())) {
                add(drop(key, new DropIndex(new ObjectName(null, object.path().get(0)), object.name(), false, null)));
            } else if (key.kind() == ObjectKind.VIRTUAL_TABLE) {
                add(drop(key, new DropTable(name(key), false, false, null))
                        .losing("drops virtual table " + object.name() + " and what is in it"));
            }
        }
    }

    private Drafted drop(Key key, Operation operation) {
        return Drafted.of(operation, from.objects().get(key));
    }

    private ObjectName name(Key key) {
        return new ObjectName(null, from.objects().get(key).name());
    }

    /** With foreign keys on, DROP TABLE deletes the rows first, and with them those of children (sqlite.org/foreignkeys.html, 5). */
    private void dropTables(Set<String> names, Set<String> gone) {
        List<Key> order =
                from.sorted(tableKeys(names), (a, b) -> from.targets(b.first()).contains(a.first()));
        Set<String> left = new HashSet<>(gone);
        for (Key key : order) {
            left.remove(key.first());
            ObjectName table = new ObjectName(null, from.spelled(key).name());
            boolean hasChildren = Stream.concat(
                            left.stream().filter(other -> from.targets(other).contains(key.first())),
                            to.keys(ObjectKind.TABLE).stream().map(Key::first).filter(other -> to.targets(other)
                                    .contains(key.first())))
                    .findAny()
                    .isPresent();
            Operation plain = new DropTable(table, false, false, null);
            Operation operation = hasChildren
                    ? new Execute(
                            SqliteDdl.FOREIGN_KEYS_OFF + ";\nDROP TABLE " + dialect.quote(table.name()), List.of())
                    : plain;
            add(Drafted.of(operation, from.objects().get(key)).losing("drops table " + table.name() + " and its rows"));
        }
    }

    private void create(ObjectKind kind) {
        List<Key> made = new ArrayList<>();
        for (Key key : to.keys(kind)) {
            boolean stays = from.objects().containsKey(key) && !dropped.contains(key);
            Key view = new Key(ObjectKind.VIEW, List.of(key.first()));
            // the triggers of a view have gone with it
            if (!stays || kind == ObjectKind.TRIGGER && dropped.contains(view)) {
                made.add(key);
            }
        }
        for (Key key : to.sorted(made, (a, b) -> kind == ObjectKind.VIEW && to.mentions(a, Set.of(b.first())))) {
            add(Drafted.of(creation(key), to.objects().get(key)));
        }
    }

    private Operation creation(Key key) {
        String sql = to.definition(key).orElseThrow(() -> Diagnostic.error(
                        "autogenerate/no-statement",
                        "there is no statement that makes "
                                + to.objects().get(key).title())
                .help("write the revision by hand")
                .toException());
        Optional<Operation> said =
                switch (key.kind()) {
                    case INDEX -> SqliteWords.index(sql);
                    case VIEW -> SqliteWords.view(sql);
                    case TRIGGER -> SqliteWords.trigger(sql);
                    default -> Optional.empty();
                };
        return said.filter(operation -> makes(operation, key)).orElseGet(() -> new Execute(sql, List.of()));
    }

    private boolean makes(Operation operation, Key key) {
        try {
            List<String> statements = dialect.render(operation, state).statements();
            String text = canonical.of(Spelling.tokens(statements.get(0)));
            SchemaObject goal = to.objects().get(key);
            SchemaObject made = SchemaObject.of(goal.kind(), goal.path(), java.util.Map.of("definition", text));
            return statements.size() == 1
                    && Objects.equals(
                            Spelling.of(made).properties(), Spelling.of(goal).properties());
        } catch (MigrateException e) {
            return false;
        }
    }
}
