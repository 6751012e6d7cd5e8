package dev.migrate.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KEYS =
            List.of("revision", "revises", "created", "labels", "depends-on", "replaces", "to");

    @ParameterizedTest
    @CsvSource({
        "revison, revision",
        "Revises, revises",
        "label, labels",
        "lables, labels",
        "depends_on, depends-on",
        "dependson, depends-on",
        "replace, replaces",
        "tp, to",
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.of(typed, KEYS)).contains(meant);
    }

    @Test
    void findsNothingFarAway() {
        assertThat(Nearest.of("password", KEYS)).isEmpty();
        assertThat(Nearest.of("", KEYS)).isEmpty();
        assertThat(Nearest.of("x", List.of())).isEmpty();
        assertThat(Nearest.of("x", List.of("y"))).isEmpty();
    }

    @Test
    void theFirstOfEquallyCloseOnesWins() {
        assertThat(Nearest.of("bat", List.of("cat", "hat"))).contains("cat");
        assertThat(Nearest.of("hat", List.of("cat", "hat"))).contains("hat");
    }
}
