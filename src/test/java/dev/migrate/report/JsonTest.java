package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.AbstractList;
import java.util.ArrayList;
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

    @Test
    @DisplayName("piece by piece into a writer it is the same text, and a list need not be there as a whole")
    void writer() throws IOException {
        var asked = new ArrayList<Integer>();
        var list = new AbstractList<Run>() {
            @Override
            public Run get(int index) {
                asked.add(index);
                return new Run(index, null, List.of(), Map.of());
            }

            @Override
            public int size() {
                return 3;
            }
        };
        var out = new StringWriter();

        new Json().write(list, out);

        assertThat(asked).containsExactly(0, 1, 2);
        assertThat(out).hasToString(new Json().write(List.copyOf(list)));
    }
}
