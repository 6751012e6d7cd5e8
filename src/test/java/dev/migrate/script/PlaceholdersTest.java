package dev.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private static final Path FILE = Path.of("a.sql");
    private static final Map<String, String> VALUES = Map.of("schema", "app", "a.b-c", "$1\\", "empty", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no placeholder | no placeholder",
                "${schema}.users | app.users",
                "x${schema}${schema}y | xappappy",
                "${a.b-c} | $1\\",
                "[${empty}] | []",
                "$${schema} | ${schema}",
                "$$${schema} | $${schema}",
                "$ {schema} $schema $1 | $ {schema} $schema $1",
                "DO $$ x $$ | DO $$ x $$",
            })
    void namesBecomeValues(String text, String filled) {
        assertThat(Placeholders.apply(text, VALUES, FILE, 1, 1)).isEqualTo(filled);
    }

    @Test
    void offLeavesEverything() {
        assertThat(Placeholders.apply("${schema} $${x}", null, FILE, 1, 1)).isEqualTo("${schema} $${x}");
    }

    @Test
    void anUnknownNameIsToldWithItsPlace() {
        Diagnostic told = fault("SELECT ${schem}", 7, 3);
        assertThat(told.code()).isEqualTo("script/unknown-placeholder");
        assertThat(told.span().line()).isEqualTo(7);
        assertThat(told.span().column()).isEqualTo(10);
        assertThat(told.span().length()).isEqualTo(8);
        assertThat(told.help()).isEqualTo("did you mean \"${schema}\"?");
        Diagnostic second = fault("SELECT\n  ${other}", 7, 3);
        assertThat(second.span().line()).isEqualTo(8);
        assertThat(second.span().column()).isEqualTo(3);
        assertThat(second.help()).contains("-Dmigrate.placeholders.other=");
        assertThat(second.toString()).doesNotContain("app");
    }

    @Test
    void anOpenOneIsToldWithItsPlace() {
        for (String text : new String[] {"a ${schema", "a ${}", "a ${two words}"}) {
            Diagnostic told = fault(text, 1, 1);
            assertThat(told.code()).isEqualTo("script/placeholder");
            assertThat(told.span().column()).isEqualTo(3);
        }
    }

    private static Diagnostic fault(String text, int line, int column) {
        return catchThrowableOfType(MigrateException.class, () -> Placeholders.apply(text, VALUES, FILE, line, column))
                .diagnostics()
                .get(0);
    }
}
