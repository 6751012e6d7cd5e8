package dev.migrate.dialect.postgresql;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.LockSettings;
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
import dev.migrate.schema.Schema;
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
import java.util.List;

/** A database that the drafter makes into another. */
final class Stage implements AutoCloseable {

    private final Session session;

    private Stage(Session session) {
        this.session = session;
    }

    static Stage open(TestDatabase database) {
        return new Stage(session(database));
    }

    static Session session(TestDatabase database) {
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
                null,
                LockSettings.DEFAULT);
        var identity = new RunIdentity("run-" + System.nanoTime(), "tester", "here", "test", null);
        return new PostgresqlDialect().open(settings, identity, true);
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
        return comparable(blueprint().schema())
                .differenceTo(comparable(to.schema()))
                .lines("the database", "the goal");
    }

    private static Schema comparable(Schema schema) {
        return Schema.of(schema.without(SchemaObject.POSITION).objects().stream()
                .map(PostgresqlSpelling::comparable)
                .toList());
    }

    /** Makes this database what the blueprint says by the drafter, and gives the statements. */
    List<String> draftTo(Blueprint to) {
        Blueprint from = blueprint();
        return run(
                session.dialect().drafter().draft(from, to, Drafter.Style.PLAIN).stream()
                        .map(Drafted::operation)
                        .toList(),
                from);
    }

    /** Runs operations in one transaction, and gives their statements. */
    private List<String> run(List<Operation> operations, Blueprint from) {
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
