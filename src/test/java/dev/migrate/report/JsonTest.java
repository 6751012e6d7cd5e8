package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonTest {

    record Run(int tookMs, @Nullable String note, List<String> ids, Map<String, Integer> counts) {}

    @Test
    @DisplayName("components in order and in snake case, maps sorted, nothing left out, line feeds alone")
    void format() {
        String json = new Json().write(new Run(3, null, List.of("a", "b"), Map.of("z", 1, "a", 2)));

        assertThat(json).isEqualTo("""
            {
              "took_ms": 3,
              "note": null,
              "ids": [
                "a",
                "b"
              ],
              "counts": {
                "a": 2,
                "z": 1
              }
            }
            """);
    }
}
