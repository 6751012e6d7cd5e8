package dev.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.config.DatabaseSettings;
import dev.migrate.config.LockSettings;
import dev.migrate.config.Secret;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.mysql.MysqlDialect;
import dev.migrate.dialect.postgresql.PostgresqlDialect;
import dev.migrate.dialect.sqlite.SqliteDialect;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.EOFException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** What every dialect must do, on the real servers. */
@DisplayName("A session, on every database,")
class SessionContractTest {

    static final Dialects DIALECTS = new Dialects(List.of(
            new PostgresqlDialect(),
            new MysqlDialect(DatabaseKind.MYSQL),
            new MysqlDialect(DatabaseKind.MARIADB),
            new SqliteDialect()));

    static DatabaseSettings settings(TestDatabase database, String password) {
        return new DatabaseSettings(
                "test",
                database.settingsUrl(),
                database.kind(),
                database.user().isEmpty() ? null : database.user(),
                new Secret(password),
                "migrate_version",
                null,
                List.of(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                null,
                0,
                null,
                LockSettings.DEFAULT);
    }

    static Session open(TestDatabase database) {
        return DIALECTS.of(database.kind())
                .open(
                        settings(database, database.password()),
                        new RunIdentity("run-" + System.nanoTime(), "tester", "here", "test", null),
                        true);
    }

    @OnEveryDatabase
    void tellsWhatItIsConnectedTo(TestDatabase database) {
        try (Session session = open(database)) {
            assertThat(session.kind()).isEqualTo(database.kind());
            assertThat(session.dialect().kind()).isEqualTo(database.kind());
            assertThat(session.serverVersion()).matches("\\d+.*");
        }
    }

    @OnEveryDatabase
    void holdsTheLockAlone(TestDatabase database) throws Exception {
        try (Session first = open(database)) {
            try (Session second = open(database)) {
                assertThat(first.tryLock()).isTrue();
                first.verifyLock();
                assertThat(second.tryLock()).isFalse();
                assertThat(second.tryLock()).isFalse();
                assertThat(second.lockHolder()).isPresent();
                first.unlock();
                assertThat(second.tryLock()).isTrue();
                assertThat(first.tryLock()).isFalse();
            }
            // A server notices the end of a session a moment later.
            boolean free = first.tryLock();
            for (int i = 0; !free && i < 100; i++) {
                Thread.sleep(50);
                free = first.tryLock();
            }
            assertThat(free).as("closing a session gives its lock back").isTrue();
        }
    }

    @OnEveryDatabase
    void namesTheStatementOfABatchThatFailed(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            List<Integer> done = new ArrayList<>();
            StatementFailure failure = catchThrowableOfType(
                    StatementFailure.class,
                    () -> session.batch(
                            List.of(
                                    session.dialect().begin(),
                                    "CREATE TABLE a (n INTEGER PRIMARY KEY)",
                                    "INSERT INTO a VALUES (1)",
                                    "INSERT INTO a VALUES (1)",
                                    "INSERT INTO a VALUES (2)",
                                    "COMMIT"),
                            done::add));
            assertThat(failure.index()).isEqualTo(3);
            assertThat(done).containsExactly(0, 1, 2);
            assertThat(failure.kind()).isEqualTo(FailureKind.OTHER);
            session.run("ROLLBACK");
            assertThat(session.tableExists(session.defaultSchema(), "a"))
                    .isEqualTo(!session.dialect().transactionalDdl());
        }
    }

