package dev.migrate.dialect.postgresql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Secret;
import dev.migrate.dialect.KnownDefinitions;
import dev.migrate.dialect.OwnTables;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.dialect.SchemaScope;
import dev.migrate.dialect.Session;
import dev.migrate.diff.Blueprint;
import dev.migrate.diff.Drafted;
import dev.migrate.diff.Drafter;
import dev.migrate.operation.Operation;
import dev.migrate.schema.ObjectKind;
import dev.migrate.schema.Schema;
import dev.migrate.schema.SchemaDifference.Change;
import dev.migrate.schema.SchemaObject;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A database on which objects other than tables are made, changed and dropped; with what its tables have they only come and go. */
final class Stage implements AutoCloseable {

    private static final Set<ObjectKind> TABLE_PARTS = Set.of(ObjectKind.CHECK, ObjectKind.FOREIGN_KEY);

    private final Session session;

    private Stage(Session session) {
        this.session = session;
    }

    static Stage open(TestDatabase database) {
        var settings = new DatabaseSettings(
                "test",
                database.settingsUrl(),
                database.kind(),
                database.user(),
                new Secret(database.password()),
                "migrate_version",
                null,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                null,
                0,
                null);
        var identity = new RunIdentity("run-" + System.nanoTime(), "tester", "here", "test", null);
        return new Stage(new PostgresqlDialect().open(settings, identity, true));
    }

