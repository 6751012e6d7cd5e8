package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.diagnostic.MigrateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PostWriteHooksTest {

    @TempDir
    private Path project;

    private Path script;
    private final List<String> printed = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        script = Files.writeString(project.resolve("new script.sql"), "x");
    }

    @Test
    @DisplayName("the path is put where {file} stands, else at the end; the output is passed on")
    void path() {
        run("sh -c 'echo one $0' {file}", "sh -c 'echo two $0'");

        assertThat(printed).containsExactly("one " + script, "two " + script);
    }

    @Test
    @DisplayName("a command runs in the project's folder, and waits for no input")
    void folder() {
        run("sh -c 'cat; pwd'");

        assertThat(printed)
                .singleElement()
                .satisfies(line -> assertThat(Path.of(line).toRealPath()).isEqualTo(project.toRealPath()));
    }

    @Test
    @DisplayName("one that fails is told with its output; the script stays, later ones do not run")
    void failure() {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> run("sh -c 'echo bad style; exit 3'", "sh -c 'echo later'"))
                .withMessageContaining("it ended with 3")
                .satisfies(e -> assertThat(e.diagnostics().get(0).notes()).contains("its output:\nbad style"));
        assertThat(script).exists();
        assertThat(printed).isEmpty();
    }

    @Test
    @DisplayName("one that does not exist is told")
    void missing() {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> run("no-such-command-anywhere"))
                .withMessageContaining("could not be started");
    }

    private void run(String... commands) {
        new PostWriteHooks(project, List.of(commands), printed::add).run(script);
    }
}
