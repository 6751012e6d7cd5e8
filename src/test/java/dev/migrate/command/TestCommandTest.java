package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.JunitReport;
import dev.migrate.testing.OnDatabases;
import dev.migrate.testing.OnEveryDatabase;
import dev.migrate.testing.TestDatabase;
import dev.migrate.testing.TestServer;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

@DisplayName("A test of revisions")
class TestCommandTest {

    @TempDir
    Path folder;

    private static TestCommand.Result test(Scratch s, @Nullable String range) {
        return test(s, range, null);
    }

    private static TestCommand.Result test(Scratch s, @Nullable String range, @Nullable Goal model) {
        return new TestCommand()
                .run(
                        s.workspace(),
                        new TestCommand.Request(
                                range, graph -> List.of(graph.ordered().get(0)), model, false, null, tested -> {}));
    }

    private static List<String> outcomes(TestCommand.Result result) {
        return result.revisions().stream()
                .map(tested -> tested.revision().id() + " "
                        + tested.ways().stream().map(TestedRevision.Timed::way).toList() + " " + tested.outcome()
                        + tested.notes())
                .toList();
    }

    private static Diagnostic fault(TestedRevision tested) {
        assertThat(tested.faults()).hasSize(1);
        return tested.faults().get(0);
    }

    @OnEveryDatabase
    void goesUpDownAndUpAndKeepsRows(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("a1", "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(50));", "DROP TABLE users;")
                .revision("b1", "ALTER TABLE users ADD COLUMN bio VARCHAR(100);", "ALTER TABLE users DROP COLUMN bio;")
                .java(
                        "c1",
                        Scratch.javaUpgrade("op.alterColumn(\"users\", \"name\").type(varchar(60)).was(column(\"name\","
                                + " varchar(50)));"))
                .revision("d1", "DELETE FROM users WHERE name = 'nobody';", null);
        s.write("src/test/migrations/b1.sql", """
            -- rows of before and after
            -- migrate:before
            INSERT INTO users VALUES (1, 'ann');
            -- migrate:after
            INSERT INTO users VALUES (2, 'bea', 'likes; semicolons');
            -- migrate:verify
            SELECT count(*) = 2 FROM users;
            SELECT 1 FROM users WHERE name = 'ann' AND bio IS NULL;
            -- migrate:verify-downgrade
            SELECT count(*) = 2 FROM users;
            """);
        TestCommand.Result result = test(s, null);
        assertThat(result.revisions()).flatExtracting(TestedRevision::faults).isEmpty();
        assertThat(outcomes(result))
                .containsExactly(
                        "a1 [up, down, up] PASSED[]",
                        "b1 [up, down, up] PASSED[]",
                        "c1 [up, down, up] PASSED[]",
                        "d1 [up] PASSED[no downgrade: it cannot be taken back]");
        assertThat(result.problems()).isEmpty();
        // the environment's own database has not been touched
        assertThat(s.hasTable("users")).isFalse();
        assertThat(outcomes(test(s, "current:b1"))).hasSize(2);
        assertThat(outcomes(test(s, "c1:"))).hasSize(2);
    }

    @OnEveryDatabase
    void tellsEveryDowngradeThatDoesNotLeadBack(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("a1", "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY);", "DROP TABLE users;")
                .revision(
                        "b1",
                        "ALTER TABLE users ADD COLUMN bio VARCHAR(100);\nCREATE TABLE extra (n INTEGER);",
                        "ALTER TABLE users DROP COLUMN bio;")
                .revision("c1", "CREATE TABLE c (n INTEGER);", "DROP TABLE nowhere;")
                .revision("d1", "CREATE TABLE IF NOT EXISTS c (n INTEGER);", "DROP TABLE c;")
                .revision("e1", "CREATE TABLE e (n INTEGER);", "DROP TABLE e;");
        TestCommand.Result result = test(s, null);
        assertThat(outcomes(result))
                .containsExactly(
                        "a1 [up, down, up] PASSED[]",
                        "b1 [up, down] FAILED[]",
                        "c1 [up] FAILED[]",
                        "d1 [up, down] FAILED[]",
                        "e1 [up, down, up] PASSED[]");
        Diagnostic left = fault(result.revisions().get(1));
        assertThat(left.code()).isEqualTo("test/not-back");
        assertThat(left.span()).isNotNull();
        assertThat(left.span().file().getFileName()).hasToString("b1.sql");
        assertThat(left.span().line()).isEqualTo(9);
        assertThat(left.notes())
                .anyMatch(note -> note.startsWith("still to be done: - table") && note.endsWith("extra"));
        assertThat(fault(result.revisions().get(2)).code()).isEqualTo("run/statement-failed");
        assertThat(fault(result.revisions().get(3)).notes())
                .anyMatch(note -> note.startsWith("still to be done: + table"));
    }

