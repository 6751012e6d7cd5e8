package dev.migrate.command;

import dev.migrate.config.AutogenerateSettings;
import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.DriftMode;
import dev.migrate.config.Environment;
import dev.migrate.config.HookSettings;
import dev.migrate.config.JdbcUrl;
import dev.migrate.config.LintSettings;
import dev.migrate.config.LockSettings;
import dev.migrate.config.ScriptSettings;
import dev.migrate.config.Secret;
import dev.migrate.config.Setting;
import dev.migrate.config.TransactionMode;
import dev.migrate.dialect.RunIdentity;
import dev.migrate.engine.BatchProgress;
import dev.migrate.engine.RunListener;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.Login;
import dev.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A project of a test: scripts in a folder, and a database. */
public final class Scratch {

    final Path folder;
    final TestDatabase database;
    private final DatabaseKind kind;
    /** Read by other threads while a run adds to it. */
    List<String> told = new CopyOnWriteArrayList<>();

    /** Where the runs connect; a test may put something between. */
    Login login;

    String name = "test";
    boolean isProtected;
    Duration lockWait = Duration.ofSeconds(30);

    @Nullable
    Duration lockTimeout = Duration.ofSeconds(5);

    @Nullable
    Duration statementTimeout;

    int retries;

    @Nullable
    TransactionMode mode;

    LockSettings lock = LockSettings.DEFAULT;

    HookSettings hooks = HookSettings.NONE;

    @Nullable
    Map<String, String> placeholders;

    String versionTable = "migrate_version";

    @Nullable
    String versionTableSchema;

    List<String> schemas = List.of();

    AutogenerateSettings autogenerate = AutogenerateSettings.DEFAULT;
    DriftMode drift = DriftMode.OFF;

    /** The scripts of most tests are too short to be safe, and their protected environments are about something else. */
    LintSettings lint = new LintSettings("never", List.of(), List.of(), 1000);

    /** The database that {@code shadow_url} names. */
    @Nullable
    Login shadow;

    private @Nullable String parent;

    /** A project in that folder, which may have scripts already. */
    public Scratch(Path folder, TestDatabase database) {
        this.folder = folder;
        this.database = database;
        this.kind = database.kind();
        this.login = new Login(database.settingsUrl(), database.user(), database.password());
    }

    /** A project that is there already, run by a process of its own. */
    @SuppressWarnings("NullAway")
    Scratch(Path folder, DatabaseKind kind, Login login) {
        this.folder = folder;
        this.database = null;
        this.kind = kind;
        this.login = login;
    }

    /** Writes a revision behind the last one. */
    Scratch revision(String id, String upgrade, @Nullable String downgrade) {
        return sections(
                id,
                parent,
                "-- migrate:upgrade\n" + upgrade + (downgrade == null ? "" : "\n-- migrate:downgrade\n" + downgrade));
    }

    /** Writes a revision with the sections given. */
    Scratch sections(String id, @Nullable String revises, String body) {
        String text = "-- title of " + id + "\n--\n-- revision: " + id + "\n-- revises: "
                + (revises == null ? "" : revises) + "\n\n" + body + "\n";
        write("src/main/migrations/" + id + ".sql", text);
        parent = id;
        return this;
    }

    Scratch nonTransactional(String id, String upgrade, String downgrade) {
        return sections(
                id,
                parent,
                "-- migrate:upgrade transaction=false\n" + upgrade + "\n-- migrate:downgrade transaction=false\n"
                        + downgrade);
    }

    /** Writes a revision in Java behind the last one; what stands in its class is given. */
    Scratch java(String id, String members) {
        String revises = parent == null ? "" : parent;
        write(
                "src/main/migrations/" + id + ".java",
                "/*\n * title of " + id + "\n *\n * revision: " + id + "\n * revises: " + revises
                        + "\n */\nimport static dev.migrate.Columns.*;\nimport dev.migrate.*;\n\n"
                        + "class Change implements Migration {\n" + members + "\n}\n");
        parent = id;
        return this;
    }

    /** A method of a revision in Java; its first line is line 12 of the file where it stands first. */
    static String javaUpgrade(String... lines) {
        return method("upgrade", lines);
    }

    static String javaDowngrade(String... lines) {
        return method("downgrade", lines);
    }

    private static String method(String name, String... lines) {
        return "    @Override public void " + name + "(Operations op) {\n        " + String.join("\n        ", lines)
                + "\n    }\n";
    }

