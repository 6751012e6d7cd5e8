package dev.migrate.sql;

import static dev.migrate.sql.DatabaseKind.MARIADB;
import static dev.migrate.sql.DatabaseKind.MYSQL;
import static dev.migrate.sql.DatabaseKind.POSTGRESQL;
import static dev.migrate.sql.DatabaseKind.SQLITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlScannerTest {

    private static Arguments c(DatabaseKind kind, String sql, String... texts) {
        return Arguments.of(kind, sql, List.of(texts));
    }

    private static Stream<Arguments> everywhere(String sql, String... texts) {
        return Arrays.stream(DatabaseKind.values()).map(kind -> c(kind, sql, texts));
    }

    static Stream<Arguments> common() {
        return Stream.of(
                        everywhere(""),
                        everywhere(" \r\n\t"),
                        everywhere("SELECT 1", "SELECT 1"),
                        everywhere("SELECT 1;", "SELECT 1"),
                        everywhere("SELECT 1; SELECT 2 ;\n", "SELECT 1", "SELECT 2 "),
                        everywhere(";; ;SELECT 1;;\n;", "SELECT 1"),
                        everywhere("SELECT ';', 'it''s;', '';SELECT 2", "SELECT ';', 'it''s;', ''", "SELECT 2"),
                        everywhere("SELECT 1 -- a ; b\n, 2;x", "SELECT 1 -- a ; b\n, 2", "x"),
                        everywhere("SELECT 1 /* ; ' \" */;x", "SELECT 1 /* ; ' \" */", "x"),
                        everywhere("-- only ; a comment"),
                        everywhere("/* a; */ -- b;\n"),
                        everywhere("SELECT 1 -- the end", "SELECT 1"),
                        everywhere("SELECT 1\r\n;\r\nSELECT 2;\r\n", "SELECT 1\r\n", "SELECT 2"),
                        everywhere("SELECT \"a;b\";x", "SELECT \"a;b\"", "x"),
                        everywhere("BEGIN; SELECT 1; COMMIT; END;", "BEGIN", "SELECT 1", "COMMIT", "END"),
                        everywhere("\uFEFFSELECT 1;", "SELECT 1"),
                        everywhere("SELECT 'ä;ö', '日;本', '😀;' ;x", "SELECT 'ä;ö', '日;本', '😀;' ", "x"),
                        everywhere("SELECT '-- no' , '/* no';x", "SELECT '-- no' , '/* no'", "x"),
                        everywhere("SELECT CASE WHEN 1 THEN 2 END;x", "SELECT CASE WHEN 1 THEN 2 END", "x"),
                        everywhere("CREATE TABLE begin_x (a int); x", "CREATE TABLE begin_x (a int)", "x"))
                .flatMap(s -> s);
    }

    static Stream<Arguments> postgres() {
        return Stream.of(
                c(POSTGRESQL, "/* a /* b; */ c; */ SELECT 1;", "SELECT 1"),
                c(POSTGRESQL, "/* /*/ */ ; */ */ SELECT 1;", "*/ SELECT 1"),
                c(POSTGRESQL, "SELECT 'a\\';x", "SELECT 'a\\'", "x"),
                c(POSTGRESQL, "SELECT E'a\\';b', e'\\\\';x", "SELECT E'a\\';b', e'\\\\'", "x"),
                c(POSTGRESQL, "SELECT E'it''s\\';';x", "SELECT E'it''s\\';'", "x"),
                c(POSTGRESQL, "SELECT E'a'\n  'b\\';c';x", "SELECT E'a'\n  'b\\';c'", "x"),
                c(POSTGRESQL, "SELECT E'a' -- ' \n 'b\\';c';x", "SELECT E'a' -- ' \n 'b\\';c'", "x"),
                c(POSTGRESQL, "SELECT type'a\\';x", "SELECT type'a\\'", "x"),
                c(POSTGRESQL, "SELECT U&'d\\0061t;' , U&\"d;\\\";x", "SELECT U&'d\\0061t;' , U&\"d;\\\"", "x"),
                c(POSTGRESQL, "SELECT B'1;0', X'F;F', N'a;';x", "SELECT B'1;0', X'F;F', N'a;'", "x"),
                c(POSTGRESQL, "SELECT \"a\"\";b\";x", "SELECT \"a\"\";b\"", "x"),
                c(POSTGRESQL, "DO $$ BEGIN a; END $$; x", "DO $$ BEGIN a; END $$", "x"),
                c(POSTGRESQL, "DO $f_1$ a; $$ b; $f$ $f_1$; x", "DO $f_1$ a; $$ b; $f$ $f_1$", "x"),
                c(POSTGRESQL, "DO $é$ ; $é$; x", "DO $é$ ; $é$", "x"),
                c(POSTGRESQL, "SELECT a$b$ ; SELECT c$b$", "SELECT a$b$ ", "SELECT c$b$"),
                c(POSTGRESQL, "SELECT $1, $2;$3", "SELECT $1, $2", "$3"),
                c(POSTGRESQL, "SELECT $1$$;$$;x", "SELECT $1$$;$$", "x"),
                c(POSTGRESQL, "SELECT $1$a ; x$1$a", "SELECT $1$a ", "x$1$a"),
                c(POSTGRESQL, "SELECT '$$;' , $$;'$$;x", "SELECT '$$;' , $$;'$$", "x"),
                c(
                        POSTGRESQL,
                        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b); x",
                        "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b)",
                        "x"),
                c(POSTGRESQL, "SELECT 1); x", "SELECT 1)", "x"),
                c(
                        POSTGRESQL,
                        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;"
                                + " x",
                        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
                        "x"),
                c(
                        POSTGRESQL,
                        "create or replace procedure p() begin atomic select (case when a then b end); end; x",
                        "create or replace procedure p() begin atomic select (case when a then b end); end",
                        "x"),
                c(
                        POSTGRESQL,
                        "CREATE FUNCTION f() LANGUAGE plpgsql AS $$ BEGIN x; END $$; x",
                        "CREATE FUNCTION f() LANGUAGE plpgsql AS $$ BEGIN x; END $$",
                        "x"),
                c(
                        POSTGRESQL,
                        "CREATE TABLE \"function\" (begin atomic); x",
                        "CREATE TABLE \"function\" (begin atomic)",
                        "x"),
                c(POSTGRESQL, "SELECT a --comment\r, b;x", "SELECT a --comment\r, b", "x"),
                c(POSTGRESQL, "SELECT 1--;\n;x", "SELECT 1--;\n", "x"),
                c(POSTGRESQL, "SELECT a[1;2", "SELECT a[1", "2"),
                c(POSTGRESQL, "SELECT a#>'{;}' , b @> `c;x", "SELECT a#>'{;}' , b @> `c", "x"),
                c(POSTGRESQL, "SELECT 5*/* ; */2, 4/-- ;\n2;x", "SELECT 5*/* ; */2, 4/-- ;\n2", "x"),
                c(POSTGRESQL, "\\restrict aBc1\nSELECT 1;\n\\unrestrict aBc1\n", "SELECT 1"),
                c(POSTGRESQL, "/*! x; */ SELECT 1; y", "SELECT 1", "y"));
    }

    static Stream<Arguments> mysql() {
        String trigger = "CREATE DEFINER=`root`@`%` TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.b = 1; END";
        String blocks = """
            CREATE PROCEDURE p(IN a INT, OUT b VARCHAR(10)) COMMENT 'x;y' READS SQL DATA
            outer_loop: BEGIN
              DECLARE done INT DEFAULT IF(a > 1, 2, 3);
              DECLARE c CURSOR FOR SELECT end FROM begin_end;
              DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = IF(1, 1, 0);
              DECLARE EXIT HANDLER FOR SQLEXCEPTION, SQLSTATE '42000' BEGIN ROLLBACK; END;
              IF a > 0 THEN IF b THEN SELECT 1; END IF; ELSEIF a = 0 THEN SELECT 2; ELSE SELECT 3; END IF;
              CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE;
              SET @x = CASE WHEN a THEN CASE b WHEN 1 THEN 2 END ELSE 3 END;
              my: LOOP LEAVE my; END LOOP my;
              WHILE a < 10 DO SET a := a + 1; DO SLEEP(0); END WHILE;
              REPEAT SET a = REPEAT('x', 2); UNTIL a > 1 END REPEAT;
              INSERT INTO t VALUES (REPLACE('a', 'b', 'c'));
              DROP TABLE IF EXISTS x;
              `quoted`: BEGIN SELECT 1; END `quoted`;
            END outer_loop\
            """;
        return Stream.of(MYSQL, MARIADB)
                .flatMap(kind -> Stream.of(
                        c(kind, "SELECT 'a\\';b', \"c\\\";d\";x", "SELECT 'a\\';b', \"c\\\";d\"", "x"),
                        c(kind, "SELECT `a;``b`, `\\`;x", "SELECT `a;``b`, `\\`", "x"),
                        c(kind, "SELECT 1 # ; \n+1;x", "SELECT 1 # ; \n+1", "x"),
                        c(kind, "SELECT 1--1;x", "SELECT 1--1", "x"),
                        c(kind, "SELECT 1--\t;\n;x", "SELECT 1--\t;\n", "x"),
                        c(kind, "SELECT 1 --", "SELECT 1"),
                        c(kind, "--\nSELECT 1", "SELECT 1"),
                        c(kind, "--1;SELECT 2", "--1", "SELECT 2"),
                        c(kind, "/* /* ; */ SELECT 1; x", "SELECT 1", "x"),
                        c(kind, "# ;\nSELECT 1", "SELECT 1"),
                        c(kind, "/*!40101 SET NAMES utf8 */;\nx", "/*!40101 SET NAMES utf8 */", "x"),
                        c(
                                kind,
                                "/*!40000 ALTER TABLE `t` DISABLE KEYS */; x",
                                "/*!40000 ALTER TABLE `t` DISABLE KEYS */",
                                "x"),
                        c(kind, "/*!50001 SELECT '*/' ; */; x", "/*!50001 SELECT '*/' ; */", "x"),
                        c(kind, "/*!999999\\- enable the sandbox mode */\n-- dump\nSELECT 1;", "SELECT 1"),
                        c(
                                kind,
                                "SELECT /*+ MAX_EXECUTION_TIME(1000) ; */ 1; x",
                                "SELECT /*+ MAX_EXECUTION_TIME(1000) ; */ 1",
                                "x"),
                        c(kind, "DELIMITER //\nSELECT 1; SELECT 2//\ndelimiter ;\nx;y", "SELECT 1; SELECT 2", "x", "y"),
                        c(
                                kind,
                                "DELIMITER $$\r\nSELECT a$$\r\nSELECT 1$$\r\nDelimiter ;\r\nx;y",
                                "SELECT a",
                                "SELECT 1",
                                "x",
                                "y"),
                        c(
                                kind,
                                "DELIMITER ;;\nSELECT ';;';;SELECT 2;;\nDELIMITER ;\nx",
                                "SELECT ';;'",
                                "SELECT 2",
                                "x"),
                        c(kind, "DELIMITER end\nSELECT 1 end SELECT 2", "SELECT 1 ", "SELECT 2"),
                        c(kind, "  DELIMITER // \nSELECT 1 /* // */ // x", "SELECT 1 /* // */ ", "x"),
                        c(kind, "DELIMITER //\nBEGIN; x //\n", "BEGIN; x "),
                        c(kind, "SELECT delimiter FROM t; delimiters", "SELECT delimiter FROM t", "delimiters"),
                        c(kind, trigger + "; x", trigger, "x"),
                        c(kind, "/*!50003 " + trigger + " */; x", "/*!50003 " + trigger + " */", "x"),
                        c(kind, blocks + ";\nx", blocks, "x"),
                        c(
                                kind,
                                "CREATE TRIGGER t AFTER DELETE ON a FOR EACH ROW SET @a = IF(1, 2, 3); x",
                                "CREATE TRIGGER t AFTER DELETE ON a FOR EACH ROW SET @a = IF(1, 2, 3)",
                                "x"),
                        c(
                                kind,
                                "CREATE TRIGGER t AFTER DELETE ON a FOR EACH ROW FOLLOWS begin_t IF OLD.a THEN SET @a"
                                        + " = 1; END IF; x",
                                "CREATE TRIGGER t AFTER DELETE ON a FOR EACH ROW FOLLOWS begin_t IF OLD.a THEN SET @a"
                                        + " = 1; END IF",
                                "x"),
                        c(
                                kind,
                                "CREATE FUNCTION f(a INT) RETURNS VARCHAR(9) CHARACTER SET utf8 DETERMINISTIC BEGIN"
                                        + " RETURN a; END; x",
                                "CREATE FUNCTION f(a INT) RETURNS VARCHAR(9) CHARACTER SET utf8 DETERMINISTIC BEGIN"
                                        + " RETURN a; END",
                                "x"),
                        c(
                                kind,
                                "CREATE FUNCTION f(a INT) RETURNS INT RETURN IF(a, CASE a WHEN 1 THEN 2 END, 3); x",
                                "CREATE FUNCTION f(a INT) RETURNS INT RETURN IF(a, CASE a WHEN 1 THEN 2 END, 3)",
                                "x"),
                        c(
                                kind,
                                "CREATE PROCEDURE p() SELECT IF(1,2,3); x",
                                "CREATE PROCEDURE p() SELECT IF(1,2,3)",
                                "x"),
                        c(
                                kind,
                                "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'; x",
                                "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'",
                                "x"),
                        c(
                                kind,
                                "ALTER EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN a; b; END; x",
                                "ALTER EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN a; b; END",
                                "x"),
                        c(
                                kind,
                                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO CALL p(); x",
                                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO CALL p()",
                                "x"),
                        c(
                                kind,
                                "CREATE DEFINER=a@b SQL SECURITY INVOKER VIEW v AS SELECT 1; x",
                                "CREATE DEFINER=a@b SQL SECURITY INVOKER VIEW v AS SELECT 1",
                                "x"),
                        c(
                                kind,
                                "CREATE TABLE t (begin INT, `end` INT); x",
                                "CREATE TABLE t (begin INT, `end` INT)",
                                "x"),
                        c(
                                kind,
                                "DROP TRIGGER t; DROP PROCEDURE IF EXISTS p; x",
                                "DROP TRIGGER t",
                                "DROP PROCEDURE IF EXISTS p",
                                "x"),
                        c(kind, "BEGIN WORK; START TRANSACTION; x", "BEGIN WORK", "START TRANSACTION", "x"),
                        c(kind, "SELECT '$$;$$'; SELECT a$$ ; x", "SELECT '$$;$$'", "SELECT a$$ ", "x")));
    }

    static Stream<Arguments> mariadb() {
        return Stream.of(
                c(
                        MARIADB,
                        "BEGIN NOT ATOMIC SELECT 1; IF a THEN b; END IF; END; x",
                        "BEGIN NOT ATOMIC SELECT 1; IF a THEN b; END IF; END",
                        "x"),
                c(
                        MARIADB,
                        "IF EXISTS(SELECT 1) THEN SELECT 2; END IF; x",
                        "IF EXISTS(SELECT 1) THEN SELECT 2; END IF",
                        "x"),
                c(MARIADB, "FOR i IN 1..3 DO SELECT i; END FOR; x", "FOR i IN 1..3 DO SELECT i; END FOR", "x"),
                c(MARIADB, "/*M!100300 SET x=1; */; y", "/*M!100300 SET x=1; */", "y"),
                c(MYSQL, "/*M!100300 SET x=1; */; y", "y"),
                c(
                        MARIADB,
                        "CREATE OR REPLACE PROCEDURE p() BEGIN FOR r IN (SELECT 1) DO SELECT r.a; END FOR; END; x",
                        "CREATE OR REPLACE PROCEDURE p() BEGIN FOR r IN (SELECT 1) DO SELECT r.a; END FOR; END",
                        "x"));
    }

    static Stream<Arguments> sqlite() {
        String trigger =
                "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END; SELECT ';';"
                        + " END";
        return Stream.of(
                c(SQLITE, "SELECT [a;'b], `c;`;x", "SELECT [a;'b], `c;`", "x"),
                c(SQLITE, "SELECT 'a\\';x", "SELECT 'a\\'", "x"),
                c(SQLITE, "/* /* ; */ SELECT 1; x", "SELECT 1", "x"),
                c(SQLITE, trigger + "; x", trigger, "x"),
                c(SQLITE, trigger, trigger),
                c(SQLITE, "EXPLAIN " + trigger + ";x", "EXPLAIN " + trigger, "x"),
                c(
                        SQLITE,
                        trigger.replace("; END", "; /* ; */ END -- ;\n ") + "; x",
                        trigger.replace("; END", "; /* ; */ END -- ;\n "),
                        "x"),
                c(SQLITE, "BEGIN IMMEDIATE; x; END TRANSACTION; y", "BEGIN IMMEDIATE", "x", "END TRANSACTION", "y"),
                c(SQLITE, "SELECT 1 /* a */; -- b", "SELECT 1 /* a */"),
                c(SQLITE, "SELECT $a, :b, @c, ?1;x", "SELECT $a, :b, @c, ?1", "x"));
    }

    @ParameterizedTest
    @MethodSource({"common", "postgres", "mysql", "mariadb", "sqlite"})
    void splitsAsTheClientDoes(DatabaseKind kind, String sql, List<String> texts) {
        Scan scan = Scan.of(kind, sql);
        assertThat(scan.texts()).isEqualTo(texts);
        assertThat(scan.whole()).isEqualTo(sql.startsWith("\uFEFF") ? sql.substring(1) : sql);
        for (int size = 1; size < 8; size++) {
            assertThat(Scan.of(kind, new Crumbs(sql, size))
                            .statements()
                            .toString()
                            .replaceAll("CopyData@\\w+", ""))
                    .isEqualTo(scan.statements().toString().replaceAll("CopyData@\\w+", ""));
        }
    }

    @Test
    void aStatementKnowsItsPlaceWordsAndDirectives() {
        Scan scan = Scan.of(
                POSTGRESQL,
                "\uFEFF-- migrate:require  one row \r\n"
                        + "  -- lint:allow drop-table gone since 2.0\r\n\r\n"
                        + "  drop Table if exists \"Old \"\"T\"\"\", public.x; -- lint:allow x behind\n"
                        + "/* */ SELECT 1, 'a';\n");
        Statement drop = scan.statements().get(0);
        assertThat(drop.number()).isEqualTo(1);
        assertThat(drop.line()).isEqualTo(4);
        assertThat(drop.column()).isEqualTo(3);
        assertThat(drop.keywords()).containsExactly("DROP", "TABLE", "IF", "EXISTS", "Old \"T\"", ",", "PUBLIC", ".");
        assertThat(drop.directives())
                .containsExactly(
                        new Statement.Directive("migrate:require", "one row", 1),
                        new Statement.Directive("lint:allow", "drop-table gone since 2.0", 2));
        Statement select = scan.statements().get(1);
        assertThat(select.line()).isEqualTo(5);
        assertThat(select.column()).isEqualTo(7);
        assertThat(select.directives()).isEmpty();
        assertThat(select.keywords()).containsExactly("SELECT", "1", ",", "'");
        assertThat(scan.remainder()).isEqualTo("\n");
    }

    @Test
    void theWordsOfAVersionCommentCount() {
        assertThat(Scan.of(MYSQL, "/*!40101 SET @OLD = 1 */;")
                        .statements()
                        .get(0)
                        .keywords())
                .containsExactly("SET", "@", "OLD", "=", "1");
        assertThat(Scan.of(MARIADB, "/*M! SET */ x;").statements().get(0).keywords())
                .containsExactly("SET", "X");
        assertThat(Scan.of(MYSQL, "SELECT /*+ hint */ `a``b`")
                        .statements()
                        .get(0)
                        .keywords())
                .containsExactly("SELECT", "a`b");
    }

    @Test
    void copyDataFollowsUpToItsEnd() {
        String sql = "COPY a (x, y) FROM stdin; -- go\n1\t;\n\\N\t'\n\\.x\n\\.\nSELECT 1;\n"
                + "copy b from STDIN with (format csv);\r\n\\.\r\ncopy c from stdin;\na\\.\n\\.";
        Scan scan = Scan.of(POSTGRESQL, sql);
        assertThat(scan.texts())
                .containsExactly(
                        "COPY a (x, y) FROM stdin",
                        "SELECT 1",
                        "copy b from STDIN with (format csv)",
                        "copy c from stdin");
        assertThat(scan.copied()).containsExactly("1\t;\n\\N\t'\n\\.x\n", "", "", "a\\.\n");
        assertThat(scan.statements()).extracting(Statement::line).containsExactly(1, 6, 7, 9);
        assertThat(scan.whole()).isEqualTo(sql);
        for (int size = 1; size < 8; size++) {
            Scan crumbs = Scan.of(POSTGRESQL, new Crumbs(sql, size));
            assertThat(crumbs.whole()).isEqualTo(sql);
            assertThat(crumbs.statements()).extracting(Statement::line).containsExactly(1, 6, 7, 9);
        }
    }

    @Test
    void copyDataThatNobodyReadsIsSkipped() {
        var scanner = new SqlScanner(
                POSTGRESQL,
                new Crumbs("COPY a FROM stdin;\n" + "x\n".repeat(50_000) + "\\.\nSELECT 1", 1000),
                Scan.FILE,
                10);
        assertThat(scanner.next().copyData()).isNotNull();
        Statement select = scanner.next();
        assertThat(select.text()).isEqualTo("SELECT 1");
        assertThat(select.line()).isEqualTo(50_012);
    }

    @Test
    void otherCopiesHaveNoData() {
        Scan scan = Scan.of(
                POSTGRESQL,
                "COPY a TO STDOUT; COPY a FROM '/x'; COPY (SELECT 1 FROM stdin) TO STDOUT; COPY a FROM \"stdin\";"
                        + " SELECT 1 FROM stdin; COPY t (from_stdin) FROM PROGRAM 'x'");
        assertThat(scan.statements()).hasSize(6).allMatch(s -> s.copyData() == null);
    }

    static Stream<Arguments> unterminated() {
        return Stream.of(
                Arguments.of(POSTGRESQL, "SELECT 1;\n  SELECT 'abc;\n", "string", 2, 10, 1),
                Arguments.of(POSTGRESQL, "SELECT E'abc\\'", "string", 1, 9, 1),
                Arguments.of(MYSQL, "SELECT 'abc\\", "string", 1, 8, 1),
                Arguments.of(MYSQL, "SELECT \"abc", "string", 1, 8, 1),
                Arguments.of(POSTGRESQL, "SELECT \"abc", "identifier", 1, 8, 1),
                Arguments.of(MYSQL, "SELECT\r\n`abc", "identifier", 2, 1, 1),
                Arguments.of(SQLITE, "SELECT [abc", "bracket", 1, 8, 1),
                Arguments.of(POSTGRESQL, "-- a\n /* /* */", "comment", 2, 2, 2),
                Arguments.of(SQLITE, "SELECT /* ", "comment", 1, 8, 2),
                Arguments.of(MYSQL, "SELECT 1 /*!40000 ; ", "comment", 1, 10, 3),
                Arguments.of(POSTGRESQL, "DO $body$ x $$ $b$", "dollar-quote", 1, 4, 6),
                Arguments.of(POSTGRESQL, "a;\nCOPY t FROM stdin;\n1\n", "copy", 2, 1, 4),
                Arguments.of(POSTGRESQL, "COPY t FROM stdin;", "copy", 1, 1, 4),
                Arguments.of(POSTGRESQL, "SELECT (1; SELECT ((2)", "parenthesis", 1, 8, 1),
                Arguments.of(POSTGRESQL, "CREATE FUNCTION f()\nBEGIN ATOMIC x;", "compound", 2, 1, 5),
                Arguments.of(
                        MYSQL, "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW\n BEGIN x; y;", "compound", 2, 2, 5),
                Arguments.of(SQLITE, "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN x; END x;", "compound", 2, 1, 5));
    }

    @ParameterizedTest
    @MethodSource("unterminated")
    void whatNeverClosesIsToldWhereItOpened(
            DatabaseKind kind, String sql, String code, int line, int column, int length) {
        for (Reader reader : List.of(new Crumbs(sql, 1), new Crumbs(sql, 100))) {
            var thrown = catchThrowableOfType(MigrateException.class, () -> Scan.of(kind, reader));
            assertThat(thrown).isNotNull();
            Diagnostic told = thrown.diagnostics().get(0);
            assertThat(told.code()).isEqualTo("sql/unterminated-" + code);
            assertThat(told.span().line()).isEqualTo(line);
            assertThat(told.span().column()).isEqualTo(column);
            assertThat(told.span().length()).isEqualTo(length);
            assertThat(told.help()).isNotBlank();
        }
    }

    @Test
    void psqlCommandsAreToldApart() {
        var thrown = catchThrowableOfType(
                MigrateException.class, () -> Scan.of(POSTGRESQL, "SELECT 1;\n \\set id 5\nSELECT 2;"));
        Diagnostic told = thrown.diagnostics().get(0);
        assertThat(told.code()).isEqualTo("sql/psql-command");
        assertThat(told.message()).isEqualTo("\"\\set\" is a command of psql, not SQL");
        assertThat(told.span().line()).isEqualTo(2);
        assertThat(told.span().column()).isEqualTo(2);
        assertThat(told.span().length()).isEqualTo(4);
        assertThat(catchThrowableOfType(MigrateException.class, () -> Scan.of(POSTGRESQL, "SELECT 1 \\gexec\n")))
                .hasMessage("\"\\gexec\" is a command of psql, not SQL");
        assertThat(catchThrowableOfType(MigrateException.class, () -> Scan.of(POSTGRESQL, "\\.\n")))
                .hasMessage("\"\\.\" stands outside of the data of a COPY");
    }

    @Test
    void textBehindACopyAndADelimiterWithoutOneAreRefused() {
        assertThat(catchThrowableOfType(
                                MigrateException.class,
                                () -> Scan.of(POSTGRESQL, "COPY a FROM stdin; SELECT 1;\n1\n\\.\n"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("sql/text-behind-copy");
        assertThat(catchThrowableOfType(MigrateException.class, () -> Scan.of(MYSQL, "DELIMITER\nx"))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("sql/delimiter");
    }

    @Test
    void thePlaceOfOneLaterStatementIsRightWhateverTheLineEnds() {
        Scan scan = Scan.of(SQLITE, new Crumbs("a;\r\n\r\nb;\rc;\n  d", 1));
        assertThat(scan.statements()).extracting(Statement::line).containsExactly(1, 3, 4, 5);
        assertThat(scan.statements()).extracting(Statement::column).containsExactly(1, 1, 1, 3);
    }

    @ParameterizedTest
    @EnumSource
    void aLongScriptIsScannedToItsEnd(DatabaseKind kind) {
        char[] lines = ("INSERT INTO users VALUES (1, 'somebody''s; name', 2.5); -- one\n".repeat(1000)).toCharArray();
        long repeats = 200_000_000L / lines.length / DatabaseKind.values().length;
        var scanner = new SqlScanner(kind, new Repeated(lines, repeats), Scan.FILE, 1);
        long count = 0;
        Statement last = null;
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            last = s;
            count++;
        }
        assertThat(count).isEqualTo(repeats * 1000);
        assertThat(last.line()).isEqualTo((int) count);
    }

    /** The same characters again and again. */
    private static final class Repeated extends Reader {
        private final char[] chars;
        private long left;
        private int at;

        Repeated(char[] chars, long times) {
            this.chars = chars;
            this.left = times;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = Math.min(length, chars.length - at);
            System.arraycopy(chars, at, target, offset, n);
            at += n;
            if (at == chars.length) {
                at = 0;
                left--;
            }
            return n;
        }

        @Override
        public void close() {}
    }
}