    @OnDatabases({TestServer.SQLITE, TestServer.MYSQL})
    void leavesOutWhatNeedsARevisionThatDoesNotRun(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.sections("a1", null, "-- migrate:upgrade\nCREATE TABLE a (n INTEGER);\n-- migrate:downgrade\nDROP TABLE a;")
                .sections("b1", "a1", "-- migrate:upgrade\nCREATE TABLE b (n INTEGER);\nNONSENSE;")
                .sections("c1", "b1", "-- migrate:upgrade\nCREATE TABLE c (n INTEGER);")
                .sections(
                        "d1",
                        "a1",
                        "-- migrate:upgrade\nCREATE TABLE b (n INTEGER);\n-- migrate:downgrade\nDROP TABLE b;");
        TestCommand.Result result = test(s, null);
        assertThat(outcomes(result))
                .containsExactlyInAnyOrder(
                        "a1 [up, down, up] PASSED[]",
                        "b1 [] FAILED[]",
                        "c1 [] NOT_REACHED[\"b1\" does not run]",
                        "d1 [up, down, up] PASSED[]");
        assertThat(result.problems()).extracting(Diagnostic::code).containsExactly("graph/two-heads");
        assertThat(result.compared()).isFalse();
    }

    @OnDatabases(TestServer.SQLITE)
    void tellsRowsThatWereLost(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("a1", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;")
                .revision("b1", "DELETE FROM users;", "");
        s.write(
                "src/test/migrations/b1.sql",
                "-- migrate:before\nINSERT INTO users VALUES (1);\n-- migrate:verify\n\nSELECT count(*) FROM users;\n");
        Diagnostic lost = fault(test(s, null).revisions().get(1));
        assertThat(lost.code()).isEqualTo("test/verify");
        assertThat(lost.span()).isNotNull();
        assertThat(lost.span().line()).isEqualTo(5);

        s.write("src/test/migrations/b1.sql", "-- migrate:before dialect=sqlite\nINSERT INTO nowhere VALUES (1);\n");
        Diagnostic refused = fault(test(s, null).revisions().get(1));
        assertThat(refused.code()).isEqualTo("test/statement-failed");
        assertThat(refused.span()).isNotNull();
        assertThat(refused.span().line()).isEqualTo(2);
    }

    @OnDatabases(TestServer.SQLITE)
    void refusesTestScriptsThatNobodyWouldRead(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("a1", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
        s.write("src/test/migrations/a2.sql", "-- migrate:before\nSELECT 1;\n");
        s.write(
                "src/test/migrations/a1.sql",
                "-- migrate:befor\n-- migrate:after dialect=oracle\n-- migrate:verify\n-- migrate:verify\n");
        MigrateException thrown = catchThrowableOfType(MigrateException.class, () -> test(s, null));
        assertThat(thrown.diagnostics())
                .extracting(fault -> fault.code() + ": " + fault.help())
                .containsExactly(
                        "test/unknown-section: did you mean \"-- migrate:before\"?",
                        "test/section-option: the one option is dialect=postgresql,mysql,mariadb,sqlite",
                        "test/section-twice: put them into one",
                        "test/no-revision: did you mean a1.sql?");
    }

    @OnDatabases(TestServer.SQLITE)
    void comparesWithTheModel(TestDatabase database) {
        Scratch s = new Scratch(folder, database);
        s.revision("a1", "CREATE TABLE users (id INTEGER PRIMARY KEY);", "DROP TABLE users;");
        s.write("schema.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT);\n");
        Goal model = AutogenerateTest.model(s);
        TestCommand.Result result = test(s, null, model);
        assertThat(result.compared()).isTrue();
        assertThat(result.problems()).extracting(Diagnostic::code).containsExactly("check/differs");
    }

    @Test
    void isReportedInXmlThatCanBeRead() throws Exception {
        Diagnostic fault = Diagnostic.error("test/verify", "it gives \"<none>\" & \u0001 more")
                .help("mend it");
        var out = new StringWriter();
        new JunitReport(folder)
                .write(
                        "migrations.dev",
                        List.of(
                                new JunitReport.Case(
                                        "a1 \"first\"",
                                        "a1.sql",
                                        Duration.ofMillis(1234),
                                        List.of(),
                                        null,
                                        List.of("line 1 <ok>", "line 2")),
                                new JunitReport.Case("b1", "b1.sql", Duration.ofMillis(6), List.of(fault), null),
                                new JunitReport.Case("c1", null, Duration.ZERO, List.of(), "\"b1\" does not run")),
                        out);
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(out.toString())))
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("1.240");
        assertThat(suite.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("line 1 <ok>\nline 2\n");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("it gives \"<none>\" &  more");
        assertThat(failure.getTextContent()).contains("mend it");
    }
}
