package dev.migrate.lint.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.sql.DatabaseKind;
import dev.migrate.sql.SqlScanner;
import dev.migrate.sql.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A revision taken apart")
class StagesTest {

    private static List<Statement> statements(String sql) {
        SqlScanner scanner = new SqlScanner(DatabaseKind.POSTGRESQL, sql, Path.of("a.sql"));
        List<Statement> all = new ArrayList<>();
        for (Statement s = scanner.next(); s != null; s = scanner.next()) {
            all.add(s);
        }
        return all;
    }

    /** CREATE INDEX gets CONCURRENTLY; all else stays. */
    private static Stages stages(boolean transactional, String sql) {
        Stages stages = new Stages(DatabaseKind.POSTGRESQL, transactional);
        for (Statement s : statements(sql)) {
            if (s.startsWith("CREATE", "INDEX")) {
                String name = s.keywords().get(2).toLowerCase(java.util.Locale.ROOT);
                stages.replace(
                        s,
                        new Fix(
                                "1",
                                Set.of("P113"),
                                s,
                                List.of(s.text().replace("INDEX", "INDEX CONCURRENTLY")),
                                "DROP INDEX CONCURRENTLY " + name,
                                true));
            } else {
                stages.keep(s);
            }
        }
        return stages;
    }

    private static List<String> shown(Stages stages) {
        return stages.stages().stream()
                .map(stage -> (stage.transactional() ? "" : "apart: ")
                        + String.join(" ", stage.upgrade()).replaceAll("\\s+", " ").strip() + " | "
                        + String.join(" ", stage.downgrade()).replaceAll("\\s+", " ").strip())
                .toList();
    }

    @Test
    void whatIsAboutSomethingElsePassesAndWhatIsAboutTheSameStaysBehind() {
        Stages stages = stages(
                true,
                "ALTER TABLE a ADD COLUMN x int; CREATE INDEX i ON a (x); ALTER TABLE b ADD COLUMN y int;"
                        + " CREATE INDEX j ON b (y); COMMENT ON INDEX i IS 'i'; CREATE TABLE c (id int REFERENCES a);");
        assertThat(shown(stages))
                .containsExactly(
                        "ALTER TABLE a ADD COLUMN x int; ALTER TABLE b ADD COLUMN y int; | ",
                        "apart: CREATE INDEX CONCURRENTLY i ON a (x); CREATE INDEX CONCURRENTLY j ON b (y); | ",
                        "COMMENT ON INDEX i IS 'i'; CREATE TABLE c (id int REFERENCES a); | ");
    }

    @Test
    void theDowngradeGoesWhereWhatItTakesBackIs() {
        Stages stages = stages(true, "ALTER TABLE a ADD COLUMN x int; CREATE INDEX i ON a (x); CREATE INDEX j ON a (x, y);");
        assertThat(stages.downgrade(statements("DROP INDEX \"j\"; ALTER TABLE a DROP x;"))).isEmpty();
        assertThat(shown(stages))
                .containsExactly(
                        "ALTER TABLE a ADD COLUMN x int; | ALTER TABLE a DROP x;",
                        "apart: CREATE INDEX CONCURRENTLY i ON a (x); CREATE INDEX CONCURRENTLY j ON a (x, y); |"
                                + " DROP INDEX CONCURRENTLY i; DROP INDEX \"j\";");
        assertThat(stages.stages().get(1).downgradesInTransaction()).isFalse();
    }

    @Test
    void aStatementOfTheDowngradeWhoseTurnNobodyKnowsIsTold() {
        Stages stages = stages(true, "ALTER TABLE a ADD COLUMN x int; CREATE INDEX i ON a (x);");
        Optional<Statement> lost = stages.downgrade(statements("DROP INDEX i; DELETE FROM a; ALTER TABLE a DROP x;"));
        assertThat(lost.map(Statement::text)).contains("DELETE FROM a");
        Stages both = stages(true, "ALTER TABLE a ADD x int; CREATE INDEX i ON a (x); ALTER TABLE a ADD z int;");
        assertThat(both.downgrade(statements("ALTER TABLE a DROP x, DROP z;"))).isPresent();
    }

    @Test
    void aRevisionThatStaysOneKeepsItsDowngrade() {
        Stages alone = stages(true, "-- for the login\nCREATE INDEX i ON a (x);");
        assertThat(alone.downgrade(statements("SELECT 1; DROP TABLE a;"))).isEmpty();
        assertThat(shown(alone))
                .containsExactly("apart: -- for the login CREATE INDEX CONCURRENTLY i ON a (x); | SELECT 1; DROP TABLE a;");
        Stages outside = stages(false, "ALTER TABLE a ADD x int; CREATE INDEX i ON a (x); SELECT 1;");
        assertThat(shown(outside)).hasSize(1);
    }
}
