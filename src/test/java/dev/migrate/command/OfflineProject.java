package dev.migrate.command;

import dev.migrate.config.HookSettings;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A project of revisions that hold what is hard to hand to another client. */
final class OfflineProject {

    private OfflineProject() {}

    /** The project; one has a linear start, two branches and their merge, and then what is special to each database. */
    static Scratch on(Path folder, TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        // A hook runs in whatever search path its revision leaves.
        String log = database.kind() == DatabaseKind.POSTGRESQL ? "public.hook_log" : "hook_log";
        // The server's own character set may be a small one.
        String text = database.kind().isMysqlFamily() ? "VARCHAR(200) CHARACTER SET utf8mb4" : "VARCHAR(200)";
        s.placeholders = Map.of("owner", "O''Neil; esq.");
        s.hooks = new HookSettings(
                List.of("CREATE TABLE IF NOT EXISTS " + log + " (what VARCHAR(80) /* ; */)"),
                List.of("INSERT INTO " + log + " VALUES ('after; run') -- no end"),
                List.of("INSERT INTO " + log + " VALUES ('before')"),
                List.of("INSERT INTO " + log + " VALUES ('after')"),
                List.of(),
                List.of());
        s.revision(
                "aaaa1",
                "-- a comment that don't end its quote\n"
                        + "/* block; */ CREATE TABLE one (\n"
                        + "    n"
                        + " INTEGER"
                        + " PRIMARY"
                        + " KEY,"
                        + " -- the"
                        + " key\n"
                        + "    t"
                        + " " + text + " -- a text; with a semicolon\n);\n"
                        + "INSERT INTO one VALUES (1, 'it''s; -- \u00e9\u20ac\ud83d\ude80') -- ends in a comment\n;\n"
                        + "INSERT INTO one VALUES (2, 'two\nlines') /* and this */;",
                "DROP TABLE one -- gone");
        s.sections(
                "bbbb2",
                "aaaa1",
                "-- migrate:upgrade\n"
                        + "CREATE TABLE not_me (n INTEGER);\n"
                        + "-- migrate:upgrade dialect=mysql,mariadb\n"
                        + "CREATE TABLE two (n BIGINT UNSIGNED PRIMARY KEY);\n"
                        + "-- migrate:upgrade dialect=postgresql\n"
                        + "CREATE TABLE two (n BIGINT PRIMARY KEY);\n"
                        + "-- migrate:upgrade dialect=sqlite\n"
                        + "CREATE TABLE two (n INTEGER PRIMARY KEY);\n"
                        + "-- migrate:downgrade\n"
                        + "DROP TABLE two;\n"
                        + "-- migrate:verify\n"
                        + "SELECT 1 / COUNT(*) FROM one WHERE n = 1;\n"
                        + "SELECT COUNT(*) >= 2 FROM one;");
        s.nonTransactional(
                "cccc3",
                database.kind() == DatabaseKind.POSTGRESQL
                        ? "CREATE INDEX CONCURRENTLY ix_one_t ON one (t);\nVACUUM one;"
                        : "CREATE INDEX ix_one_t ON one (t);",
                database.kind() == DatabaseKind.POSTGRESQL
                        ? "DROP INDEX CONCURRENTLY ix_one_t;"
                        : database.kind() == DatabaseKind.SQLITE
                                ? "DROP INDEX ix_one_t;"
                                : "DROP INDEX ix_one_t ON one;");
        s.revision("dddd4", "INSERT INTO one VALUES (4, '${owner} $${left}');", "DELETE FROM one WHERE n = 4;");
        s.revision("eeee5", "-- nothing but a comment", "");
        s.sections(
                "ffff6",
                "eeee5",
                "-- migrate:upgrade\nCREATE TABLE six (n INTEGER);\n-- migrate:downgrade\nDROP TABLE six;");
        s.sections(
                "gggg7",
                "eeee5",
                "-- migrate:upgrade\n-- migrate:require SELECT COUNT(*) > 0 FROM one\nCREATE TABLE seven (n INTEGER);\n"
                        + "-- migrate:downgrade\nDROP TABLE seven;");
        s.sections("hhhh8", "ffff6, gggg7", "-- migrate:upgrade\n-- migrate:downgrade");
        special(s, database.kind());
        return s;
    }

    private static void special(Scratch s, DatabaseKind kind) {
        switch (kind) {
            case SQLITE ->
                s.revision(
                        "iiii9",
                        "CREATE TRIGGER one_copy AFTER INSERT ON one WHEN NEW.n > 100\n"
                                + "BEGIN\n"
                                + "    INSERT INTO two VALUES (NEW.n);\n"
                                + "    UPDATE two SET n = n + 1 WHERE n = CASE WHEN NEW.n = 101 THEN 101 ELSE 0 END; --"
                                + " end\n"
                                + "END;\n"
                                + "INSERT INTO one VALUES (101, 'fired');",
                        "DROP TRIGGER one_copy;\nDELETE FROM one WHERE n = 101;\nDELETE FROM two;");
            case POSTGRESQL -> postgresql(s);
            default -> mysql(s, kind);
        }
    }

