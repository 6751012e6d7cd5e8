package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Several files change together")
class FileChangesTest {

    @TempDir
    private Path folder;

    private Path one;
    private Path two;
    private Path three;

    @BeforeEach
    void files() throws IOException {
        one = Files.writeString(folder.resolve("one.sql"), "1");
        two = Files.writeString(folder.resolve("two.sql"), "2");
        three = folder.resolve("sub/three.sql");
    }

    private FileChanges changes() {
        return fill(new FileChanges(folder));
    }

    private FileChanges fill(FileChanges changes) {
        return changes.replace(one, bytes("1"), bytes("one"))
                .delete(two, bytes("2"))
                .create(three, bytes("three"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Everything below the folder, hidden files too. */
    private Map<String, String> there() throws IOException {
        var found = new TreeMap<String, String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return found;
    }

    private static String code(FileChanges changes) {
        return catchThrowableOfType(MigrateException.class, changes::apply)
                .diagnostics()
                .get(0)
                .code();
    }

    @Test
    @DisplayName("with their permissions, and leave nothing behind")
    void all() throws IOException {
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr--r-x"));
        changes().apply();
        assertThat(there()).isEqualTo(Map.of("one.sql", "one", "sub/three.sql", "three"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rwxr--r-x");
        Path usual = Files.writeString(folder.resolve("usual"), "");
        assertThat(Files.getPosixFilePermissions(three)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    @DisplayName("or not at all, whichever of them fails")
    void none() throws IOException {
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr--r-x"));
        Files.setPosixFilePermissions(two, PosixFilePermissions.fromString("rw-------"));
        var time = Files.getLastModifiedTime(one);
        for (Path last : List.of(one, two, three)) {
            FileChanges failing = fill(new FileChanges(folder, file -> {
                if (file.equals(last)) {
                    throw new IllegalStateException("stop");
                }
            }));
            assertThatThrownBy(failing::apply).hasMessage("stop");
            assertThat(there()).isEqualTo(Map.of("one.sql", "1", "two.sql", "2"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rwxr--r-x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(two)))
                    .isEqualTo("rw-------");
            assertThat(Files.getLastModifiedTime(one).toMillis()).isEqualTo(time.toMillis());
        }
    }

    @Test
    @DisplayName("unless somebody else was at one of them meanwhile, whose words stay")
    void meanwhile() throws IOException {
        FileChanges late = fill(new FileChanges(folder, file -> {
            if (file.equals(two)) {
                write(two, "mine");
            }
        }));
        assertThat(code(late)).isEqualTo("script/changed-meanwhile");
        assertThat(there()).isEqualTo(Map.of("one.sql", "1", "two.sql", "mine"));

        assertThat(code(changes())).isEqualTo("script/changed-meanwhile");
        Files.delete(two);
        assertThat(code(changes())).isEqualTo("script/changed-meanwhile");
        write(two, "2");
        FileChanges taken = fill(new FileChanges(folder, file -> {
            if (file.equals(three)) {
                write(three, "mine");
            }
        }));
        assertThat(code(taken)).isEqualTo("script/exists");
        assertThat(there()).isEqualTo(Map.of("one.sql", "1", "sub/three.sql", "mine", "two.sql", "2"));
    }

    @Test
    @DisplayName("but for links and files that are read-only, which stop all of them")
    void refused() throws IOException {
        Files.setPosixFilePermissions(two, PosixFilePermissions.fromString("r--r--r--"));
        assertThat(code(changes())).isEqualTo("script/read-only");
        Files.delete(two);
        write(folder.resolve("real"), "2");
        Files.createSymbolicLink(two, folder.resolve("real"));
        assertThat(code(changes())).isEqualTo("script/link");
        assertThat(there()).containsEntry("one.sql", "1").doesNotContainKey("sub/three.sql");
        assertThat(Files.isSymbolicLink(two)).isTrue();
    }

    @Test
    @DisplayName("and a folder that cannot be made is told before anything changes")
    void noFolder() throws IOException {
        write(folder.resolve("sub"), "a file");
        assertThat(code(changes())).isEqualTo("script/not-changed");
        assertThat(there()).isEqualTo(Map.of("one.sql", "1", "sub", "a file", "two.sql", "2"));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