    static String resource(String name) {
        try (InputStream in = Stage.class.getResourceAsStream("/dev/migrate/schema/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Session session() {
        return session;
    }

    /** Runs a script as it is written. */
    Stage script(String text) {
        var scanner = new SqlScanner(DatabaseKind.POSTGRESQL, new StringReader(text), Path.of("test.sql"), 1);
        for (var s = scanner.next(); s != null; s = scanner.next()) {
            execute(s.text());
        }
        return this;
    }

    private void execute(String sql) {
        try {
            session.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + sql, e);
        }
    }

    Blueprint blueprint() {
        try {
            var own = new OwnTables(null, "migrate_version", "migrate_history");
            return session.blueprint(session.schema(SchemaScope.all(own)), object -> true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What differs, a line each, the order of columns aside. */
    List<String> differences(Blueprint to) {
        return comparable(blueprint().schema()).differenceTo(comparable(to.schema())).lines("the database", "the goal");
    }

    private static Schema comparable(Schema schema) {
        return Schema.of(schema.without(SchemaObject.POSITION).objects().stream()
                .map(PostgresqlSpelling::comparable)
                .toList());
    }

    /** Makes this database what the blueprint says, and gives the statements. */
    List<String> become(Blueprint to) {
        Blueprint from = blueprint();
        var objects = new PostgresqlObjects(from, to);
        var difference = comparable(from.schema()).differenceTo(comparable(to.schema()));
        var before = new Dependencies(from);
        var after = new Dependencies(to);
        Map<List<String>, Change> wholes = new LinkedHashMap<>();
        Set<SchemaObject> gone = new TreeSet<>(difference.onlyHere());
        Set<SchemaObject> come = new TreeSet<>(difference.onlyThere());
        Map<SchemaObject, Change> changes = new TreeMap<>();
        for (Change change : difference.changes()) {
            part(objects, change.here(), from, to, wholes);
            if (objects.handles(change.here())) {
                changes.put(change.here(), change);
            }
        }
        List.copyOf(gone).forEach(object -> part(objects, object, from, to, wholes));
        List.copyOf(come).forEach(object -> part(objects, object, from, to, wholes));
        wholes.values().forEach(change -> changes.putIfAbsent(change.here(), change));
        Set<SchemaObject> recreated = new LinkedHashSet<>();
        Set<List<String>> away = new LinkedHashSet<>();
        List<Operation> alterations = new ArrayList<>();
        for (Change change : changes.values()) {
            Change whole = new Change(find(from, change.here()), find(to, change.there()));
            var altered = objects.alter(whole);
            if (altered.isEmpty()) {
                recreated.add(change.here());
            } else {
                alterations.addAll(altered.get());
                away.addAll(objects.away(whole));
            }
        }
        from.schema().objects().stream()
                .filter(o -> away.contains(o.path()))
                .filter(o -> objects.handles(o) || TABLE_PARTS.contains(o.kind()) || o.kind() == ObjectKind.INDEX)
                .forEach(recreated::add);
        Set<SchemaObject> dropped = new LinkedHashSet<>(gone);
        dropped.addAll(recreated);
        dropped.addAll(before.dependents(dropped));
        dropped.removeIf(o -> objects.owner(o).isPresent());
        Set<SchemaObject> created = new LinkedHashSet<>(come);
        dropped.stream().filter(o -> has(to, o)).forEach(created::add);
        created.removeIf(o -> objects.owner(o).isPresent());
        List<Operation> operations = new ArrayList<>();
        before.dropOrder(dropped.stream().map(o -> find(from, o)).toList())
                .forEach(o -> operations.addAll(drop(objects, o)));
        operations.addAll(alterations);
        after.createOrder(created.stream().map(o -> find(to, o)).toList())
                .forEach(o -> operations.addAll(create(objects, o)));
        return run(operations, from);
    }

    /** As {@link #become}, by the drafter itself. */
    List<String> draftTo(Blueprint to) {
        Blueprint from = blueprint();
        return run(
                session.dialect().drafter()
                        .draft(from, to, Drafter.Style.PLAIN).stream()
                                .map(Drafted::operation)
                                .toList(),
                from);
    }

    private static void part(
            PostgresqlObjects objects,
            SchemaObject object,
            Blueprint from,
            Blueprint to,
            Map<List<String>, Change> wholes) {
        objects.owner(object).ifPresent(path -> {
            SchemaObject here = at(from, path);
            SchemaObject there = at(to, path);
            if (here != null && there != null) {
                wholes.putIfAbsent(path, new Change(here, there));
            }
        });
    }

    private static SchemaObject at(Blueprint blueprint, List<String> path) {
        return blueprint.schema().objects().stream()
                .filter(o -> o.path().equals(path) && o.kind() != ObjectKind.COLLATION)
                .findFirst()
                .orElse(null);
    }

    private static boolean has(Blueprint blueprint, SchemaObject object) {
        return blueprint.schema().objects().stream().anyMatch(o -> o.compareTo(object) == 0);
    }

    private static SchemaObject find(Blueprint blueprint, SchemaObject object) {
        return blueprint.schema().objects().stream()
                .filter(o -> o.compareTo(object) == 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError(object.title()));
    }

    private static List<Operation> drop(PostgresqlObjects objects, SchemaObject object) {
        if (objects.handles(object)) {
            return objects.drop(object);
        }
        if (TABLE_PARTS.contains(object.kind())) {
            return List.of(ObjectStatements.execute("ALTER TABLE " + PostgresqlName.owner(object) + " DROP CONSTRAINT "
                    + PostgresqlName.quote(object.name())));
        }
        if (object.kind() == ObjectKind.INDEX) {
            return List.of(ObjectStatements.execute("DROP INDEX IF EXISTS "
                    + PostgresqlName.of(List.of(object.path().get(0), object.name()))));
        }
        throw new AssertionError("drops " + object.title());
    }

    private static List<Operation> create(PostgresqlObjects objects, SchemaObject object) {
        if (objects.handles(object)) {
            return objects.create(object);
        }
        if (TABLE_PARTS.contains(object.kind())) {
            return List.of(ObjectStatements.execute("ALTER TABLE " + PostgresqlName.owner(object) + " ADD CONSTRAINT "
                    + PostgresqlName.quote(object.name()) + " " + ObjectStatements.property(object, "definition")));
        }
        if (object.kind() == ObjectKind.INDEX) {
            return List.of(ObjectStatements.execute(ObjectStatements.property(object, "definition")));
        }
        throw new AssertionError("creates " + object.title());
    }

    /** Runs operations in one transaction, and gives their statements. */
    List<String> run(List<Operation> operations, Blueprint from) {
        var definitions = new KnownDefinitions(session.dialect(), from);
        List<String> ran = new ArrayList<>();
        execute("BEGIN");
        try {
            for (Operation operation : operations) {
                for (String statement : definitions.render(operation).statements()) {
                    ran.add(statement);
                    execute(statement);
                }
            }
            execute("COMMIT");
        } catch (IllegalStateException e) {
            execute("ROLLBACK");
            throw new IllegalStateException(e.getMessage() + "\n-- after\n" + String.join(";\n", ran), e);
        }
        return ran;
    }

    @Override
    public void close() {
        session.close();
    }
}
