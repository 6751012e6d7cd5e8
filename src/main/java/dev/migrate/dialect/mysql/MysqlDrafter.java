package dev.migrate.dialect.mysql;

import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.dialect.Dialect;
import dev.migrate.operation.Execute;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Drafts what makes one schema into another. Each statement is committed by itself, so that what loses rows comes as late as names allow: a script that fails on its
 * way has lost little.
 */
final class MysqlDrafter implements Drafter {

    private final Dialect dialect;

    MysqlDrafter(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public SchemaObject comparable(SchemaObject object) {
        return Spelling.of(dialect.kind()).comparable(object);
    }

    @Override
    public List<Drafted> draft(Blueprint from, Blueprint to, Style style) {
        Map<List<String>, MysqlTable> before = MysqlTable.of(dialect.kind(), from);
        Map<List<String>, MysqlTable> after = MysqlTable.of(dialect.kind(), to);
        unlessKnown(from, to, before, after);
        var tables = new TableDrafts(before, after, dialect, style, collation(to));
        var views = new Views(from, to, dialect);
        var triggers = new Triggers(from, to, dialect);
        var routines = new Programs(from, to, dialect, List.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE));
        var events = new Programs(from, to, dialect, List.of(ObjectKind.EVENT));
        var sequences = new Sequences(from, to);
        List<Drafted> drafted = new ArrayList<>(database(from, to));
        drafted.addAll(events.drops());
        drafted.addAll(triggers.drops(paths(to, ObjectKind.TABLE)));
        drafted.addAll(views.drops());
        Set<List<String>> others = paths(to, ObjectKind.VIEW);
        others.addAll(paths(to, ObjectKind.SEQUENCE));
        boolean early = tables.dropsMakeRoom(others);
        drafted.addAll(tables.foreignKeysFirst(early));
        if (early) {
            drafted.addAll(tables.drops());
        }
        drafted.addAll(sequences.creations());
        drafted.addAll(tables.alterations());
        Map<List<String>, Set<String>> made = new TreeMap<>(SchemaObject::comparePaths);
        drafted.addAll(tables.creations(made));
        drafted.addAll(tables.foreignKeysLast(made));
        drafted.addAll(routines.creations());
        drafted.addAll(views.creations());
        drafted.addAll(triggers.creations());
        drafted.addAll(events.creations());
        if (!early) {
            drafted.addAll(tables.drops());
        }
        drafted.addAll(sequences.drops());
        drafted.addAll(routines.drops());
        return drafted;
    }

    @Override
    public Blueprint settled(Blueprint from, Blueprint model, Blueprint goal) {
        return new GoalText(dialect.kind(), from, model, goal).settled();
    }

    private static Set<List<String>> paths(Blueprint blueprint, ObjectKind kind) {
        Set<List<String>> paths = new TreeSet<>(SchemaObject::comparePaths);
        blueprint.schema().objects().stream()
                .filter(object -> object.kind() == kind)
                .forEach(object -> paths.add(object.path()));
        return paths;
    }

    /** A table whose statement is not known on one side would be taken for one that is missing there. */
    private static void unlessKnown(
            Blueprint from,
            Blueprint to,
            Map<List<String>, MysqlTable> before,
            Map<List<String>, MysqlTable> after) {
        Set<List<String>> were = paths(from, ObjectKind.TABLE);
        Set<List<String>> are = paths(to, ObjectKind.TABLE);
        Set<List<String>> all = new TreeSet<>(SchemaObject::comparePaths);
        all.addAll(were);
        all.addAll(are);
        for (List<String> path : all) {
            boolean known = were.contains(path) == before.containsKey(path)
                    && are.contains(path) == after.containsKey(path);
            boolean unwanted = were.contains(path)
                    && are.contains(path)
                    && !before.containsKey(path)
                    && !after.containsKey(path);
            if (!known && !unwanted) {
                throw new IllegalArgumentException("no definition of table " + String.join(".", path));
            }
        }
    }

    private static String collation(Blueprint blueprint) {
        return blueprint.schema().objects().stream()
                .filter(object -> object.kind() == ObjectKind.DATABASE && object.path().size() == 1)
                .map(object -> object.properties().getOrDefault("collation", ""))
                .findFirst()
                .orElse("");
    }

    /** What tables have that say nothing themselves. */
    private List<Drafted> database(Blueprint from, Blueprint to) {
        Map<SchemaObject, SchemaObject> before = Programs.of(from, dialect.kind(), List.of(ObjectKind.DATABASE));
        List<Drafted> drafted = new ArrayList<>();
        for (SchemaObject database :
                Programs.of(to, dialect.kind(), List.of(ObjectKind.DATABASE)).values()) {
            SchemaObject was = before.get(database);
            String name = database.path().size() == 1
                    ? ""
                    : " " + dialect.quote(database.path().get(0));
            String collation = Objects.requireNonNull(database.properties().get("collation"));
            if (was == null && !name.isEmpty()) {
                drafted.add(Drafted.of(
                        new Execute("CREATE DATABASE" + name + " COLLATE " + collation, List.of()), database));
            } else if (was != null && !was.equals(database)) {
                drafted.add(Drafted.of(
                        new Execute("ALTER DATABASE" + name + " COLLATE " + collation, List.of()), database));
            }
        }
        return drafted;
    }
}
