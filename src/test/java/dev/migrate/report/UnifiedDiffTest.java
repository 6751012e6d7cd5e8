package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference of two texts")
class UnifiedDiffTest {

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
    }

    @Test
    void isEmptyWhereNothingDiffers() {
        assertThat(UnifiedDiff.of("a", "x\ny\n", "x\ny\n")).isEmpty();
    }

    @Test
    void ofANewFileIsAllOfIt() {
        assertThat(UnifiedDiff.of("a", "", "x\ny\n"))
                .containsExactly("--- /dev/null", "+++ a", "@@ -0,0 +1,2 @@", "+x", "+y");
    }

    @Test
    void hasThreeLinesAroundEachChange() {
        String before = numbers(1, 30);
        String after = numbers(1, 9) + "ten\n" + numbers(11, 25) + numbers(27, 30) + "end\n";
        assertThat(UnifiedDiff.of("a", before, after))
                .containsExactlyElementsOf(List.of(
                        "--- a", "+++ a", "@@ -7,7 +7,7 @@", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13",
                        "@@ -23,8 +23,8 @@", " 23", " 24", " 25", "-26", " 27", " 28", " 29", " 30", "+end"));
    }
}
