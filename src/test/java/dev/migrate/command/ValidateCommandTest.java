package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.config.ScriptSettings;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

    @TempDir
    private Path project;

    @Test
    @DisplayName("counts what it read")
    void counts() throws IOException {
        script("a", "", "-- migrate:upgrade\nSELECT 1;\nSELECT ';';\n-- migrate:downgrade\nSELECT 2;\n");

        var result = validate(DatabaseKind.SQLITE);

        assertThat(result.problems()).isEmpty();
        assertThat(result.statements()).isEqualTo(3);
    }

    @Test
    @DisplayName("a fault of every script is told, not of the first alone")
    void all() throws IOException {
        script("a", "", "-- migrate:upgrade\nSELECT 'x;\n");
        script("b", "a", "-- migrate:upgrade\nSELECT 1;\n-- migrate:downgrade\nSELECT /* x;\n");
        script("c", "a", "-- migrate:upgrade\n");

        assertThat(validate(DatabaseKind.POSTGRESQL).problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("graph/two-heads"))
                .anySatisfy(problem -> assertPlace(problem, "a.sql", 7))
                .anySatisfy(problem -> assertPlace(problem, "b.sql", 9));
    }

    @Test
    @DisplayName("the rules are those of the environment's database")
    void rules() throws IOException {
        script("a", "", "-- migrate:upgrade\nSELECT $$ ' $$;\n");

        assertThat(validate(DatabaseKind.POSTGRESQL).problems()).isEmpty();
        assertThat(validate(DatabaseKind.SQLITE).problems()).hasSize(1);
    }

    @Test
    @DisplayName("a script without an upgrade for the database cannot be run there")
    void noUpgrade() throws IOException {
        script("a", "", "-- migrate:upgrade dialect=postgresql\nSELECT 1;\n");

        assertThat(validate(DatabaseKind.POSTGRESQL).problems()).isEmpty();
        assertThat(validate(DatabaseKind.SQLITE).problems()).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .isEqualTo("revision \"a\" has no upgrade section for SQLite"));
    }

    @Test
    @DisplayName("what a run would refuse is refused here too")
    void transactions() throws IOException {
        script("a", "", "-- migrate:upgrade\nCREATE INDEX CONCURRENTLY i ON t (n);\n-- migrate:downgrade\nCOMMIT;\n");

        assertThat(validate(DatabaseKind.POSTGRESQL).problems())
                .extracting(Diagnostic::code)
                .containsExactly("script/needs-no-transaction", "script/transaction-control");
    }

    @Test
    @DisplayName("the data of COPY are passed over")
    void copy() throws IOException {
        script("a", "", "-- migrate:upgrade\nCOPY t FROM stdin;\n1\tit's\n\\.\nSELECT 1;\n");

        var result = validate(DatabaseKind.POSTGRESQL);

        assertThat(result.problems()).isEmpty();
        assertThat(result.statements()).isEqualTo(2);
    }

    private static void assertPlace(Diagnostic problem, String file, int line) {
        assertThat(problem.span()).isNotNull();
        assertThat(problem.span().file().getFileName()).hasToString(file);
        assertThat(problem.span().line()).isEqualTo(line);
    }

    @Test
    @DisplayName("a placeholder without a value is told at its place, where placeholders are read")
    void placeholders() throws IOException {
        script("a", "", "-- migrate:upgrade\nSELECT ${given};\nSELECT ${other};\n");

        assertThat(validate(DatabaseKind.SQLITE, null).problems()).isEmpty();
        assertThat(validate(DatabaseKind.SQLITE, Map.of("given", "1")).problems())
                .singleElement()
                .satisfies(problem -> assertPlace(problem, "a.sql", 8));
    }

    private ValidateCommand.Result validate(DatabaseKind kind) {
        return validate(kind, null);
    }

    private ValidateCommand.Result validate(DatabaseKind kind, @Nullable Map<String, String> placeholders) {
        var settings = new ScriptSettings(List.of(project), "%(slug)s", null, 40, ZoneOffset.UTC, "sql");
        return new ValidateCommand()
                .run(new ValidateCommand.Request(new ProjectScripts(project, settings), Set.of(kind), placeholders));
    }

    private void script(String id, String parents, String body) throws IOException {
        Files.writeString(
                project.resolve(id + ".sql"),
                "-- t\n--\n-- revision: " + id + "\n-- revises: " + parents + "\n\n" + body);
    }
}
