package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTemplateTest {

    @TempDir
    private Path folder;

    private static NewRevision revision(String title) {
        return new NewRevision(
                "20240115_103000_a1b2c3d4",
                title,
                List.of("a", "b"),
                List.of("accounts"),
                List.of(),
                List.of(),
                ZonedDateTime.parse("2024-01-05T10:30:00.123Z"));
    }

    static List<ScriptTemplate> templates() {
        return ScriptTemplate.builtIn();
    }

    @Test
    void theDefaultIsAsInTheContract() {
        assertThat(ScriptTemplate.of(folder, null, "sql").text(revision("create users")))
                .isEqualTo("""
                    -- create users
                    --
                    -- revision: 20240115_103000_a1b2c3d4
                    -- revises: a, b
                    -- created: 2024-01-05T10:30:00Z
                    -- labels: accounts

                    -- migrate:upgrade


                    -- migrate:downgrade

                    """);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aBackslashInATitleIsNoCharacterOfJava(ScriptTemplate template) {
        String text = template.text(revision("C:\\users, and \\u002a/"));
        assertThat(text)
                .contains(
                        template.extension().equals("java") ? "C:\\ users, and \\ u002a/" : "C:\\users, and \\u002a/");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void whatIsWrittenCanBeRead(ScriptTemplate template) {
        Path file = template.write(folder, "x", template.text(revision("revision: add */ it\nnow")));
        Revision read = Header.read(file);
        assertThat(read.id()).isEqualTo("20240115_103000_a1b2c3d4");
        assertThat(read.title()).isEqualTo("revision - add * / it now");
        assertThat(read.parents()).containsExactly("a", "b");
        assertThat(read.labels()).containsExactly("accounts");
        assertThat(read.created()).isEqualTo("2024-01-05T10:30:00Z");
        if (template.extension().equals("sql")) {
            assertThat(SqlScript.of(read).sections()).isNotEmpty();
        }
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        ScriptTemplate template = ScriptTemplate.of(folder, "sql-minimal", "sql");
        Path below = folder.resolve("new/folder");
        assertThat(template.write(below, "a", "1")).isEqualTo(below.resolve("a.sql"));
        assertThat(template.write(below, "a", "2")).isEqualTo(below.resolve("a_2.sql"));
        assertThat(template.write(below, "a", "3")).isEqualTo(below.resolve("a_3.sql"));
        assertThat(Files.readString(below.resolve("a.sql"))).isEqualTo("1");
    }

    @Test
    void aProjectHasItsOwnTemplates() throws IOException {
        Files.writeString(
                folder.resolve("own.sql"),
                "-- ${title}\r\n-- revision: ${revision}\n\n-- migrate:upgrade\nSELECT '$${x}';\n");
        assertThat(ScriptTemplate.of(folder, "own.sql", "sql").text(revision("t")))
                .isEqualTo("-- t\n-- revision: 20240115_103000_a1b2c3d4\n\n-- migrate:upgrade\nSELECT '${x}';\n");
        Files.writeString(folder.resolve("wrong.sql"), "-- ${titel}");
        assertThat(catchThrowableOfType(MigrateException.class, () -> ScriptTemplate.of(folder, "wrong.sql", "sql")
                                .text(revision("t")))
                        .diagnostics()
                        .get(0)
                        .help())
                .isEqualTo("did you mean \"${title}\"?");
        assertThat(catchThrowableOfType(MigrateException.class, () -> ScriptTemplate.of(folder, "sql-minimum", "sql"))
                        .diagnostics()
                        .get(0)
                        .help())
                .isEqualTo("did you mean \"sql-minimal\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "'Create Users & Posts!', 40, create_users_posts",
        "'Größe für Straße, naïve œuvre', 60, grosse_fur_strasse_naive_oeuvre",
        "'日本', 40, ''",
        "'add a very long description of a change of all tables', 40, add_a_very_long_description_of_a_change",
        "'abcdefghij', 4, abcd",
        "'abc_def', 4, abc",
    })
    void slugsArePlain(String message, int longest, String slug) {
        assertThat(Slug.of(message, longest)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "%(year)d-%(month).2d-%(day).2d_%(slug)s, 2024-01-05_create_users",
        "V%(year)d_%(month).2d_%(day).2d_%(slug)s, V2024_01_05_create_users",
        "%(year)s-%(month)s-%(day)s, 2024-01-05",
        "%(rev)s_%(slug)s, 20240115_103000_a1b2c3d4_create_users",
        "%(month)d%%%(hour)d%(minute).2d%(second).2d, 1%103000",
        "%(epoch)d, 1704450600",
    })
    void namesFollowTheTemplate(String template, String name) {
        assertThat(ScriptName.of(template, revision("create users"), 40)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%(slag)s", "%x", "../%(slug)s", "%(slug)", ".%(slug)s", "%(year)d/%(slug)s"})
    void otherNamesAreRefused(String template) {
        assertThat(catchThrowableOfType(MigrateException.class, () -> ScriptName.of(template, revision("t"), 40))
                        .diagnostics()
                        .get(0)
                        .code())
                .isEqualTo("script/file-template");
    }

    @Test
    void classesAreNamedAfterTheMessage() {
        assertThat(Slug.className("add_user_profile")).isEqualTo("AddUserProfile");
        assertThat(Slug.className("2fa")).isEqualTo("Revision2fa");
        assertThat(Slug.className("")).isEqualTo("Revision");
    }
}
