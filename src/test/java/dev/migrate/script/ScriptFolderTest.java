package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.revision.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptFolderTest {

    @TempDir
    private Path temporary;

    private Path project;
    private Path migrations;

    @BeforeEach
    void folders() throws IOException {
        project = Files.createDirectories(temporary.resolve("project"));
        migrations = Files.createDirectories(project.resolve("src/main/migrations"));
    }

    private static void write(Path file, String id) throws IOException {
        Files.createDirectories(file.getParent());
        boolean java = file.toString().endsWith(".java");
        Files.writeString(file, java ? "/* t\n * revision: " + id + "\n */" : "-- t\n-- revision: " + id + "\n");
    }

    private List<String> ids(Path... locations) {
        return ScriptFolder.read(project, List.of(locations)).stream()
                .map(Revision::id)
                .toList();
    }

    @Test
    void scriptsComeByNameThenPath() throws IOException {
        write(migrations.resolve("b/1.sql"), "third");
        write(migrations.resolve("2.java"), "fifth");
        write(migrations.resolve("a/1.sql"), "second");
        write(migrations.resolve("1.SQL"), "first");
        write(migrations.resolve("c/10.sql"), "fourth");
        assertThat(ids(migrations)).containsExactly("first", "second", "third", "fourth", "fifth");
        assertThat(ids(migrations, migrations.resolve("a"), project.resolve("none")))
                .containsExactly("first", "second", "third", "fourth", "fifth");
    }

    @Test
    void othersAreLeftAlone() throws IOException {
        for (String name : List.of(
                "a.txt", "a.sql~", "a.sql.bak", ".a.sql", "#a.sql#", ".git/a.sql", "package-info.java", "a.sql.swp")) {
            write(migrations.resolve(name), "no");
        }
        assertThat(ids(migrations)).isEmpty();
    }

    @Test
    void everyFaultOfEveryFileIsTold() throws IOException {
        write(migrations.resolve("1.sql"), "a b");
        write(migrations.resolve("2.sql"), "ok");
        write(migrations.resolve("3.sql"), "-");
        var thrown = catchThrowableOfType(MigrateException.class, () -> ids(migrations));
        assertThat(thrown.diagnostics())
                .extracting(d -> d.span().file().getFileName().toString())
                .containsExactly("1.sql", "3.sql");
    }

    @Test
    void linksLeadNowhereOutsideTheProject() throws IOException {
        write(temporary.resolve("elsewhere/x.sql"), "x");
        write(project.resolve("other/y.sql"), "y");
        Files.createSymbolicLink(migrations.resolve("y.sql"), project.resolve("other/y.sql"));
        Files.createSymbolicLink(migrations.resolve("folder"), project.resolve("other"));
        Files.createSymbolicLink(migrations.resolve("loop"), migrations);
        assertThat(ids(migrations)).containsExactly("y", "y");
        Path link = Files.createSymbolicLink(migrations.resolve("x.sql"), temporary.resolve("elsewhere/x.sql"));
        assertThat(outside(migrations)).isEqualTo(link);
        Files.delete(link);
        link = Files.createSymbolicLink(migrations.resolve("dir"), temporary.resolve("elsewhere"));
        assertThat(outside(migrations)).isEqualTo(link);
        Path location = Files.createSymbolicLink(project.resolve("linked"), temporary.resolve("elsewhere"));
        assertThat(outside(location)).isEqualTo(location);
    }

    private Path outside(Path location) {
        var told = catchThrowableOfType(MigrateException.class, () -> ids(location))
                .diagnostics()
                .get(0);
        assertThat(told.code()).isEqualTo("script/outside-project");
        return told.span().file();
    }

    @Test
    void aFolderConfiguredOutsideIsRead() throws IOException {
        write(temporary.resolve("shared/x.sql"), "x");
        assertThat(ids(Path.of("../shared"))).containsExactly("x");
    }

    @Test
    void theOrderIsTheSameWhateverTheThreads() throws IOException {
        for (int i = 0; i < 500; i++) {
            write(migrations.resolve("d" + i % 7 + "/" + String.format("%04d.sql", i)), "r" + i);
        }
        assertThat(ids(migrations))
                .isEqualTo(IntStream.range(0, 500).mapToObj(i -> "r" + i).toList());
    }
}
