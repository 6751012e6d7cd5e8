package dev.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrate.engine.BatchProgress;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Position;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunPrinterTest {

    private final Step step = new Step(
            new Revision(
                    "a1",
                    "add email",
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    Path.of("/p/a.sql"),
                    new Revision.HeaderLines(1, 0, 0, 0, 0)),
            Direction.UPGRADE,
            List.of());

    @Test
    @DisplayName("a line for each revision, with its number and time")
    void lines() {
        var lines = new ArrayList<String>();
        try (var printer = new RunPrinter(lines::add, Style.PLAIN, false)) {
            printer.waiting("pid 7 of ada on build-1", Duration.ofSeconds(5));
            printer.stepStarted(step, 3, 12);
            printer.stepFinished(step, Duration.ofMillis(42));
        }

        assertThat(lines)
                .containsExactly(
                        "waiting for another run to finish: pid 7 of ada on build-1 (5.0 s so far)",
                        "   3/12 + a1  add email (42 ms)");
    }

    @Test
    @DisplayName("a backfill's bar has rows, time left and rate, and room for all of them")
    void backfill() {
        var drawn = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(drawn, true, StandardCharsets.UTF_8));
        try (var printer = new RunPrinter(line -> {}, Style.PLAIN, true)) {
            printer.batch(step, new BatchProgress("big", 20_500, 60_000, 500, Duration.ofMillis(100)));
            printer.batch(step, new BatchProgress("big", 24_000, 60_000, 4_000, Duration.ofSeconds(1)));
        } finally {
            System.setOut(before);
        }

        assertThat(drawn.toString(StandardCharsets.UTF_8).split("\r"))
                .anySatisfy(line -> assertThat(line).contains(" 40% [", "24000/60000 (", "4,000 a second"));
    }

    @Test
    @DisplayName("times are written as people say them")
    void times() {
        assertThat(RunPrinter.display(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(RunPrinter.display(Duration.ofMillis(1999))).isEqualTo("1.9 s");
        assertThat(RunPrinter.display(Duration.ofMillis(59_999))).isEqualTo("59.9 s");
        assertThat(RunPrinter.display(Duration.ofMillis(125_000))).isEqualTo("2 min 05 s");
    }

    @Test
    @DisplayName("a plan says where from and where to, and each revision")
    void plan() {
        var plan = new Plan(Direction.UPGRADE, Position.BASE, Position.of(List.of("a1")), List.of(step));
        var nothing = new Plan(Direction.DOWNGRADE, Position.BASE, Position.BASE, List.of());

        assertThat(new PlanPrinter(Style.PLAIN).lines("dev", plan))
                .containsExactly("upgrade of dev: 1 revision, base -> a1", "  + a1  add email");
        assertThat(new PlanPrinter(Style.PLAIN).lines("dev", nothing))
                .containsExactly("dev: nothing to downgrade, the database stands at base");
    }
}
