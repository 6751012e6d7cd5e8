package dev.migrate.mojo;

import dev.migrate.command.MoveCommand;
import dev.migrate.command.Workspace;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.plan.Plan;
import dev.migrate.report.PlanPrinter;
import dev.migrate.report.RunPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that works on the databases of an environment, one after the other, and tells what happens. */
abstract class DatabaseMojo extends MigrateMojo {

    /** Longer SQL is only written to its file. */
    private static final long MOST_PRINTED_BYTES = 200_000;

    /**
     * The one target of an environment with {@code [targets.NAME]}; without it every target's turn comes, in the order of the file.
     * Example: {@code -Dmigrate.target=eu}.
     */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    final void run(Invocation here) {
        Console console = here.console();
        try (Told told = new Told(console)) {
            new Databases(here, told).each(target, connects(), workspace -> {
                told.environment = workspace.environment().name();
                on(workspace, here, told);
            });
        }
    }

    /** Whether the goal asks databases at all. */
    boolean connects() {
        return true;
    }

    /** Does the goal's work on one database. */
    abstract void on(Workspace workspace, Invocation here, RunPrinter told);

    /** How the steps are to go, from the two switches. */
    static MoveCommand.Mode mode(boolean sql, boolean dryRun) {
        if (sql && dryRun) {
            throw Diagnostic.error(
                            "parameter/sql-and-dry-run",
                            "sql works without a database and dryRun looks at one: not both")
                    .help("leave one of -Dmigrate.sql and -Dmigrate.dryRun out")
                    .toException();
        }
        return sql ? MoveCommand.Mode.SQL : dryRun ? MoveCommand.Mode.DRY_RUN : MoveCommand.Mode.RUN;
    }

    /** Tells how a run ended, and leaves where the database stands for later plugins. */
    static void summary(Invocation here, Workspace workspace, MoveCommand.Result result) {
        here.publish(String.join(",", result.position().rows()), String.join(",", result.heads()), result.pending());
        Console console = here.console();
        Path file = result.file();
        if (file != null) {
            printSql(console, file);
            String name = file.startsWith(here.folder())
                    ? here.folder().relativize(file).toString()
                    : file.toString();
            int steps = result.plan().steps().size();
            console.line(steps + (steps == 1 ? " revision, " : " revisions, ")
                    + result.plan().from().display() + " -> "
                    + result.plan().to().display() + ": written to " + name + "; nothing has been run");
        } else if (!result.plan().isEmpty()) {
            Duration total = result.took().stream().reduce(Duration.ZERO, Duration::plus);
            console.line(
                    workspace.environment().name() + ": " + count(result.plan()) + " in " + RunPrinter.display(total)
                            + "; the database stands at " + result.position().display()
                            + (result.pending() == 0 ? "" : ", " + result.pending() + " pending"));
        }
    }

    private static String count(Plan plan) {
        String what = plan.direction().word().equals("upgrade") ? "upgraded" : "downgraded";
        return plan.steps().size() + (plan.steps().size() == 1 ? " revision " : " revisions ") + what;
    }

    static void printSql(Console console, Path file) {
        try {
            if (Files.size(file) <= MOST_PRINTED_BYTES) {
                console.raw(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the plan as soon as it is known, then whatever the run tells. */
    private static final class Told extends RunPrinter {
        private final Console console;
        private String environment = "";

        Told(Console console) {
            super(console::line, console.style(), console.isTerminal());
            this.console = console;
        }

        @Override
        public void planned(Plan plan) {
            console.lines(new PlanPrinter(console.style()).lines(environment, plan));
        }
    }
}
