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

    /** Also by a process that is killed between two of them: each content stands in its place or in a hidden file beside it. */
    @Test
    @DisplayName("and lose no content when they do not get to their end")
    void killed() throws Exception {
        for (int at = 0; at < 3; at++) {
            Path place = Files.createDirectories(folder.resolve("killed" + at));
            Files.writeString(place.resolve("one.sql"), "1");
            Files.writeString(place.resolve("two.sql"), "2");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Halting.class.getName(),
                            place.toString(),
                            Integer.toString(at))
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isEqualTo(9);
            folder = place;
            var left = there();
            assertThat(left.values()).as("killed before move %s", at).contains("1", "2", "one", "three");
            // What a goal reads is one or the other as a whole.
            assertThat(left.get("one.sql")).isEqualTo(at > 0 ? "one" : "1");
            assertThat(left.get("two.sql")).isEqualTo(at > 1 ? null : "2");
            assertThat(left).doesNotContainKey("sub/three.sql");
            folder = place.getParent();
        }
    }

    /** Changes the files of a folder, and ends as kill -9 does before one of them. */
    static final class Halting {
        private Halting() {}

        public static void main(String[] args) {
            var test = new FileChangesTest();
            test.folder = Path.of(args[0]);
            test.one = test.folder.resolve("one.sql");
            test.two = test.folder.resolve("two.sql");
            test.three = test.folder.resolve("sub/three.sql");
            int[] moves = {0};
            test.fill(new FileChanges(test.folder, file -> {
                        if (moves[0]++ == Integer.parseInt(args[1])) {
                            Runtime.getRuntime().halt(9);
                        }
                    }))
                    .apply();
        }
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
