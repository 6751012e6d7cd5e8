package dev.migrate.sql;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;
import static dev.migrate.sql.DatabaseKind.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementClassTest {

    private static StatementClass of(DatabaseKind kind, String sql) {
        return StatementClass.of(Scan.of(kind, sql).statements().get(0), kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN", "begin work", "BEGIN IMMEDIATE", "START TRANSACTION", "start transaction read only", "COMMIT",
                "COMMIT AND CHAIN", "ROLLBACK", "ROLLBACK WORK", "COMMIT PREPARED 'x'", "ROLLBACK PREPARED 'x'",
                        "/* x */ Commit"
            })
    void transactionsAreControlledEverywhere(String sql) {
        for (DatabaseKind kind : DatabaseKind.values()) {
            assertThat(of(kind, sql).transactionControl()).as(kind + " " + sql).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SAVEPOINT a", "RELEASE SAVEPOINT a", "ROLLBACK TO a", "ROLLBACK TO SAVEPOINT a",
                        "ROLLBACK WORK TO SAVEPOINT a",
                "ROLLBACK TRANSACTION TO a", "SELECT 1", "INSERT INTO commit VALUES (1)", "START SLAVE", "SET a = 1",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "PREPARE p FROM 'x'"
            })
    void otherStatementsControlNothing(String sql) {
        for (DatabaseKind kind : DatabaseKind.values()) {
            assertThat(of(kind, sql).transactionControl()).as(kind + " " + sql).isFalse();
        }
    }

    @Test
    void someControlTransactionsOnSomeDatabases() {
        assertThat(of(POSTGRESQL, "END").transactionControl()).isTrue();
        assertThat(of(SQLITE, "END TRANSACTION").transactionControl()).isTrue();
        assertThat(of(POSTGRESQL, "ABORT").transactionControl()).isTrue();
        assertThat(of(POSTGRESQL, "PREPARE TRANSACTION 'x'").transactionControl())
                .isTrue();
        assertThat(of(MYSQL, "XA START 'x'").transactionControl()).isTrue();
        for (String sql : new String[] {
            "SET autocommit=0",
            "SET @@autocommit = 1",
            "set session AUTOCOMMIT=1",
            "SET @@session.autocommit=0",
            "/*!40101 SET autocommit=0 */"
        }) {
            assertThat(of(MYSQL, sql).transactionControl()).as(sql).isTrue();
            assertThat(of(MARIADB, sql).implicitCommit()).as(sql).isTrue();
        }
        assertThat(of(MARIADB, "BEGIN NOT ATOMIC SELECT 1; END").transactionControl())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO a VALUES (1)",
                "REPLACE INTO a VALUES (1)",
                "UPDATE a SET b=1",
                "DELETE FROM a",
                "SELECT 1",
                "(SELECT 1)",
                "WITH a AS (SELECT 1) SELECT * FROM a",
                "VALUES ROW(1)",
                "TABLE a",
                "SET @x = 1",
                "SET NAMES utf8mb4",
                "DO SLEEP(0)",
                "EXPLAIN SELECT 1",
                "SHOW TABLES",
                "USE x",
                "SAVEPOINT a",
                "ROLLBACK TO a",
                "CREATE TEMPORARY TABLE a (b INT)",
                "CREATE OR REPLACE TEMPORARY TABLE a (b INT)",
                "DROP TEMPORARY TABLE a",
                "PREPARE p FROM 'x'",
                "DEALLOCATE PREPARE p",
                "DROP PREPARE p",
                "LOAD DATA INFILE 'x' INTO TABLE a",
                "HANDLER a OPEN",
                "/*!40101 SET NAMES utf8 */"
            })
    void mysqlKeepsTheTransactionThrough(String sql) {
        assertThat(of(MYSQL, sql).implicitCommit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (b INT)",
                "DROP TABLE a",
                "ALTER TABLE a ADD b INT",
                "TRUNCATE a",
                "RENAME TABLE a TO b",
                "CREATE INDEX i ON a (b)",
                "GRANT SELECT ON a TO b",
                "SET PASSWORD = 'x'",
                "LOCK TABLES a WRITE",
                "UNLOCK TABLES",
                "ANALYZE TABLE a",
                "CALL p()",
                "EXECUTE p",
                "BEGIN",
                "COMMIT",
                "FLUSH TABLES",
                "LOAD INDEX INTO CACHE a",
                "CREATE VIEW v AS SELECT 1",
                "OPTIMIZE TABLE a",
                "/*!40000 ALTER TABLE a DISABLE KEYS */",
                "SET DEFAULT ROLE r TO u",
                "CREATE TABLE temporary (a INT)"
            })
    void mysqlCommitsBefore(String sql) {
        assertThat(of(MYSQL, sql).implicitCommit()).isTrue();
        assertThat(of(POSTGRESQL, "SELECT 1").implicitCommit()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON a (b)",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON a (b)",
                "DROP INDEX CONCURRENTLY i",
                "REINDEX TABLE CONCURRENTLY a",
                "REINDEX (CONCURRENTLY) TABLE a",
                "REINDEX (VERBOSE, CONCURRENTLY true) INDEX a",
                "REINDEX DATABASE x",
                "REINDEX SCHEMA x",
                "VACUUM",
                "VACUUM (FULL) a",
                "CREATE DATABASE x",
                "DROP DATABASE IF EXISTS x",
                "CREATE TABLESPACE x LOCATION 'y'",
                "DROP TABLESPACE x",
                "ALTER SYSTEM SET a = 1",
                "CLUSTER",
                "CLUSTER VERBOSE",
                "CLUSTER (VERBOSE)",
                "ALTER TABLE ONLY public.a DETACH PARTITION public.b CONCURRENTLY",
                "alter table if exists only a.b detach\npartition c.d concurrently",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
                "DROP SUBSCRIPTION s",
                "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
                "DISCARD ALL",
                "ALTER DATABASE a SET TABLESPACE b"
            })
    void postgresRefusesInATransaction(String sql) {
        assertThat(of(POSTGRESQL, sql).cannotRunInTransaction()).isTrue();
        assertThat(of(MYSQL, sql).cannotRunInTransaction()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON a (b)",
                "CREATE INDEX i ON concurrently (b)",
                "DROP INDEX i",
                "REINDEX TABLE a",
                "CLUSTER a USING i",
                "CLUSTER (VERBOSE) a",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "ALTER TYPE t ADD VALUE 'x'",
                "ALTER TABLE a DETACH PARTITION b",
                "ALTER TABLE a ADD b text DEFAULT 'detach partition concurrently'",
                "ALTER DATABASE a SET b = 1",
                "ANALYZE",
                "COPY a TO STDOUT",
                "CREATE TABLE a (b int)"
            })
    void postgresRunsInATransaction(String sql) {
        assertThat(of(POSTGRESQL, sql).cannotRunInTransaction()).isFalse();
    }

    @Test
    void sqliteIgnoresOrRefusesInATransaction() {
        for (String sql : new String[] {
            "VACUUM",
            "PRAGMA foreign_keys=OFF",
            "pragma Foreign_Keys(1)",
            "PRAGMA main.journal_mode = wal",
            "PRAGMA synchronous=1",
            "PRAGMA wal_checkpoint(FULL)"
        }) {
            assertThat(of(SQLITE, sql).cannotRunInTransaction()).as(sql).isTrue();
        }
        for (String sql : new String[] {
            "PRAGMA foreign_keys", "PRAGMA user_version=1", "ATTACH 'x' AS y", "PRAGMA foreign_key_check(a)"
        }) {
            assertThat(of(SQLITE, sql).cannotRunInTransaction()).as(sql).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a = 1",
                "RESET ALL",
                "DISCARD TEMP",
                "SELECT set_config('a', 'b', false)",
                "DO 'x'",
                "CALL p()",
                "EXECUTE p",
                "USE x",
                "PRAGMA a=1",
                "LOCK TABLES a WRITE",
                "UNLOCK TABLES",
                "WITH a AS (SELECT 1) SELECT 1"
            })
    void sessionsMayChange(String sql) {
        for (DatabaseKind kind : DatabaseKind.values()) {
            assertThat(of(kind, sql).changesSession()).as(kind + " " + sql).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (b INT)",
                "INSERT INTO a VALUES (1)",
                "UPDATE a SET b = 1",
                "ALTER TABLE a ADD b INT",
                "DROP VIEW v"
            })
    void sessionsStay(String sql) {
        for (DatabaseKind kind : DatabaseKind.values()) {
            assertThat(of(kind, sql).changesSession()).as(kind + " " + sql).isFalse();
        }
        assertThat(of(MYSQL, "/*!40101 SET NAMES utf8 */").changesSession()).isTrue();
        assertThat(of(MARIADB, "BEGIN NOT ATOMIC SET @a=1; END").changesSession())
                .isTrue();
    }
}
