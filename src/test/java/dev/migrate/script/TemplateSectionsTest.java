package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Statements in a template")
class TemplateSectionsTest {

    private static final NewRevision REVISION = new NewRevision(
            "aaaa1",
            "add bio",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Instant.parse("2026-11-23T10:00:00Z").atZone(ZoneOffset.UTC));

    private static String text(String name, String body, String extension) {
        return new ScriptTemplate(name, "", extension, body)
                .text(REVISION, new ScriptBody("UP ${x} 1;\n", "DOWN 2;\n"));
    }

    private static String builtIn(String name, ScriptBody body) {
        return ScriptTemplate.builtIn().stream()
                .filter(template -> template.name().equals(name))
                .findFirst()
                .orElseThrow()
                .text(REVISION, body);
    }

    @Test
    @DisplayName("stand behind its markers")
    void markers() {
        assertThat(text("own", "-- ${header}\n\n-- migrate:upgrade\n\n\n-- migrate:downgrade\n\n", "sql"))
                .endsWith("\n-- migrate:upgrade\nUP ${x} 1;\n\n-- migrate:downgrade\nDOWN 2;\n");
        assertThat(text("own", "-- ${header}\n\n-- migrate:upgrade\nSET x = 1;\n\n-- migrate:verify\nSELECT 1;\n", "sql"))
                .endsWith("\n-- migrate:upgrade\nUP ${x} 1;\n\nSET x = 1;\n\n-- migrate:verify\nSELECT 1;\n");
    }

    @Test
    @DisplayName("stand where its tokens are")
    void tokens() {
        assertThat(text("own", "-- ${header}\n\n-- migrate:upgrade\nSET x;\n${upgrade}\n-- migrate:downgrade\n${downgrade}\n", "sql"))
                .endsWith("-- migrate:upgrade\nSET x;\nUP ${x} 1;\n-- migrate:downgrade\nDOWN 2;\n");
        assertThat(new ScriptTemplate("own", "", "sql", "-- ${header}\n-- migrate:upgrade\n${upgrade}\n").text(REVISION))
                .endsWith("-- migrate:upgrade\n\n");
    }

    @Test
    @DisplayName("say that they run outside a transaction")
    void outside() {
        assertThat(builtIn("sql", new ScriptBody("UP;\n", "DOWN;\n", false, true)))
                .contains("-- migrate:upgrade transaction=false\nUP;\n", "-- migrate:downgrade\nDOWN;\n");
        assertThat(builtIn("sql-nontransactional", new ScriptBody("UP;\n", "DOWN;\n", false, false)))
                .contains("-- migrate:upgrade transaction=false\nUP;\n", "-- migrate:downgrade transaction=false\nDOWN;\n");
    }

    @Test
    @DisplayName("stand in the methods of a class")
    void methods() {
        String text = builtIn("java", new ScriptBody("        op.execute(\"1\");\n", "        op.execute(\"2\");\n"));
        assertThat(text)
                .contains(
                        "    public void upgrade(Operations op) {\n        op.execute(\"1\");\n    }\n",
                        "    public void downgrade(Operations op) {\n        op.execute(\"2\");\n    }\n}\n");
        assertThat(builtIn("java-reversible", new ScriptBody("        op.execute(\"1\");\n", "")))
                .contains("op.execute(\"1\");")
                .doesNotContain("downgrade");
    }

    @Test
    @DisplayName("have a place, or it is said that they have none")
    void nowhere() {
        assertThatThrownBy(() -> text("own", "-- ${header}\n\nSELECT 1;\n", "sql"))
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("no place");
    }
}
