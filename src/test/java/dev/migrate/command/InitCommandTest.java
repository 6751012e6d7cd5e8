package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.config.Environment;
import dev.migrate.config.EnvironmentChoice;
import dev.migrate.config.EnvironmentLoader;
import dev.migrate.config.EnvironmentRequest;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.sql.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InitCommandTest {

    @TempDir
    private Path project;

    private final InitCommand init =
            new InitCommand(Clock.fixed(Instant.parse("2024-01-15T10:30:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @MethodSource("templates")
    @DisplayName("what is written can be read: every environment, and a script that validates")
    void readable(InitTemplate template) {
        var result = init.run(new InitCommand.Request(project, template.name()));

        assertThat(result.files()).allMatch(InitCommand.Written::written);
        for (String name : new String[] {"dev", "staging", "prod"}) {
            Environment environment = environment(name);
            assertThat(environment.isProtected()).isEqualTo(name.equals("prod"));
            var first = environment.targets().isEmpty()
                    ? environment
                    : environment.targets().get(0);
            assertThat(first.kind().id()).isEqualTo(name.equals("dev") ? "sqlite" : template.dialect());
        }
        var scripts = new ProjectScripts(project, environment("dev").scripts());
        var validated = new ValidateCommand().run(new ValidateCommand.Request(scripts, Set.of(DatabaseKind.values())));
        assertThat(validated.problems()).isEmpty();
        assertThat(validated.statements()).isPositive();
    }

    static Stream<InitTemplate> templates() {
        return InitTemplate.ALL.stream();
    }

    @Test
    @DisplayName("a second time nothing is written")
    void twice() {
        init.run(new InitCommand.Request(project, "generic"));

        assertThat(init.run(new InitCommand.Request(project, "mysql")).files())
                .isNotEmpty()
                .noneMatch(InitCommand.Written::written);
    }

    @Test
    @DisplayName("an environment in another format, and a project's own scripts, are left alone")
    void existing() throws IOException {
        Files.createDirectories(project.resolve("environments"));
        Files.writeString(project.resolve("environments/dev.yaml"), "url: jdbc:sqlite:mine.db\n");
        Files.createDirectories(project.resolve("src/main/migrations"));
        Files.writeString(project.resolve("src/main/migrations/mine.sql"), "-- mine\n-- revision: m\n");

        init.run(new InitCommand.Request(project, "generic"));

        assertThat(project.resolve("environments/dev.toml")).doesNotExist();
        assertThat(project.resolve("environments/prod.toml")).exists();
        assertThat(project.resolve("src/main/migrations")).isDirectoryContaining("glob:**/mine.sql");
        try (var files = Files.list(project.resolve("src/main/migrations"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    @DisplayName("an unknown template is told with the nearest one")
    void unknown() {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> init.run(new InitCommand.Request(project, "mysq")))
                .satisfies(e -> assertThat(e.diagnostics().get(0).help()).contains("-Dmigrate.template=mysql"));
        assertThat(project).isEmptyDirectory();
    }

    private Environment environment(String name) {
        return new EnvironmentLoader().load(EnvironmentRequest.of(project, EnvironmentChoice.named(name, "test")));
    }
}
