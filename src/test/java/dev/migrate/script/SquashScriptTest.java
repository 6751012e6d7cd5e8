package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Fold;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The script of a squash")
class SquashScriptTest {

    @TempDir
    Path folder;

    private String parent = "";

    private void revision(String id, String body) throws IOException {
        revision(id + ".sql", id, body);
    }

    private void revision(String name, String id, String body) throws IOException {
        String header = "-- title of " + id + "\n--\n-- revision: " + id + "\n-- revises: " + parent + "\n\n";
        Files.writeString(folder.resolve(name), header + body);
        parent = id;
    }

    private SquashScript squash(DatabaseKind... used) {
        RevisionGraph graph = RevisionGraph.of(ScriptFolder.read(folder, List.of(folder)));
        Fold fold = Fold.of(graph, graph.ordered(), ":");
        var header = new NewRevision(
                "sq",
                "all of it",
                fold.parents(),
                fold.labels(),
                fold.dependsOn(),
                fold.replaces(),
                ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC));
        return SquashScript.of(fold, header, Set.of(used));
    }

    private List<Diagnostic> refusals(DatabaseKind... used) {
        return catchThrowableOfType(MigrateException.class, () -> squash(used)).diagnostics();
    }

    /** What a section of the written script runs, each statement's data behind it. */
    private List<String> statements(SquashScript script, SectionKind kind, DatabaseKind database) throws IOException {
        Path file = Files.createTempDirectory(folder, "x").resolve("squash.sql");
        Files.writeString(file, script.text());
        Revision revision =
                ScriptFolder.read(file.getParent(), List.of(file.getParent())).get(0);
        assertThat(revision.id()).isEqualTo("sq");
        SqlScript read = SqlScript.of(revision);
        Section section = read.section(kind, database).orElseThrow();
        var statements = new ArrayList<String>();
        try (Reader reader = read.open(section)) {
            var scanner = new SqlScanner(database, reader, file, section.markerLine() + 1);
            for (Statement s = scanner.next(); s != null; s = scanner.next()) {
                var data = new StringWriter();
                if (s.copyData() != null) {
                    s.copyData().transferTo(data);
                }
                String words = s.directives().isEmpty()
                        ? ""
                        : s.directives().get(0).name() + " "
                                + s.directives().get(0).argument() + "|";
                statements.add(words + s.text() + (data.toString().isEmpty() ? "" : "|" + data));
            }
        }
        return statements;
    }

    @Test
    void runsTheUpgradesInOrderAndTheDowngradesTheOtherWayRound() throws IOException {
        revision(
                "a1", "-- migrate:upgrade\n\nCREATE TABLE one (n INTEGER);\n\n-- migrate:downgrade\nDROP TABLE one;\n");
        revision("b2", "-- migrate:upgrade\nCREATE TABLE two (n INTEGER);\n-- migrate:downgrade\nDROP TABLE two;\n");

        assertThat(squash(DatabaseKind.SQLITE).text()).isEqualTo("""
                        -- all of it
                        --
                        -- revision: sq
                        -- revises:
                        -- created: 2026-01-02T03:04:05Z
                        -- replaces: a1, b2

                        -- migrate:upgrade
                        -- a1  title of a1
                        CREATE TABLE one (n INTEGER);

                        -- b2  title of b2
                        CREATE TABLE two (n INTEGER);

                        -- migrate:downgrade
                        -- b2  title of b2
                        DROP TABLE two;

                        -- a1  title of a1
                        DROP TABLE one;
                        """);
        assertThat(squash(DatabaseKind.SQLITE).notes()).isEmpty();
    }

    @Test
    void closesALastStatementBeforeTheNextScript() throws IOException {
        revision("a1", "-- migrate:upgrade\nCREATE TABLE one (n INTEGER) -- its end; is near\n/* really */");
        revision("b2", "-- migrate:upgrade\r\nINSERT INTO one VALUES ('a\r\nb')\r\n  -- no more");
        revision("c3", "-- migrate:upgrade\n-- nothing but a comment");
        revision("d4", "-- migrate:upgrade\nDROP TABLE one");

        assertThat(statements(squash(DatabaseKind.SQLITE), SectionKind.UPGRADE, DatabaseKind.SQLITE))
                .containsExactly("CREATE TABLE one (n INTEGER)", "INSERT INTO one VALUES ('a\r\nb')", "DROP TABLE one");
    }

    @Test
    void putsADelimiterBack() throws IOException {
        revision("a1", "-- migrate:upgrade\nDELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nSELECT 2//\n");
        revision("b2", "-- migrate:upgrade\nSELECT 3;\nDELIMITER $$\nSELECT 4$$\nSELECT `a$`");
        revision("c3", "-- migrate:upgrade\nSELECT 5;SELECT 6");

        assertThat(statements(squash(DatabaseKind.MYSQL), SectionKind.UPGRADE, DatabaseKind.MYSQL))
                .containsExactly(
                        "CREATE PROCEDURE p() BEGIN SELECT 1; END",
                        "SELECT 2",
                        "SELECT 3",
                        "SELECT 4",
                        "SELECT `a$`",
                        "SELECT 5",
                        "SELECT 6");
    }

    @Test
    void carriesDataOver() throws IOException {
        revision("a1", "-- migrate:upgrade\nCOPY one FROM stdin; -- rows\n1\t-- lint:allow x\n;\n\\.");
        revision("b2", "-- migrate:upgrade\nSELECT $$;$$;\nCOPY one FROM stdin;\n\\.\n\n");
        revision("c3", "-- migrate:upgrade\nSELECT '${name} $${x}'");

        assertThat(statements(squash(DatabaseKind.POSTGRESQL), SectionKind.UPGRADE, DatabaseKind.POSTGRESQL))
                .containsExactly(
                        "COPY one FROM stdin|1\t-- lint:allow x\n;\n",
                        "SELECT $$;$$",
                        "COPY one FROM stdin",
                        "SELECT '${name} $${x}'");
    }

    @Test
    void keepsAWordToThePluginWithItsStatement() throws IOException {
        revision("a1", "-- migrate:upgrade\n-- migrate:require SELECT 1\nSELECT 2;\n-- lint:allow nothing behind it\n");
        revision(
                "b2",
                "-- migrate:upgrade\nSELECT 3;\n  -- migrate:require SELECT COUNT(*) FROM one\n"
                        + "-- lint:allow drop-table it is empty\nSELECT 4;");

        SquashScript script = squash(DatabaseKind.SQLITE);

        assertThat(statements(script, SectionKind.UPGRADE, DatabaseKind.SQLITE))
                .containsExactly(
                        "migrate:require SELECT 1|SELECT 2", "SELECT 3", "lint:allow drop-table it is empty|SELECT 4");
        assertThat(script.text())
                .contains("-- required: SELECT COUNT(*) FROM one")
                .contains("-- was: lint:allow");
        assertThat(script.notes()).anyMatch(note -> note.contains("SELECT COUNT(*) FROM one"));
    }

    @Test
    void foldsForEachDatabaseWhatWouldHaveRunThere() throws IOException {
        revision(
                "a1",
                "-- migrate:upgrade\nSELECT 'a';\n-- migrate:upgrade dialect=mysql\nSELECT 'a mysql';\n"
                        + "-- migrate:downgrade\nSELECT 'back a';");
        revision(
                "b2",
                "-- migrate:upgrade dialect=postgresql,sqlite\nSELECT 'b';\n-- migrate:upgrade dialect=sqlite,mariadb,mysql\n"
                                .replace("sqlite,mariadb,mysql", "mysql,mariadb")
                        + "SELECT 'b mysql';\n-- migrate:downgrade dialect=sqlite\nSELECT 'back b';");

        SquashScript script = squash();

        for (DatabaseKind kind : DatabaseKind.values()) {
            String own = kind.isMysqlFamily() ? " mysql" : "";
            assertThat(statements(script, SectionKind.UPGRADE, kind))
                    .containsExactly("SELECT 'a" + own + "'", "SELECT 'b" + own + "'");
        }
        assertThat(statements(script, SectionKind.DOWNGRADE, DatabaseKind.SQLITE))
                .containsExactly("SELECT 'back b'", "SELECT 'back a'");
        assertThat(script.databases()).containsExactlyInAnyOrder(DatabaseKind.values());
        assertThat(script.notes()).anyMatch(note -> note.contains("no downgrade for PostgreSQL, MySQL, MariaDB"));
        assertThat(script.text()).contains("-- migrate:downgrade dialect=sqlite\n");
    }

    @Test
    void hasNoDowngradeWhereOneHasNone() throws IOException {
        revision("a1", "-- migrate:upgrade\n-- migrate:downgrade\n");
        revision("b2", "-- migrate:upgrade\n");

        SquashScript script = squash(DatabaseKind.SQLITE);

        assertThat(script.text()).doesNotContain("migrate:downgrade");
        assertThat(script.notes()).anyMatch(note -> note.contains("b2"));
    }

    @Test
    void keepsTheVerifySectionsOfTheNewest() throws IOException {
        revision("a1", "-- migrate:upgrade\n-- migrate:verify\nSELECT 1;\n");
        revision(
                "b2", "-- migrate:upgrade\n-- migrate:verify dialect=sqlite\nSELECT 2;\n-- migrate:verify\nSELECT 3\n");

        SquashScript script = squash(DatabaseKind.SQLITE);

        assertThat(statements(script, SectionKind.VERIFY, DatabaseKind.SQLITE)).containsExactly("SELECT 2");
        assertThat(statements(script, SectionKind.VERIFY, DatabaseKind.MYSQL)).containsExactly("SELECT 3");
        assertThat(script.notes()).anyMatch(note -> note.contains("verify sections of a1"));
    }

    @Test
    void runsOutsideOfATransactionWhereAllDo() throws IOException {
        revision("a1", "-- migrate:upgrade transaction=false\nSELECT 1;");
        revision("b2", "-- migrate:upgrade transaction=false\nSELECT 2;");
        assertThat(squash().text()).contains("-- migrate:upgrade transaction=false\n-- a1");

        revision("c3", "-- migrate:upgrade\nSELECT 3;");
        assertThat(refusals()).extracting(Diagnostic::code).containsExactly("squash/mixed-transactions");
        assertThat(refusals().get(0).message()).contains("\"a1\"").contains("\"c3\"");
    }

    @Test
    void tellsWhatLastsLongerThanItDid() throws IOException {
        revision("a1", "-- migrate:upgrade\nSET search_path = x;");
        revision("b2", "-- migrate:upgrade\nSELECT 1;");

        assertThat(squash(DatabaseKind.POSTGRESQL).notes()).anyMatch(note -> note.endsWith("until its end now: a1"));
    }

    @Test
    void isRefusedForJava() throws IOException {
        revision("a1", "-- migrate:upgrade\n");
        Files.writeString(
                folder.resolve("V2.java"), "/*\n * two\n *\n * revision: b2\n * revises: a1\n */\nclass V2 {}\n");

        assertThat(refusals()).extracting(Diagnostic::code).containsExactly("squash/java");
    }

    @Test
    void isRefusedWhereADatabaseWouldMissAPart() throws IOException {
        revision("a1", "-- migrate:upgrade dialect=postgresql\nSELECT 1;");
        revision("b2", "-- migrate:upgrade\nSELECT 2;");

        assertThat(squash().text())
                .contains("-- migrate:upgrade dialect=postgresql\n")
                .doesNotContain("upgrade\n");
        assertThat(refusals(DatabaseKind.SQLITE)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("squash/section-missing");
            assertThat(fault.message()).contains("\"a1\"").contains("SQLite");
        });
        revision("c3", "-- migrate:downgrade\nSELECT 3;");
        assertThat(refusals()).extracting(Diagnostic::code).containsOnly("squash/section-missing");
    }
}
