package dev.migrate.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command in an advice")
class TypedCommandTest {

    @Test
    @DisplayName("names the environment that was asked for, once, and only where a database is asked")
    void environment() {
        var typed = new TypedCommand("migrate", "prod");

        assertThat(typed.in("to go back: mvn migrate:downgrade -Dmigrate.to=a1"))
                .isEqualTo("to go back: mvn migrate:downgrade -Dmigrate.env=prod -Dmigrate.to=a1");
        assertThat(typed.in("mvn migrate:config -Dmigrate.env=other shows it"))
                .isEqualTo("mvn migrate:config -Dmigrate.env=other shows it");
        assertThat(typed.in("mvn migrate:init writes both")).isEqualTo("mvn migrate:init writes both");
    }

    @Test
    @DisplayName("is called by the coordinates where no POM declares the plugin")
    void coordinates() {
        assertThat(new TypedCommand("g:a:1", null).in("mvn migrate:current and mvn migrate:history show it"))
                .isEqualTo("mvn g:a:1:current and mvn g:a:1:history show it");
    }
}