    void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MoveCommand.Result upgrade(String to) {
        return move(Direction.UPGRADE, to, MoveCommand.Mode.RUN, null);
    }

    MoveCommand.Result downgrade(String to) {
        return move(Direction.DOWNGRADE, to, MoveCommand.Mode.RUN, null);
    }

    MoveCommand.Result move(Direction direction, String to, MoveCommand.Mode mode, @Nullable String from) {
        return new MoveCommand(direction).run(workspace(), new MoveCommand.Request(to, mode, from, null, null, false));
    }

    RepairCommand.Result resume() {
        return repair(new RepairCommand.Request(true, null, false, false, null));
    }

    RepairCommand.Result resume(int statement) {
        return repair(new RepairCommand.Request(true, statement, false, false, null));
    }

    RepairCommand.Result repair(RepairCommand.Request request) {
        return new RepairCommand().run(workspace(), request);
    }

    List<String> rows() {
        return new CurrentCommand().run(workspace()).position().rows();
    }

    String value(String sql) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "none";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    void execute(String sql) {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    boolean hasTable(String table) {
        try (Connection connection = database.connect();
                var result = connection.getMetaData().getTables(connection.getCatalog(), null, table, null)) {
            return result.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(
                        "SELECT revision, direction, outcome FROM migrate_history WHERE outcome <> 'started' ORDER BY"
                                + " seq")) {
            while (result.next()) {
                outcomes.add(result.getString(1) + " " + result.getString(2) + " " + result.getString(3));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return outcomes;
    }

    /** What commands are run on. */
    public Workspace workspace() {
        return new Workspace(
                folder,
                new Fixed(this),
                new RunIdentity(UUID.randomUUID().toString(), "tester", "here", "test", null),
                new RunListener() {
                    @Override
                    public void waiting(String holder, Duration waited) {
                        told.add("waiting for " + holder);
                    }

                    @Override
                    public void stepStarted(Step step, int index, int total) {
                        told.add("started " + step.revision().id());
                    }

                    @Override
                    public void stepFinished(Step step, Duration took) {
                        told.add("finished " + step.revision().id());
                    }

                    @Override
                    public void batch(Step step, BatchProgress progress) {
                        told.add("batch behind " + progress.rows() + " of " + progress.total());
                    }

                    @Override
                    public void note(String text) {
                        told.add(text);
                    }
                });
    }

    /** Settings as a test wants them. */
    private record Fixed(Scratch scratch) implements Environment {
        @Override
        public String name() {
            return scratch.name;
        }

        @Override
        public boolean isProtected() {
            return scratch.isProtected;
        }

        @Override
        public DatabaseKind kind() {
            return scratch.kind;
        }

        @Override
        public Optional<DatabaseSettings> shadow() {
            Login shadow = scratch.shadow;
            return shadow == null
                    ? Optional.empty()
                    : Optional.of(settings(shadow, JdbcUrl.kindOf(shadow.url()).orElseThrow()));
        }

        @Override
        public DatabaseSettings database() {
            return settings(scratch.login, scratch.kind);
        }

        private DatabaseSettings settings(Login login, DatabaseKind kind) {
            return new DatabaseSettings(
                    scratch.name,
                    login.url(),
                    kind,
                    login.user().isEmpty() ? null : login.user(),
                    new Secret(login.password()),
                    scratch.versionTable,
                    scratch.versionTableSchema,
                    scratch.schemas,
                    scratch.lockWait,
                    scratch.lockTimeout,
                    scratch.statementTimeout,
                    scratch.retries,
                    scratch.mode,
                    scratch.lock);
        }

        @Override
        public DatabaseSettings offline() {
            return database();
        }

        @Override
        public ScriptSettings scripts() {
            return new ScriptSettings(
                    List.of(scratch.folder.resolve("src/main/migrations")), "%(rev)s", null, 40, ZoneOffset.UTC, "sql");
        }

        @Override
        public DriftMode drift() {
            return scratch.drift;
        }

        @Override
        public LintSettings lint() {
            return scratch.lint;
        }

        @Override
        public AutogenerateSettings autogenerate() {
            return scratch.autogenerate;
        }

        @Override
        public HookSettings hooks() {
            return scratch.hooks;
        }

        @Override
        public @Nullable Map<String, String> placeholders() {
            return scratch.placeholders;
        }

        @Override
        public List<Environment> targets() {
            return List.of();
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }
    }
}
