package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.config.HookSettings;
import dev.migrate.config.ScriptSettings;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionCommandTest {

    @TempDir
    private Path project;

    private final Clock clock = Clock.fixed(Instant.parse("2024-03-01T23:30:00Z"), ZoneOffset.UTC);
    private @Nullable String template;
    private ZoneId zone = ZoneOffset.UTC;

    @BeforeEach
    void write() throws IOException {
        script("2024-01-01_a.sql", "a1", "");
        script("2024-01-02_b.sql", "b1", "a1");
    }

    @Test
    @DisplayName("the script follows the head, and its name and id tell the time in the zone")
    void followsTheHead() throws IOException {
        zone = ZoneId.of("Europe/Helsinki");

        Revision revision =
                revision(List.of(), false, message("Add  e-mail\nto users")).revision();

        assertThat(revision.file()).isEqualTo(migrations().resolve("2024-03-02_add_e_mail_to_users.sql"));
        assertThat(revision.id()).matches("20240302_013000_[0-9a-f]{8}");
        assertThat(Files.readString(revision.file()))
                .startsWith("-- Add e-mail to users\n--\n-- revision: " + revision.id() + "\n-- revises: b1\n")
                .contains("-- created: 2024-03-02T01:30:00+02:00")
                .contains("-- migrate:upgrade", "-- migrate:downgrade");
        assertThat(new ProjectScripts(project, settings()).graph().heads())
                .singleElement()
                .satisfies(head -> assertThat(head.id()).isEqualTo(revision.id()));
    }

    @Test
    @DisplayName("in Java it has a name that a class may have, compiles as it is written, and hides nothing it needs")
    void java() throws IOException {
        var files = new ArrayList<Revision>();
        for (String message :
                List.of("Add e-mail to users", "migration", "override", "2fa", "größer", "x */ y", "日本")) {
            var script = new ScriptWriter.Script(message, null, List.of(), List.of(), null, "java");
            files.add(revision(List.of(), false, script).revision());
        }
        assertThat(files.get(0).file().getFileName()).hasToString("V2024_03_01_add_e_mail_to_users.java");
        assertThat(Files.readString(files.get(0).file()))
                .startsWith("/*\n * Add e-mail to users\n *\n * revision: "
                        + files.get(0).id() + "\n * revises: b1\n")
                .contains("class AddEMailToUsers implements Migration {");
        List<Revision> read = new ProjectScripts(project, settings())
                .graph().ordered().stream()
                        .filter(r -> r.file().toString().endsWith(".java"))
                        .toList();
        assertThat(read).hasSize(7);
        try (var classes =
                dev.migrate.compile.RevisionCompiler.of(project, List::of).compile(read)) {
            assertThat(read).allSatisfy(r -> assertThat(classes.migration(r)).isNotNull());
        }
        template = "java-reversible";
        var script = new ScriptWriter.Script("back again", null, List.of(), List.of(), null, null);
        assertThat(Files.readString(
                        revision(List.of(), false, script).revision().file()))
                .doesNotContain("downgrade");
        script = new ScriptWriter.Script("in sql", null, List.of(), List.of(), null, "sql");
        assertThat(revision(List.of(), false, script).revision().file()).hasFileName("2024-03-01_in_sql.sql");
    }

    @Test
    @DisplayName("the same message twice on a day makes two files")
    void sameName() {
        revision(List.of(), false, message("x"));
        Revision second = revision(List.of(), false, message("x")).revision();

        assertThat(second.file().getFileName()).hasToString("2024-03-01_x_2.sql");
    }

    @Test
    @DisplayName("base starts another history, a label and a dependency stand in the header")
    void base() throws IOException {
        var script = new ScriptWriter.Script("other", "o1", List.of("other"), List.of("b1"), null, null);

        Revision revision = revision(List.of("base"), false, script).revision();

        assertThat(revision.isBase()).isTrue();
        assertThat(Files.readString(revision.file())).contains("-- labels: other\n", "-- depends-on: b1\n");
    }

    @Test
    @DisplayName("a parent that has a child needs splice")
    void splice() throws IOException {
        assertRefused(List.of("a1"), message("x"), "\"a1\" is not a head: it is revised by b1");
        assertThat(revision(List.of("a1"), true, message("x")).revision().parents())
                .containsExactly("a1");
    }

    @Test
    @DisplayName("with several heads one must be named")
    void severalHeads() throws IOException {
        script("2024-01-02_c.sql", "c1", "a1");

        assertRefused(List.of(), message("x"), "2 revisions have no child");
        assertThat(revision(List.of("c1"), false, message("x")).revision().parents())
                .containsExactly("c1");
    }

    @Test
    @DisplayName("an id, a label or a folder that would break the graph is refused before anything is written")
    void brokenGraph() throws IOException {
        assertRefused(List.of(), new ScriptWriter.Script("x", "b1", List.of(), List.of(), null, null), "b1");
        assertRefused(List.of(), new ScriptWriter.Script("x", "a@b", List.of(), List.of(), null, null), "a@b");
        assertRefused(List.of(), new ScriptWriter.Script("x", "c1", List.of("a1"), List.of(), null, null), "a1");
        assertRefused(List.of(), new ScriptWriter.Script("x", null, List.of(), List.of("zz9"), null, null), "zz9");
        assertRefused(
                List.of(), new ScriptWriter.Script("x", null, List.of(), List.of(), "elsewhere", null), "elsewhere");
        assertRefused(List.of(), new ScriptWriter.Script("x", null, List.of(), List.of(), null, "xml"), "xml");
    }

    @Test
    @DisplayName("a template whose text is no revision is refused before anything is written")
    void template() throws IOException {
        Files.writeString(project.resolve("mine.sql"), "-- ${title}\n-- migrate:upgrade\n");
        template = "mine.sql";

        assertRefused(List.of(), message("x"), "the template \"mine.sql\" makes no revision");

        Files.writeString(project.resolve("mine.sql"), "-- ${header}\n\n-- migrate:upgrade\n-- here\n");
        assertThat(Files.readString(
                        revision(List.of(), false, message("x")).revision().file()))
                .contains("-- here");
    }

    @Test
    @DisplayName("a merge joins all heads, or those named, and needs two")
    void merge() throws IOException {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> merge(List.of()))
                .withMessageContaining("\"b1\" is the only one");

        script("2024-01-02_c.sql", "c1", "a1");
        script("2024-01-03_d.sql", "d1", "a1");
        Revision two = merge(List.of("b1", "c1")).revision();
        assertThat(two.parents()).containsExactly("b1", "c1");
        assertThat(two.title()).isEqualTo("merge b1 and c1");

        Revision rest = merge(List.of()).revision();
        assertThat(rest.parents()).containsExactlyInAnyOrder("d1", two.id());
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> merge(List.of("b1", "d1")))
                .withMessageContaining("is not a head");
    }

    private void assertRefused(List<String> heads, ScriptWriter.Script script, String message) throws IOException {
        long before = count();
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> revision(heads, false, script))
                .withMessageContaining(message);
        assertThat(count()).isEqualTo(before);
    }

    private long count() throws IOException {
        try (var files = Files.walk(project)) {
            return files.count();
        }
    }

    private ScriptWriter.Result revision(List<String> heads, boolean splice, ScriptWriter.Script script) {
        var scripts = new ProjectScripts(project, settings());
        return new RevisionCommand(writer(scripts)).run(new RevisionCommand.Request(scripts, heads, splice, script));
    }

    private ScriptWriter.Result merge(List<String> revisions) {
        var scripts = new ProjectScripts(project, settings());
        return new MergeCommand(writer(scripts)).run(new MergeCommand.Request(scripts, revisions, message("")));
    }

    private ScriptWriter writer(ProjectScripts scripts) {
        return new ScriptWriter(scripts, HookSettings.NONE, clock, new ArrayList<String>()::add);
    }

    private static ScriptWriter.Script message(String message) {
        return new ScriptWriter.Script(message, null, List.of(), List.of(), null, null);
    }

    private ScriptSettings settings() {
        return new ScriptSettings(
                List.of(migrations()), "%(year)s-%(month)s-%(day)s_%(slug)s", template, 40, zone, "sql");
    }

    private Path migrations() {
        return project.resolve("src/main/migrations");
    }

    private void script(String name, String id, String parents) throws IOException {
        Files.createDirectories(migrations());
        Files.writeString(
                migrations().resolve(name),
                "-- t\n--\n-- revision: " + id + "\n-- revises: " + parents + "\n\n-- migrate:upgrade\n");
    }
}
