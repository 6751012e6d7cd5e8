package dev.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.sql.DatabaseKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestServerTest {

    @OnEveryDatabase
    void serverStartsAndIsWhatItSays(TestDatabase database) throws SQLException {
        String sqlite = "SELECT 'SQLite ' || sqlite_version()";
        String query = database.kind() == DatabaseKind.SQLITE ? sqlite : "SELECT version()";
        assertThat(database.value(query))
                .contains(
                        switch (database.server()) {
                            case POSTGRESQL_18 -> "PostgreSQL 18.";
                            case POSTGRESQL_14 -> "PostgreSQL 14.";
                            case MYSQL -> "8.0.";
                            case MARIADB -> "MariaDB";
                            case SQLITE -> "SQLite 3.";
                        });
        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @OnEveryDatabase
    void twoDatabasesAreIndependent(TestDatabase one) {
        try (TestDatabase other = one.server().create()) {
            one.execute("CREATE TABLE t (n int)", "INSERT INTO t VALUES (1), (2)");
            other.execute("CREATE TABLE t (n int, s varchar(9))", "INSERT INTO t VALUES (7, NULL)");
            assertThat(one.rows("SELECT * FROM t ORDER BY n")).containsExactly("1", "2");
            assertThat(other.rows("SELECT * FROM t")).containsExactly("7|NULL");
        }
        assertThat(one.value("SELECT count(*) FROM t")).isEqualTo("2");
    }

    @OnEveryDatabase
    void closingDropsTheDatabaseThoughConnectionsAreOpen(TestDatabase kept) throws SQLException {
        TestDatabase closed = kept.server().create();
        try (Connection left = closed.connect();
                Statement statement = left.createStatement()) {
            left.setAutoCommit(false);
            statement.execute("CREATE TABLE t (n int)");
            statement.execute("INSERT INTO t VALUES (1)");
            closed.close();
            if (kept.kind() != DatabaseKind.SQLITE) {
                assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (2)"))
                        .isInstanceOf(SQLException.class);
            }
        } catch (SQLException alreadyCut) {
            assertThat(kept.kind()).isNotEqualTo(DatabaseKind.SQLITE);
        }
        if (kept.kind() == DatabaseKind.SQLITE) {
            assertThat(Path.of(closed.name())).doesNotExist();
        } else {
            assertThatThrownBy(closed::connect).isInstanceOf(SQLException.class);
        }
    }

    @OnDatabases({TestServer.POSTGRESQL_18, TestServer.POSTGRESQL_14, TestServer.MYSQL, TestServer.MARIADB})
    void ordinaryUserReadsAndNothingElse(TestDatabase database) throws SQLException {
        database.execute("CREATE TABLE t (n int)");
        Login ordinary = database.ordinaryUser();
        database.execute("CREATE TABLE later (n int)");
        try (Connection connection = ordinary.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT * FROM t");
            statement.execute("SELECT * FROM later");
            assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("CREATE TABLE u (n int)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void sqliteHasNoUsers() {
        try (TestDatabase database = TestServer.SQLITE.create()) {
            assertThatThrownBy(database::ordinaryUser).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @OnDatabases(TestServer.MARIADB)
    void mariaDbHasTwoUrls(TestDatabase database) {
        assertThat(database.url()).startsWith("jdbc:mysql://127.0.0.1:");
        assertThat(database.settingsUrl())
                .startsWith("jdbc:mariadb://127.0.0.1:")
                .endsWith(database.name());
    }
}
