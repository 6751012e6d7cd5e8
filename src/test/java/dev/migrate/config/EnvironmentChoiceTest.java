package dev.migrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrate.diagnostic.MigrateException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentChoiceTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        env=prod,        ,     ,        ,      ,        prod,    -P env=prod
        ?env=prod,       ,     ,        ,      ,        prod,    -P env=prod
        +env=prod,       ,     ,        ,      ,        prod,    -P env=prod
        other|env=prod,  ,     ,        ,      ,        prod,    -P env=prod
        env=prod|?env=prod, ,  ,        ,      ,        prod,    -P env=prod
        env=prod,        prod, ,        ,      ,        prod,    -P env=prod
        env=prod,        ,     staging, qa,    it,      prod,    -P env=prod
        ,                prod, staging, qa,    it,      prod,    -Dmigrate.env
        prod,            ,     staging, qa,    it,      staging, property migrate.env
        ,                ,     '',      qa,    it,      qa,      MIGRATE_ENV
        ,                ,     ,        '',    it,      it,      pom.xml <env>
        ,                ,     ,        ,      '',      dev,     default
        environment=prod,,     ,        ,      ,        dev,     default
        """)
    void theFirstThatIsGivenChooses(
            @Nullable String profiles,
            @Nullable String typed,
            @Nullable String project,
            @Nullable String variable,
            @Nullable String pom,
            String name,
            String origin) {
        List<String> ids = profiles == null ? List.of() : List.of(profiles.split("\\|"));
        var choice = EnvironmentChoice.of(ids, typed, project, variable, pom);
        assertThat(choice.name()).isEqualTo(name);
        assertThat(choice.origin().description()).isEqualTo(origin);
        assertThat(choice.explicit()).isEqualTo(!origin.equals("default"));
    }

    @Test
    void twoProfilesAreNamedInTheSameOrderWhateverMavenSays() {
        for (var ids : List.of(List.of("env=prod", "env=dev"), List.of("env=dev", "?env=prod"))) {
            assertThatThrownBy(() -> EnvironmentChoice.of(ids, null, null, null, null))
                    .isInstanceOf(MigrateException.class)
                    .hasMessage("\"-P env=dev\" and \"-P env=prod\" choose two environments at once");
        }
    }

    @Test
    void aProfileAndAPropertyMustNotDisagree() {
        assertThatThrownBy(() -> EnvironmentChoice.of(List.of("env=prod"), "dev", null, null, null))
                .isInstanceOf(MigrateException.class)
                .hasMessage("\"-P env=prod\" and \"-Dmigrate.env=dev\" choose two environments at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../prod",
                "a/b",
                "a\\b",
                ".hidden",
                "-x",
                "a..b",
                "prod.",
                "prod\n",
                "defaults",
                "a b",
                "ä"
            })
    void aNameMustBeFitToBeAFilesName(String name) {
        assertThatThrownBy(() -> EnvironmentChoice.of(List.of(), name, null, null, null))
                .isInstanceOf(MigrateException.class)
                .hasMessageContaining("is no name for an environment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "eu-1", "eu_1", "v1.2", "PROD", "9"})
    void ordinaryNamesAreTaken(String name) {
        assertThat(EnvironmentChoice.of(List.of(), name, null, null, null).name())
                .isEqualTo(name);
    }
}
