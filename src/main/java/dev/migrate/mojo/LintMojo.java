package dev.migrate.mojo;

import dev.migrate.command.LintCommand;
import dev.migrate.command.LintFix;
import dev.migrate.command.Workspace;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Nearest;
import dev.migrate.diagnostic.Severity;
import dev.migrate.lint.Finding;
import dev.migrate.lint.Rule;
import dev.migrate.lint.RuleFacts;
import dev.migrate.lint.rule.Rules;
import dev.migrate.report.DiagnosticFormatter;
import dev.migrate.report.GithubAnnotations;
import dev.migrate.report.Json;
import dev.migrate.report.OutputFile;
import dev.migrate.report.ProblemSummary;
import dev.migrate.report.RunPrinter;
import dev.migrate.report.Sarif;
import dev.migrate.report.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Reviews the pending revisions for what they would do to a database that is in use: locks, tables written anew, lost rows, and code that breaks while it
 * runs; each finding with the safe way as SQL. Example: {@code mvn migrate:lint -Denv=prod -Dmigrate.failOn=warning}.
 */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
public final class LintMojo extends MigrateMojo {

    private static final String TEXT = "text";
    private static final String JSON = "json";
    private static final String SARIF = "sarif";
    private static final String GITHUB = "github";
    private static final List<String> FORMATS = List.of(TEXT, JSON, SARIF, GITHUB);
    private static final String NEVER = "never";
    private static final List<String> FAIL_ON = List.of(Severity.ERROR.word(), Severity.WARNING.word(), NEVER);

    /**
     * Which revisions: {@code from:to}, both included, each end optional; {@code current} is where the database of the environment stands. Without it those
     * that the database lacks, and where no database is asked all of them, each by itself. Example: {@code -Dmigrate.range=current:head}.
     */
    @Parameter(property = "migrate.range")
    private @Nullable String range;

    /**
     * Whether the database is asked for what it lacks, its version and the sizes of its tables; {@code false} where a build has no way to it. Example:
     * {@code -Dmigrate.database=false}.
     */
    @Parameter(property = "migrate.database", defaultValue = "true")
    private boolean database;

    /**
     * How bad a finding must be for the build to fail: {@code error}, {@code warning} or {@code never}; what {@code lint.fail_on} of the environment says
     * without it, else {@code error}. Example: {@code -Dmigrate.failOn=warning}.
     */
    @Parameter(property = "migrate.failOn")
    private @Nullable String failOn;

    /**
     * How the findings are written: {@code text} for people, {@code json} for programs, {@code sarif} for code scanners, {@code github} as annotations.
     * Example: {@code -Dmigrate.format=sarif}.
     */
    @Parameter(property = "migrate.format", defaultValue = TEXT)
    private String format;

    /**
     * The file for the findings, relative to the project; {@code target/migrate/lint.<format>} without it. Example:
     * {@code -Dmigrate.outputFile=target/lint.sarif}.
     */
    @Parameter(property = "migrate.outputFile")
    private @Nullable String outputFile;

    /**
     * Writes the safe forms into the scripts of pending revisions, where they are known: the difference is shown first, and a terminal is asked. What needs a
     * revision of its own gets one. Example: {@code -Dmigrate.fix}.
     */
    @Parameter(property = "migrate.fix", defaultValue = "false")
    private boolean fix;

    /** The one target of an environment with several; all without it. Example: {@code -Dmigrate.target=eu}. */
    @Parameter(property = "migrate.target")
    private @Nullable String target;

    @Override
    void prepare(Console console) {
        known("format", "parameter/format", format, FORMATS);
        if (failOn != null) {
            known("failOn", "parameter/fail-on", failOn, FAIL_ON);
        }
        if (!format.equals(TEXT) && !format.equals(SARIF) && outputFile == null) {
            console.leaveStandardOutput();
        }
    }

    private static void known(String name, String code, String given, List<String> words) {
        if (!words.contains(given)) {
            var told = Diagnostic.error(code, name + " is \"" + given + "\", and knows " + String.join(", ", words));
            throw Nearest.of(given, words)
                    .map(near -> told.help("did you mean -Dmigrate." + name + "=" + near + "?"))
                    .orElse(told.help("-Dmigrate." + name + "=" + words.get(0)))
                    .toException();
        }
    }

    @Override
    void run(Invocation here) throws IOException {
        Console console = here.console();
        if (fix) {
            fix(here);
        }
        var results = new ArrayList<LintCommand.Result>();
        var stopping = new ArrayList<Finding>();
        new Databases(here, new RunPrinter(console::line, console.style(), false)).each(target, workspace -> {
            LintCommand.Result result = result(workspace);
            results.add(result);
            String limit = failOn == null ? workspace.environment().lint().failOn() : failOn;
            result.findings().stream().filter(f -> f.stops(limit)).forEach(stopping::add);
            if (!format.equals(JSON) && !format.equals(GITHUB)) {
                console.diagnostics(
                        here.folder(),
                        result.findings().stream().map(Finding::diagnostic).toList());
            }
            console.line(summary(result));
        });
        write(here, results);
        if (!stopping.isEmpty()) {
            throw failure(stopping, results);
        }
    }

