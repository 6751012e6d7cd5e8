package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("makes the folders above it, and leaves nothing else behind")
    void folders() throws IOException {
        Path written = new OutputFile(folder, "a/b/c.sql").write(List.of("x", "y"));

        assertThat(Files.readString(written)).isEqualTo("x\ny\n");
        assertThat(names(folder.resolve("a/b"))).containsExactly("c.sql");
    }

    @Test
    @DisplayName("a content that fails half-way leaves the old file as it was")
    void whole() throws IOException {
        var file = new OutputFile(folder, "c.sql");
        file.write("old");

        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> file.write(out -> {
                    out.write("half");
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("No space left on device");
        assertThat(Files.readString(file.path())).isEqualTo("old");
        assertThat(names(folder)).containsExactly("c.sql");
    }

    @Test
    @DisplayName("a link that leads out of the project is refused, for a file and for a folder above it")
    @DisabledOnOs(OS.WINDOWS)
    void links() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(project.resolve("out"), elsewhere);
        Files.createSymbolicLink(project.resolve("f.sql"), elsewhere.resolve("f.sql"));

        assertRefused(new OutputFile(project, "out/x.sql"));
        assertRefused(new OutputFile(project, "out/deeper/x.sql"));
        Files.writeString(elsewhere.resolve("f.sql"), "theirs");
        assertRefused(new OutputFile(project, "f.sql"));
        assertThat(names(elsewhere)).containsExactly("f.sql");
        assertThat(elsewhere.resolve("f.sql")).hasContent("theirs");
    }

    @Test
    @DisplayName("a link within the project, and a path that plainly names another folder, are the user's will")
    @DisabledOnOs(OS.WINDOWS)
    void wanted() throws IOException {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createDirectory(project.resolve("real"));
        Files.createSymbolicLink(project.resolve("link"), project.resolve("real"));

        new OutputFile(project, "link/x.sql").write("x");
        new OutputFile(project, "../beside.sql").write("y");

        assertThat(project.resolve("real/x.sql")).hasContent("x");
        assertThat(folder.resolve("beside.sql")).hasContent("y");
    }

    @Test
    @DisplayName("create never touches what is there")
    void create() {
        var file = new OutputFile(folder, "c.sql");

        assertThat(file.create("first")).isTrue();
        assertThat(file.create("second")).isFalse();
        assertThat(file.path()).hasContent("first");
    }

    @Test
    @DisplayName("a folder in the way is told, not replaced")
    void inTheWay() throws IOException {
        Files.createDirectories(folder.resolve("c.sql/inside"));

        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> new OutputFile(folder, "c.sql").write("x"))
                .withMessageContaining("could not be written");
        assertThat(folder.resolve("c.sql/inside")).isDirectory();
        assertThat(names(folder)).containsExactly("c.sql");
    }

    @Test
    @DisplayName("a full disk is told")
    @EnabledIf("hasFullDevice")
    void fullDisk() {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> new OutputFile(folder, "c.sql").write(out -> {
                    try (var full = Files.newBufferedWriter(Path.of("/dev/full"))) {
                        full.write("x");
                    }
                }))
                .withMessageContaining("could not be written");
        assertThat(folder).isEmptyDirectory();
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    private static void assertRefused(OutputFile file) {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> file.write("x"))
                .withMessageContaining("leads out of the project by a symbolic link");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
