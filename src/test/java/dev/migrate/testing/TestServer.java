package dev.migrate.testing;

import dev.migrate.sql.DatabaseKind;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The databases that the tests run on. A server starts when the first test asks for it, serves the whole JVM,
 * and stops with it.
 *
 * <p>The variables {@code MIGRATE_TEST_POSTGRESQL_URL}, {@code MIGRATE_TEST_POSTGRESQL_14_URL}, {@code
 * MIGRATE_TEST_MYSQL_URL} and {@code MIGRATE_TEST_MARIADB_URL} name a server at hand to use instead; its user must be
 * allowed to create databases.
 */
public enum TestServer {
    /** The newest PostgreSQL. */
    POSTGRESQL_18(DatabaseKind.POSTGRESQL, "PostgreSQL 18", "postgresql", "MIGRATE_TEST_POSTGRESQL_URL"),
    /** The oldest PostgreSQL that is supported. */
    POSTGRESQL_14(DatabaseKind.POSTGRESQL, "PostgreSQL 14", "postgresqlOld", "MIGRATE_TEST_POSTGRESQL_14_URL"),
    /** MySQL 8.0. */
    MYSQL(DatabaseKind.MYSQL, "MySQL", "mysql", "MIGRATE_TEST_MYSQL_URL"),
    /** MariaDB 11.4. */
    MARIADB(DatabaseKind.MARIADB, "MariaDB", "mariadb", "MIGRATE_TEST_MARIADB_URL"),
    /** SQLite, which needs no server: each database is a file. */
    SQLITE(DatabaseKind.SQLITE, "SQLite", "sqlite", null);

    private final DatabaseKind kind;
    private final String displayName;
    private final String key;
    private final @Nullable String variable;

    TestServer(DatabaseKind kind, String displayName, String key, @Nullable String variable) {
        this.kind = kind;
        this.displayName = displayName;
        this.key = key;
        this.variable = variable;
    }

    /** What kind of database it serves. */
    public DatabaseKind kind() {
        return kind;
    }

    /** A fresh, empty database, dropped when closed. The test is skipped where the server cannot run. */
    public TestDatabase create() {
        try {
            return this == SQLITE ? TestDatabase.file(this) : TestDatabase.on(this, address());
        } catch (ServerUnavailableException unavailable) {
            throw unavailable.skipOrFail();
        }
    }

    /** The name in test reports. */
    @Override
    public String toString() {
        return displayName;
    }

    /** The name in the file that {@link ServerMain} writes. */
    String key() {
        return key;
    }

    /** Where the server listens; the first call starts it. */
    ServerAddress address() throws ServerUnavailableException {
        String replacement = variable == null ? null : System.getenv(variable);
        if (replacement != null && !replacement.isBlank()) {
            return ServerAddress.parse(kind, replacement.strip());
        }
        return switch (this) {
            case POSTGRESQL_18 -> NewPostgres.SERVER.address();
            case POSTGRESQL_14 -> OldPostgres.SERVER.address();
            case MYSQL -> MySql.SERVER.address();
            case MARIADB -> MariaDb.SERVER.address();
            case SQLITE -> throw new IllegalStateException("SQLite has no address");
        };
    }

    // One holder a server: the class loader starts each at its first use, once, whatever threads ask.

    private static final class NewPostgres {
        static final RunningServer SERVER =
                RunningServer.start(() -> PostgresServer.start(PostgresServer.onClassPath()));
    }

    private static final class OldPostgres {
        static final RunningServer SERVER = RunningServer.start(() -> {
            Path folder = Path.of(System.getProperty("migrate.test.servers", "target/servers"));
            return PostgresServer.start(PostgresServer.inJar(folder.resolve("postgres-old.jar")));
        });
    }

    private static final class MySql {
        static final RunningServer SERVER = RunningServer.start(MySqlServer::start);
    }

    private static final class MariaDb {
        static final RunningServer SERVER = RunningServer.start(MariaDbServer::start);
    }
}
