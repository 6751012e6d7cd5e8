package dev.migrate.mojo;

import dev.migrate.command.CheckCommand;
import dev.migrate.command.Goal;
import dev.migrate.command.TestCommand;
import dev.migrate.command.TestedRevision;
import dev.migrate.command.Workspace;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.report.Json;
import dev.migrate.report.JunitReport;
import dev.migrate.report.OutputFile;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Style;
import dev.migrate.report.TracePrinter;
import dev.migrate.trace.TraceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Runs every revision up, down and up again on a scratch database, and fails where a downgrade does not lead back. Example: {@code mvn migrate:test
 * -Dmigrate.range=current:head}.
 */
@Mojo(name = "test", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class TestMojo extends MigrateMojo {

    /** A project without a model is tested all the same. */
    private static final Set<String> NO_MODEL = Set.of("model/no-entities", "model/not-compiled");

    /**
     * Which revisions: {@code from:to}, both included, each end optional; {@code current} is where the database of the environment stands. All of
     * them without it. Example: {@code -Dmigrate.range=current:head}.
     */
    @Parameter(property = "migrate.range")
    private @Nullable String range;

    /**
     * What the revisions must lead to: {@code schema}, {@code jpa} or the name of an environment. Without it schema.sql where there is one, else the
     * entities, else nothing. Example: {@code -Dmigrate.model=jpa}.
     */
    @Parameter(property = "migrate.model")
    private @Nullable String model;

    /** The one target of an environment with several; all without it. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    /**
     * The report that build servers read, relative to the project; {@code target/migrate/TEST-migrations.<environment>.xml} without it. Example:
     * {@code -Dmigrate.outputFile=target/surefire-reports/TEST-migrations.xml}.
     */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    /**
     * Whether to measure what each statement really does, on its first way up and on its way down: locks, rewritten tables, rows, time; on MySQL and
     * MariaDB the algorithm. Written to {@code target/migrate/trace.<environment>.json} too. Example: {@code -Dmigrate.trace}.
     */
    @Parameter(property = "migrate.trace", defaultValue = "false")
    private boolean trace;

    /**
     * A script in SQL with rows that are there before the first of the tested revisions, relative to the project; none without it. Example:
     * {@code -Dmigrate.range=current:head -Dmigrate.seed=src/test/seed.sql}.
     */
    @Parameter(property = "migrate.seed")
    private @Nullable String seed;

    @Override
    void run(Invocation here) {
        Console console = here.console();
        var problems = new ArrayList<Diagnostic>();
        try (var goals = new Goals(here);
                var told = new RunPrinter(console::line, console.style(), false)) {
            new Databases(here, told).each(target, workspace -> {
                String name = workspace.environment().name();
                Goal goal = goal(here, goals, workspace);
                console.line(name + ": up, down and up again on a scratch database");
                var result = new TestCommand()
                        .run(
                                workspace,
                                new TestCommand.Request(
                                        range,
                                        graph -> Lookout.current(here, target, graph),
                                        goal,
                                        trace,
                                        seed == null ? null : here.folder().resolve(seed),
                                        tested -> tell(console, tested)));
                report(here, workspace, goal, result);
                result.revisions().forEach(tested -> problems.addAll(tested.faults()));
                problems.addAll(result.problems());
                console.line(summary(name, result));
                if (result.trace() != null) {
                    write(here, result.trace());
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new MigrateException(problems, null);
        }
    }

    private @Nullable Goal goal(Invocation here, Goals goals, Workspace workspace) {
        try {
            return goals.of(model, workspace.environment());
        } catch (MigrateException e) {
            boolean none = e.diagnostics().stream().allMatch(fault -> NO_MODEL.contains(fault.code()));
            if (model != null || !none) {
                throw e;
            }
            here.console()
                    .line("note: what the revisions lead to is compared with no model: "
                            + e.diagnostics().get(0).message());
            return null;
        }
    }

    private static void tell(Console console, TestedRevision tested) {
        String outcome =
                switch (tested.outcome()) {
                    case PASSED -> "ok    ";
                    case FAILED -> "FAILED";
                    case NOT_REACHED -> "-     ";
                };
        List<String> rest = new ArrayList<>();
        tested.ways().forEach(way -> rest.add(way.way() + " " + RunPrinter.display(way.took())));
        rest.addAll(tested.notes());
        console.line("  " + outcome + " " + tested.revision().id() + "  "
                + tested.revision().title() + (rest.isEmpty() ? "" : " (" + String.join(", ", rest) + ")"));
        traceLines(tested, console.style()).forEach(line -> console.line("    " + line));
    }

    private static List<String> traceLines(TestedRevision tested, Style style) {
        var printer = new TracePrinter(style);
        return tested.traces().stream()
                .flatMap(one -> printer.lines(one).stream())
                .toList();
    }

    private static void write(Invocation here, TraceFile traced) {
        here.console().lines(TracePrinter.legend(traced.revisions()));
        String file = TraceFile.name(traced.environment());
        new OutputFile(here.folder(), file).write(out -> new Json().write(traced, out));
        here.console().line("wrote " + file);
    }

    private static String summary(String name, TestCommand.Result result) {
        Duration took = result.revisions().stream().map(TestedRevision::took).reduce(Duration.ZERO, Duration::plus);
        List<String> parts = new ArrayList<>();
        for (TestedRevision.Outcome outcome : TestedRevision.Outcome.values()) {
            long count = result.revisions().stream()
                    .filter(tested -> tested.outcome() == outcome)
                    .count();
            if (count > 0) {
                parts.add(count + " "
                        + switch (outcome) {
                            case PASSED -> "passed";
                            case FAILED -> "failed";
                            case NOT_REACHED -> "not reached";
                        });
            }
        }
        return name + ": "
                + (parts.isEmpty()
                        ? "there is no revision to test"
                        : String.join(", ", parts) + " in " + RunPrinter.display(took));
    }

    private void report(Invocation here, Workspace workspace, @Nullable Goal goal, TestCommand.Result result) {
        String name = workspace.environment().name();
        List<JunitReport.Case> cases = new ArrayList<>();
        for (TestedRevision tested : result.revisions()) {
            cases.add(new JunitReport.Case(
                    tested.revision().id() + " " + tested.revision().title(),
                    Revisions.file(here, tested.revision()),
                    tested.took(),
                    tested.faults(),
                    tested.outcome() == TestedRevision.Outcome.NOT_REACHED ? String.join(", ", tested.notes()) : null,
                    traceLines(tested, Style.PLAIN)));
        }
        cases.add(new JunitReport.Case("one head", null, Duration.ZERO, of(result, "graph/two-heads"), null));
        if (goal != null) {
            cases.add(new JunitReport.Case(
                    "the revisions lead to " + goal.title(),
                    null,
                    Duration.ZERO,
                    of(result, CheckCommand.DIFFERS),
                    result.compared() ? null : "a test before it failed"));
        }
        String file =
                outputFile == null ? "target/migrate/TEST-migrations." + name.replace('/', '.') + ".xml" : outputFile;
        new OutputFile(here.folder(), file)
                .write(out -> new JunitReport(here.folder()).write("migrations." + name, cases, out));
    }

    private static List<Diagnostic> of(TestCommand.Result result, String code) {
        return result.problems().stream()
                .filter(problem -> problem.code().equals(code))
                .collect(Collectors.toList());
    }
}