    private LintCommand.Result result(Workspace workspace) {
        try {
            return new LintCommand().run(workspace, new LintCommand.Request(range, database));
        } catch (MigrateException e) {
            // A project whose url is set on the build server alone is reviewed without a database.
            if (database && e.diagnostics().get(0).code().equals("config/no-url")) {
                return new LintCommand().run(workspace, new LintCommand.Request(range, false));
            }
            throw e.diagnostics().get(0).code().equals("config/unset-variable")
                    ? e.diagnostics()
                            .get(0)
                            .note("-Dmigrate.database=false reviews the scripts without the database")
                            .toException()
                    : e;
        }
    }

    /** Every database is asked first: what one of them has stays as it is. */
    private void fix(Invocation here) {
        Console console = here.console();
        var results = new ArrayList<LintCommand.Result>();
        new Databases(here, new RunPrinter(console::line, console.style(), false))
                .each(target, workspace -> results.add(result(workspace)));
        LintFix changes = LintFix.of(Revisions.scripts(here), Clock.systemUTC(), results);
        console.diagnostics(here.folder(), changes.left());
        if (changes.diff().isEmpty()) {
            console.line("nothing to fix");
            return;
        }
        console.lines(changes.diff());
        if (console.isTerminal() && !agreed(changes.files())) {
            console.line("nothing has been changed");
            return;
        }
        changes.apply();
        console.line(count(changes.files(), "file") + " written; \"mvn migrate:test\" runs them up, down and up again");
    }

    private static boolean agreed(int files) {
        java.io.Console terminal = System.console();
        String answer = terminal == null ? "y" : terminal.readLine("write %s? [y/n] ", count(files, "file"));
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private static MigrateException failure(List<Finding> stopping, List<LintCommand.Result> results) {
        String rules = String.join(
                ", ",
                stopping.stream().map(f -> f.rule().id()).distinct().sorted().toList());
        Diagnostic told = Diagnostic.error(
                "lint/findings", count(stopping.size(), "finding") + " (" + rules + ") must not go into production");
        long fixable = results.stream().mapToLong(r -> r.fixes().size()).sum();
        return (fixable == 0 ? told : told.note("-Dmigrate.fix writes the safe form of " + count(fixable, "statement")))
                .help("write the safe form; or before the statement: -- lint:allow "
                        + stopping.get(0).rule().id() + " why it does no harm here")
                .toException();
    }

    private static String summary(LintCommand.Result result) {
        String where = result.environment() + " (" + result.kind().displayName()
                + (result.server() == null ? ", no database asked" : " " + result.server()) + ")";
        if (result.reviewed().isEmpty()) {
            return where + ": nothing is pending, nothing to review";
        }
        String read =
                count(result.reviewed().size(), "revision") + ", " + count(result.statements(), "statement") + ": ";
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (result.count(severity) > 0) {
                counts.add(count(result.count(severity), severity.word()));
            }
        }
        return where + ": " + read + (counts.isEmpty() ? "nothing found" : String.join(", ", counts));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void write(Invocation here, List<LintCommand.Result> results) throws IOException {
        String name = outputFile == null ? "target/migrate/lint." + format : outputFile;
        var file = new OutputFile(here.folder(), name);
        List<Finding> findings =
                results.stream().flatMap(r -> r.findings().stream()).toList();
        switch (format) {
            case JSON -> {
                List<Review> json =
                        results.stream().map(r -> Review.of(r, here.folder())).toList();
                file.write(out -> new Json().write(json, out));
                if (outputFile == null) {
                    here.console().raw(out -> new Json().write(json, out));
                }
            }
            case SARIF -> {
                List<RuleFacts> rules = Rules.all().stream().map(Rule::facts).toList();
                Object log = new Sarif(checkout(here.folder()), here.plugin().getVersion()).of(rules, findings);
                file.write(out -> new Json().write(log, out));
            }
            case GITHUB -> {
                var annotations = new GithubAnnotations(checkout(here.folder()));
                List<String> lines = findings.stream()
                        .map(f -> annotations.format(f.diagnostic()))
                        .toList();
                file.write(lines);
                if (outputFile == null) {
                    here.console().raw(out -> out.write(lines.isEmpty() ? "" : String.join("\n", lines) + "\n"));
                }
            }
            default -> {
                List<String> lines = new ArrayList<>(new DiagnosticFormatter(here.folder(), Style.PLAIN)
                        .format(findings.stream().map(Finding::diagnostic).toList()));
                results.forEach(result -> lines.add(summary(result)));
                file.write(lines);
            }
        }
        here.console().line("wrote " + name);
    }

    /** The root of the checkout, to which code scanners and annotations name files relative. */
    private static Path checkout(Path folder) {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return folder;
    }

    private record Found(String rule, String name, String revision, ProblemSummary problem) {}

    private record Review(
            String environment,
            String database,
            @Nullable String version,
            boolean together,
            List<String> revisions,
            int statements,
            long errors,
            long warnings,
            long notes,
            List<Found> findings) {

        static Review of(LintCommand.Result result, Path project) {
            return new Review(
                    result.environment(),
                    result.kind().id(),
                    result.server(),
                    result.together(),
                    result.reviewed().stream().map(r -> r.id()).toList(),
                    result.statements(),
                    result.count(Severity.ERROR),
                    result.count(Severity.WARNING),
                    result.count(Severity.NOTE),
                    result.findings().stream()
                            .map(f -> new Found(
                                    f.rule().id(),
                                    f.rule().name(),
                                    f.revision(),
                                    ProblemSummary.of(f.diagnostic(), project)))
                            .toList());
        }
    }
}
