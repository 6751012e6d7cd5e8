package dev.migrate.lint.grammar;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The grammar reads of MySQL, MariaDB and SQLite")
class MysqlGrammarTest {

    private static List<Change> changes(DatabaseKind kind, String sql) {
        SqlScanner scanner = new SqlScanner(kind, new StringReader(sql), Path.of("t.sql"), 1);
        List<Change> all = new ArrayList<>();
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            all.addAll(Grammar.read(kind, s));
        }
        return all;
    }

    private static Change one(DatabaseKind kind, String sql) {
        List<Change> changes = changes(kind, sql);
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static List<Action> actions(DatabaseKind kind, String sql) {
        return ((Change.AlterTable) one(kind, sql)).actions();
    }

    @Test
    void allOfTheSchemasWithSomethingOfEverything() throws IOException {
        for (String[] each : new String[][] {
            {"mysql", "mysql-real.sql"},
            {"mysql", "mysql-only-real.sql"},
            {"mariadb", "mysql-real.sql"},
            {"mariadb", "mariadb-only-real.sql"},
            {"sqlite", "sqlite-real.sql"},
            {"mysql", "mysql.sql"},
            {"mariadb", "mysql.sql"},
            {"sqlite", "sqlite.sql"}
        }) {
            DatabaseKind kind = DatabaseKind.byId(each[0]).orElseThrow();
            List<String> opaque = new ArrayList<>();
            try (InputStream in = MysqlGrammarTest.class.getResourceAsStream("/dev/migrate/schema/" + each[1])) {
                SqlScanner scanner =
                        new SqlScanner(kind, new InputStreamReader(in, StandardCharsets.UTF_8), Path.of(each[1]), 1);
                for (Statement s = scanner.next(); s != null; s = scanner.next()) {
                    for (Change change : Grammar.read(kind, s)) {
                        if (change instanceof Change.Opaque nothing) {
                            opaque.add(each[1] + ":" + s.line() + " " + nothing.why() + ": " + s.text());
                        }
                    }
                }
            }
            assertThat(opaque).isEmpty();
        }
    }

    @Test
    void dumpsWithTheirExecutableComments() {
        String dump = """
            /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
            /*!50503 SET NAMES utf8mb4 */;
            /*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;
            DROP TABLE IF EXISTS `users`;
            CREATE TABLE `users` (
              `id` bigint unsigned NOT NULL AUTO_INCREMENT,
              `secret` varbinary(64) DEFAULT NULL /*!80023 INVISIBLE */,
              `key_text` varchar(20) GENERATED ALWAYS AS (lower(`name`)) STORED,
              `name` varchar(20) COLLATE utf8mb4_bin DEFAULT 'it''s',
              PRIMARY KEY (`id`),
              KEY `ix_name` (`name`(10)) /*!80000 INVISIBLE */,
              CONSTRAINT `ck` CHECK ((`name` <> _utf8mb4'x')) /*!80016 NOT ENFORCED */
            ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci
            /*!50100 PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB) */;
            LOCK TABLES `users` WRITE;
            /*!40000 ALTER TABLE `users` DISABLE KEYS */;
            INSERT INTO `users` (`id`) VALUES (1),(2);
            /*!40000 ALTER TABLE `users` ENABLE KEYS */;
            UNLOCK TABLES;
            /*!50003 CREATE*/ /*!50017 DEFINER=`root`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `users` FOR EACH ROW SET NEW.name = 'x' */;
            """;
        List<Change> changes = changes(MYSQL, dump);
        assertThat(changes).noneMatch(Change.Opaque.class::isInstance);
        assertThat(changes)
                .anyMatch(c -> c instanceof Change.Setting set
                        && set.name().equals("foreign_key_checks")
                        && set.value().equals("0"));
        Change.CreateTable create = (Change.CreateTable) changes.stream()
                .filter(Change.CreateTable.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(create.partitioned()).isTrue();
        assertThat(create.hasPrimaryKey()).isTrue();
        assertThat(create.options()).containsEntry("charset", "utf8mb4").containsEntry("engine", "InnoDB");
        assertThat(create.constraints()).anyMatch(ConstraintSpec::notEnforced);
        assertThat(create.columns().get(2).generated()).isEqualTo(ColumnSpec.Generated.STORED);
        assertThat(changes)
                .anyMatch(c -> c instanceof Change.AlterTable alter
                        && alter.actions().get(0) instanceof Action.Switch off
                        && !off.on());
        assertThat(changes)
                .anyMatch(c -> c instanceof Change.CreateTrigger trigger
                        && trigger.table() != null
                        && trigger.table().name().equals("users"));
    }

    @Test
    void executableCommentsOnlyForTheServerThatRunsThem() {
        String sql = "ALTER TABLE t /*!80000 ADD COLUMN my int */ /*M!100100 ADD COLUMN maria int */";
        assertThat(actions(MYSQL, sql))
                .singleElement()
                .matches(a -> ((Action.AddColumn) a).column().name().equals("my"));
        assertThat(actions(MARIADB, sql))
                .singleElement()
                .matches(a -> ((Action.AddColumn) a).column().name().equals("maria"));
        assertThat(one(MYSQL, "/* ALTER TABLE t DROP COLUMN a */ SELECT 1")).isInstanceOf(Change.Harmless.class);
        String placed = "ALTER TABLE t /*!50100 DROP COLUMN a */";
        Span span = actions(MYSQL, placed).get(0).span();
        assertThat(placed.substring(span.from(), span.to())).isEqualTo("DROP COLUMN a");
    }

    @Test
    void anAlterTableOfManyActions() {
        List<Action> actions = actions(MYSQL, """
            ALTER TABLE `shop`.`a``b`
              ADD COLUMN (x int, y varchar(10) NOT NULL DEFAULT 'a,b'),
              ADD COLUMN z int FIRST,
              MODIFY COLUMN `from` bigint unsigned NOT NULL AFTER z,
              CHANGE COLUMN `old name` `new name` decimal(10, 2),
              DROP FOREIGN KEY fk, DROP INDEX ix, DROP CHECK ck, DROP PRIMARY KEY, ADD PRIMARY KEY (x, y),
              ADD UNIQUE KEY uq (y(5)), ADD FULLTEXT INDEX ft (y), ADD KEY ((lower(y))),
              ALTER COLUMN x SET DEFAULT (1 + 1), ALTER INDEX ix2 INVISIBLE, RENAME INDEX a TO b, RENAME COLUMN c TO d,
              ADD CONSTRAINT CHECK (x > 0) NOT ENFORCED,
              CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, ROW_FORMAT = DYNAMIC, COMMENT 'a, b', FORCE,
              RENAME TO other, ALGORITHM=INPLACE, LOCK = NONE\
            """);
        assertThat(actions.stream().map(a -> a.getClass().getSimpleName()))
                .containsExactly(
                        "AddColumn",
                        "AddColumn",
                        "AddColumn",
                        "Redefine",
                        "Redefine",
                        "DropConstraint",
                        "RemoveIndex",
                        "DropConstraint",
                        "DropConstraint",
                        "AddConstraint",
                        "AddConstraint",
                        "AddIndex",
                        "AddIndex",
                        "SetDefault",
                        "ShowIndex",
                        "RenameIndex",
                        "RenameColumn",
                        "AddConstraint",
                        "ConvertCharset",
                        "SetOption",
                        "SetOption",
                        "Force",
                        "RenameTable");
        assertThat(((Action.Redefine) actions.get(3)).moves()).isTrue();
        assertThat(((Action.Redefine) actions.get(4)).from()).isEqualTo("old name");
        Change.AlterTable alter =
                (Change.AlterTable) one(MYSQL, "ALTER TABLE t ALGORITHM=COPY, ADD COLUMN a int, LOCK=SHARED");
        assertThat(alter.algorithm()).isEqualTo("copy");
        assertThat(alter.lock()).isEqualTo("shared");
        assertThat(alter.actions()).hasSize(1);
    }

    @Test
    void partitions() {
        for (String sql : List.of(
                "ALTER TABLE t ADD PARTITION (PARTITION p3 VALUES LESS THAN (30))",
                "ALTER TABLE t ADD PARTITION PARTITIONS 4",
                "ALTER TABLE t DROP PARTITION p1, p2",
                "ALTER TABLE t REORGANIZE PARTITION p1 INTO (PARTITION a VALUES LESS THAN (5), PARTITION b VALUES LESS"
                        + " THAN (9))",
                "ALTER TABLE t TRUNCATE PARTITION ALL",
                "ALTER TABLE t COALESCE PARTITION 2",
                "ALTER TABLE t EXCHANGE PARTITION p WITH TABLE u WITHOUT VALIDATION",
                "ALTER TABLE t PARTITION BY HASH (id) PARTITIONS 4",
                "ALTER TABLE t REMOVE PARTITIONING")) {
            assertThat(actions(MYSQL, sql)).as(sql).singleElement().isInstanceOf(Action.Repartition.class);
        }
    }

    @Test
    void whatMariaDbAloneHas() {
        assertThat(one(MARIADB, "CREATE OR REPLACE TABLE t (id int PRIMARY KEY)"))
                .isInstanceOf(Change.CreateTable.class);
        assertThat(one(MARIADB, "CREATE SEQUENCE s START WITH 1")).isInstanceOf(Change.Harmless.class);
        assertThat(one(MARIADB, "ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS a uuid DEFAULT uuid()"))
                .matches(c -> ((Change.AlterTable) c).ifExists());
        assertThat(actions(MARIADB, "ALTER TABLE t WAIT 5 DROP COLUMN IF EXISTS a"))
                .singleElement()
                .isInstanceOf(Action.DropColumn.class);
        for (String sql : List.of(
                "ALTER TABLE t ADD SYSTEM VERSIONING",
                "ALTER TABLE t DROP SYSTEM VERSIONING",
                "ALTER TABLE t ADD PERIOD FOR SYSTEM_TIME (a, b)",
                "ALTER TABLE t DROP PERIOD FOR SYSTEM_TIME")) {
            assertThat(actions(MARIADB, sql)).as(sql).singleElement().isInstanceOf(Action.Other.class);
        }
    }

    @Test
    void nothingOfATypeWhoseParenthesesDoNotEnd() {
        for (String sql : List.of(
                "ALTER TABLE t MODIFY d decimal(12,",
                "CREATE TABLE t (a enum('a',",
                "ALTER TABLE t ADD x int(",
                "ALTER TABLE t ADD KEY ()")) {
            assertThat(one(MYSQL, sql)).as(sql).isInstanceOf(Change.Opaque.class);
        }
    }

    @Test
    void settings() {
        assertThat(changes(MYSQL, "SET SESSION lock_wait_timeout = 5, @a := 3, foreign_key_checks = OFF"))
                .containsExactly(
                        new Change.Setting("lock_wait_timeout", "5", false),
                        new Change.Setting("foreign_key_checks", "OFF", false));
        assertThat(changes(MYSQL, "SET @@session.lock_wait_timeout = 5"))
                .containsExactly(new Change.Setting("lock_wait_timeout", "5", false));
        assertThat(one(MYSQL, "SET NAMES utf8mb4")).isInstanceOf(Change.Harmless.class);
        assertThat(one(SQLITE, "PRAGMA foreign_keys = OFF"))
                .isEqualTo(new Change.Setting("foreign_keys", "OFF", false));
        assertThat(one(SQLITE, "PRAGMA main.foreign_keys(0)"))
                .isEqualTo(new Change.Setting("foreign_keys", "0", false));
        assertThat(one(SQLITE, "PRAGMA foreign_key_check")).isInstanceOf(Change.Harmless.class);
    }

    @Test
    void whatSqliteAloneHas() {
        Change.CreateTable create = (Change.CreateTable) one(
                SQLITE,
                "CREATE TABLE [my table] (a, 'b' TEXT AS (lower(a)), c INT NOT NULL ON CONFLICT FAIL) STRICT,"
                        + " WITHOUT ROWID");
        assertThat(create.table().name()).isEqualTo("my table");
        assertThat(create.columns()).hasSize(3);
        assertThat(create.options()).containsKeys("strict", "without rowid");
        assertThat(actions(SQLITE, "ALTER TABLE t RENAME a TO b"))
                .singleElement()
                .isInstanceOf(Action.RenameColumn.class);
        assertThat(actions(SQLITE, "ALTER TABLE t RENAME TO \"b c\""))
                .singleElement()
                .isInstanceOf(Action.RenameTable.class);
    }
}
