package dev.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.migrate.diagnostic.MigrateException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {

    @ParameterizedTest
    @MethodSource
    void splitsAsAShellWould(String command, String[] words) {
        assertThat(CommandLine.split(command)).containsExactly(words);
    }

    static Stream<Arguments> splitsAsAShellWould() {
        return Stream.of(
                split("", new String[0]),
                split("  sqlfluff   fix\t{file} ", "sqlfluff", "fix", "{file}"),
                split("sh -c 'a \"b\" $c'", "sh", "-c", "a \"b\" $c"),
                split("x \"a \\\"b\\\" c\" ''", "x", "a \"b\" c", ""),
                split("pre'fix and 'post", "prefix and post"),
                split("a\\ b c", "a b", "c"),
                split("C:\\tools\\fmt.exe x", "C:\\tools\\fmt.exe", "x"));
    }

    private static Arguments split(String command, String... words) {
        return Arguments.of(command, words);
    }

    @Test
    void refusesAnOpenQuote() {
        assertThatExceptionOfType(MigrateException.class)
                .isThrownBy(() -> CommandLine.split("echo 'x"))
                .withMessageContaining("quote that is not closed");
    }
}