    @OnEveryDatabase
    void knowsAboutHowManyRowsATableHas(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            session.run("CREATE TABLE a (n INTEGER PRIMARY KEY)");
            session.run("INSERT INTO a VALUES (1), (2), (3)");
            session.run(database.kind().isMysqlFamily() ? "ANALYZE TABLE a" : "ANALYZE a");
            assertThat(session.estimatedRows(null, "a")).hasValue(3);
            assertThat(session.estimatedRows(session.defaultSchema(), "a")).hasValue(3);
            assertThat(session.estimatedRows(null, "nowhere")).isEmpty();
        }
    }

    @OnEveryDatabase
    void runsEveryRowOfAQueryAndKeepsNone(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            List<Integer> done = new ArrayList<>();
            session.batch(
                    List.of(
                            "CREATE TABLE a (n INTEGER)",
                            "INSERT INTO a VALUES (1), (2), (3)",
                            "SELECT n FROM a",
                            "SELECT 1",
                            "DELETE FROM a"),
                    done::add);
            assertThat(done).containsExactly(0, 1, 2, 3, 4);
            assertThat(session.value("SELECT COUNT(*) FROM a")).isEqualTo("0");
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14})
    void callsAFunctionForEachRowOfALongQuery(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            session.batch(
                    List.of(
                            "CREATE SEQUENCE s",
                            "SELECT nextval('s') FROM generate_series(1, 1000)",
                            "BEGIN",
                            "SELECT nextval('s')",
                            "COMMIT"),
                    i -> {});
            assertThat(session.value("SELECT last_value FROM s")).isEqualTo("1001");
        }
    }

    @OnEveryDatabase
    void carriesThousandsOfStatementsAtOnce(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            List<String> statements = new ArrayList<>(
                    List.of("CREATE TABLE a (n INTEGER)", session.dialect().begin()));
            for (int i = 0; i < 5000; i++) {
                statements.add("INSERT INTO a VALUES (" + i + ")");
            }
            statements.add("COMMIT");
            List<Integer> done = new ArrayList<>();
            session.batch(statements, done::add);
            assertThat(done).hasSize(statements.size()).isSorted();
            assertThat(session.value("SELECT COUNT(*) FROM a")).isEqualTo("5000");
        }
    }

    @OnEveryDatabase
    void writesAnyTextAsALiteral(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            for (String text : List.of(
                    "plain", "it's", "back\\slash", "\\'; DROP TABLE a; --", "emoji \uD83D\uDE00", "a\nb", "")) {
                assertThat(session.value("SELECT " + session.dialect().literal(text)))
                        .isEqualTo(text);
            }
        }
    }

    @OnEveryDatabase
    void putsBackWhatAScriptChanged(TestDatabase database) throws Exception {
        try (Session session = open(database)) {
            Dialect.Limits limits = new Dialect.Limits(Duration.ofSeconds(7), null);
            session.batch(session.dialect().openSession(limits), i -> {});
            String probe =
                    switch (database.kind()) {
                        case POSTGRESQL ->
                            "SELECT concat(current_setting('search_path'), current_setting('role'),"
                                    + " current_setting('lock_timeout'), current_setting('TimeZone'))";
                        case MYSQL, MARIADB ->
                            "SELECT CONCAT(@@sql_mode, @@foreign_key_checks, @@autocommit, @@time_zone,"
                                    + " @@lock_wait_timeout, @@character_set_client)";
                        case SQLITE -> "SELECT timeout FROM pragma_busy_timeout";
                    };
            String before = session.value(probe);
            List<String> changes =
                    switch (database.kind()) {
                        case POSTGRESQL ->
                            List.of(
                                    "CREATE ROLE other_" + System.nanoTime() % 100000,
                                    "SELECT pg_catalog.set_config('search_path', '', false)",
                                    "SET lock_timeout = 1",
                                    "SET TimeZone = 'Asia/Tokyo'",
                                    "SET ROLE pg_monitor");
                        case MYSQL, MARIADB ->
                            List.of(
                                    "SET sql_mode = 'ANSI_QUOTES', foreign_key_checks = 0, time_zone = '+03:00'",
                                    "SET NAMES latin1",
                                    "SET autocommit = 0",
                                    "SET lock_wait_timeout = 1");
                        case SQLITE -> List.of("PRAGMA busy_timeout = 1");
                    };
            session.batch(changes, i -> {});
            assertThat(session.value(probe)).isNotEqualTo(before);
            session.batch(session.dialect().resetSession(limits), i -> {});
            assertThat(session.value(probe)).isEqualTo(before);
        }
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void saysThatCredentialsAreRefusedWithoutRepeatingThem(TestDatabase database) {
        assertThatThrownBy(() -> DIALECTS.of(database.kind())
                        .open(
                                settings(database, "top-secret-word"),
                                new RunIdentity("r", "tester", "here", "test", null),
                                true)
                        .close())
                .satisfies(e -> {
                    assertThat(e).isInstanceOf(MigrateException.class);
                    var diagnostic = ((MigrateException) e).diagnostics().get(0);
                    assertThat(diagnostic.code()).isEqualTo("connect/credentials");
                    assertThat(diagnostic.toString()).doesNotContain("top-secret-word");
                });
    }

    @OnDatabases({TestServer.MYSQL, TestServer.MARIADB})
    void knowsALostConnectionInEveryForm(TestDatabase database) {
        try (Session session = open(database)) {
            for (SQLException lost : List.of(
                    new SQLException("broken off", "S1000", new IllegalStateException(new EOFException())),
                    new SQLException("link failure", "08S01"),
                    new SQLException("shutdown", "08S01", 1053),
                    new SQLException("killed", "70100", 1927),
                    new SQLException("idle", "HY000", 4031))) {
                assertThat(session.classify(lost)).as(lost.getMessage()).isEqualTo(FailureKind.CONNECTION_LOST);
            }
        }
    }

    @OnEveryDatabase
    void saysThatADatabaseIsNotThere(TestDatabase database) {
        DatabaseSettings good = settings(database, database.password());
        String url = database.kind() == DatabaseKind.SQLITE
                ? "jdbc:sqlite:/nowhere/at/all/x.db"
                : good.url().replace(database.name(), "nowhere_at_all");
        DatabaseSettings bad = new DatabaseSettings(
                "test",
                url,
                good.kind(),
                good.user(),
                good.password(),
                "v",
                null,
                List.of(),
                Duration.ZERO,
                null,
                null,
                0,
                null,
                LockSettings.DEFAULT);
        MigrateException e = catchThrowableOfType(MigrateException.class, () -> DIALECTS.of(database.kind())
                .open(bad, new RunIdentity("r", "tester", "here", "test", null), true)
                .close());
        assertThat(e.diagnostics().get(0).code())
                .isIn("connect/no-database", "connect/no-folder", "connect/credentials");
    }
}