    private static void postgresql(Scratch s) {
        s.revision(
                "iiii9",
                "COPY one (n, t) FROM stdin;\n"
                        + "10\tit's a tab\\there; \u00e9\n"
                        + "11\t\\N\n"
                        + "12\t\\\\. -- no comment\n"
                        + "\\.\n"
                        + "CREATE FUNCTION twice(i integer) RETURNS integer LANGUAGE plpgsql AS $$\n"
                        + "BEGIN\n"
                        + "    -- it's; here\n"
                        + "    RETURN i * 2;\n"
                        + "END;\n"
                        + "$$;\n"
                        + "CREATE FUNCTION nested() RETURNS trigger LANGUAGE plpgsql AS $body$\n"
                        + "BEGIN\n"
                        + "    EXECUTE $$ INSERT INTO two VALUES (twice($1)) $$ USING NEW.n;\n"
                        + "    RETURN NEW;\n"
                        + "END $body$;\n"
                        + "CREATE FUNCTION thrice(i integer) RETURNS integer LANGUAGE sql BEGIN ATOMIC\n"
                        + "    SELECT 1;\n"
                        + "    SELECT i * 3;\n"
                        + "END;\n"
                        + "CREATE TRIGGER one_nested AFTER INSERT ON one FOR EACH ROW EXECUTE FUNCTION nested();\n"
                        + "INSERT INTO one VALUES (13, E'a\\'b\\\\;\\n"
                        + "');\n"
                        + "DO $$ BEGIN PERFORM 1; END $$;",
                "DROP TRIGGER one_nested ON one;\n"
                        + "DROP FUNCTION nested();\n"
                        + "DROP FUNCTION thrice;\n"
                        + "DROP FUNCTION twice;\n"
                        + "DELETE FROM one WHERE n >= 10;\n"
                        + "DELETE FROM two;");
        s.revision(
                "jjjj0",
                "SET statement_timeout = 0;\n"
                        + "SET client_encoding = 'UTF8';\n"
                        + "SELECT pg_catalog.set_config('search_path', '', false);\n"
                        + "SET default_table_access_method = heap;\n"
                        + "CREATE TABLE public.dumped (t text);\n"
                        + "INSERT INTO public.dumped VALUES ('\u00e9t\u00e9');\n"
                        + "SET row_security = off;",
                "SELECT pg_catalog.set_config('search_path', '', false);\nDROP TABLE public.dumped;");
        s.revision("kkkk1", "INSERT INTO one VALUES (21, 'b\u00e4ck');", "DELETE FROM one WHERE n = 21;");
    }

    private static void mysql(Scratch s, DatabaseKind kind) {
        s.revision(
                "iiii9",
                "DELIMITER //\n"
                        + "CREATE PROCEDURE fill(IN upto INT)\n"
                        + "BEGIN\n"
                        + "    -- it's; here\n"
                        + "    DECLARE i INT DEFAULT 0;\n"
                        + "    WHILE i < upto DO\n"
                        + "        INSERT INTO two VALUES (i);\n"
                        + "        SET i = i + 1;\n"
                        + "    END WHILE;\n"
                        + "END//\n"
                        + "DELIMITER ;\n"
                        + "CALL fill(3);\n"
                        + "CREATE FUNCTION twice(i INT) RETURNS INT DETERMINISTIC\n"
                        + "BEGIN\n"
                        + "    RETURN i * 2; /* '$$' // */\n"
                        + "END;\n"
                        + "CREATE DEFINER = CURRENT_USER TRIGGER one_copy AFTER INSERT ON one FOR EACH ROW\n"
                        + "BEGIN\n"
                        + "    IF NEW.n > 100 THEN\n"
                        + "        INSERT INTO two VALUES (NEW.n);\n"
                        + "    END IF;\n"
                        + "END;\n"
                        + "INSERT INTO one VALUES (101, 'a\\'b; \\\\');\n"
                        + "CREATE DEFINER = `root`@`localhost` EVENT later ON SCHEDULE AT '2037-01-01 00:00:00' DO\n"
                        + "BEGIN\n"
                        + "    DELETE FROM two;\n"
                        + "    DELETE FROM one;\n"
                        + "END;\n"
                        + (kind == DatabaseKind.MARIADB
                                ? "CREATE OR REPLACE DEFINER = `root`@`localhost` PROCEDURE longer()\n"
                                        + "BEGIN\n"
                                        + "    SELECT 1;\n"
                                        + "    SELECT 2;\n"
                                        + "END;\n"
                                        + "BEGIN NOT ATOMIC\n"
                                        + "    INSERT INTO two VALUES (77);\n"
                                        + "    INSERT INTO two VALUES (78);\n"
                                        + "END;"
                                : ""),
                "DROP EVENT later;\nDROP TRIGGER one_copy;\nDROP FUNCTION twice;\nDROP PROCEDURE fill;\n"
                        + (kind == DatabaseKind.MARIADB ? "DROP PROCEDURE longer;\n" : "")
                        + "DELETE FROM one WHERE n = 101;\nDELETE FROM two;");
        s.revision(
                "jjjj0",
                "/*!40101 SET NAMES utf8mb4 */;\n"
                    + "/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n"
                    + "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
                    + "CREATE TABLE `dumped` (`t` varchar(50) DEFAULT NULL) ENGINE=InnoDB;\n"
                    + "LOCK TABLES `dumped` WRITE;\n"
                    + "/*!40000 ALTER TABLE `dumped` DISABLE KEYS */;\n"
                    + "INSERT INTO `dumped` VALUES ('\u00e9t\u00e9'),('a;b');\n"
                    + "/*!40000 ALTER TABLE `dumped` ENABLE KEYS */;\n"
                    + "UNLOCK TABLES;\n"
                    + "DELIMITER ;;\n"
                    + "/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `dumped_in` BEFORE"
                    + " INSERT ON `dumped` FOR EACH ROW BEGIN SET NEW.t = CONCAT(NEW.t, ';'); SET NEW.t = TRIM(NEW.t);"
                    + " END */;;\n"
                    + "DELIMITER ;\n"
                    + "INSERT INTO dumped VALUES ('trig');\n",
                "DROP TABLE dumped;");
        s.revision("kkkk1", "INSERT INTO one VALUES (21, 'b\u00e4ck');", "DELETE FROM one WHERE n = 21;");
    }
}
