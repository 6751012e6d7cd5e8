package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.testing.Login;
import dev.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Revisions each of whose statements leaves a trace when it runs twice, and a run of them that is brought to its end. */
final class Marks {

    private static final int REVISIONS = 5;

    private Marks() {}

    /** A project whose revisions write 15 marks, and slow statements if wanted. */
    static Scratch project(Path folder, TestDatabase database) {
        return project(folder, database, "");
    }

    /** The same with a statement in the middle of each revision. */
    static Scratch project(Path folder, TestDatabase database, String between) {
        Scratch s = new Scratch(folder, database);
        s.revision("r0", "CREATE TABLE mark (n INTEGER);", "DROP TABLE mark;");
        for (int i = 1; i <= REVISIONS; i++) {
            s.revision(
                    "r" + i,
                    "INSERT INTO mark VALUES (" + i + "1);\nINSERT INTO mark VALUES (" + i + "2);\n" + between
                            + "CREATE TABLE t" + i + " (n INTEGER);\nINSERT INTO mark VALUES (" + i + "3);",
                    "DROP TABLE t" + i + ";");
        }
        return s;
    }

    /** The same command again and again, as a person would who reads what it says. */
    static void converge(Scratch s, String where) {
        List<String> said = new ArrayList<>();
        for (int tries = 0; tries < 6; tries++) {
            try {
                s.upgrade("head");
                return;
            } catch (MigrateException e) {
                Diagnostic d = e.diagnostics().get(0);
                said.add(d.toString());
                assertThat(d.code()).as(where + ": " + said).isEqualTo("repair/unfinished");
                resume(s, where, said);
            }
        }
        throw new AssertionError(where + ": " + said);
    }

    private static void resume(Scratch s, String where, List<String> said) {
        try {
            s.resume();
        } catch (MigrateException e) {
            Diagnostic d = e.diagnostics().get(0);
            said.add(d.toString());
            assertThat(d.code()).as(where + ": " + said).isEqualTo("repair/unknown");
            // "look whether it was": statements 1, 2 and the last leave a mark, whose number ends alike.
            var finding = s.repair(new RepairCommand.Request(false, null, false, false, null));
            String text = String.valueOf(finding.finding().text());
            int statement = finding.finding().statement();
            if (!text.startsWith("INSERT")) {
                assertThat(text)
                        .as(where + ": only data cannot be looked up in the catalog")
                        .doesNotStartWith("CREATE");
                s.resume(statement + 1);
                return;
            }
            String mark = text.substring(text.indexOf('(') + 1, text.indexOf(')'));
            boolean there =
                    !s.value("SELECT COUNT(*) FROM mark WHERE n = " + mark).equals("0");
            s.resume(there ? statement + 1 : statement);
        }
    }

    /** Every statement ran once, and the history says that each revision was done once. */
    static void check(Scratch s, String where) {
        assertThat(s.rows()).as(where).containsExactly("r" + REVISIONS);
        assertThat(s.value("SELECT COUNT(*) FROM mark")).as(where).isEqualTo(String.valueOf(REVISIONS * 3));
        assertThat(s.value("SELECT COUNT(DISTINCT n) FROM mark")).as(where).isEqualTo(String.valueOf(REVISIONS * 3));
        for (int i = 0; i <= REVISIONS; i++) {
            assertThat(s.value("SELECT COUNT(*) FROM migrate_history WHERE outcome IN ('success', 'resumed') AND"
                            + " direction = 'upgrade' AND revision = 'r" + i + "'"))
                    .as(where + ", the history of r" + i)
                    .isEqualTo("1");
        }
    }

    /** Back to an empty database. */
    static void cleanUp(Scratch s, Login direct) {
        s.login = direct;
        s.downgrade("base");
        s.execute("DROP TABLE migrate_history");
        s.execute("DROP TABLE migrate_version");
    }
}
