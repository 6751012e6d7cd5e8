package dev.migrate.command;

import dev.migrate.config.DatabaseName;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.diagnostic.Severity;
import dev.migrate.diagnostic.SourceSpan;
import dev.migrate.engine.Run;
import dev.migrate.lint.Finding;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.report.ProjectPaths;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;

/** Reviews what an upgrade of a protected environment is about to run, before it runs. */
final class LintGate {

    private LintGate() {}

    /**
     * Reviews.
     *
     * @throws MigrateException where something found must not go into production; what destroys data has been confirmed by then
     */
    static void pass(Workspace workspace, RevisionGraph graph, Plan plan, Run run, MoveCommand.Request request) {
        if (!request.review()) {
            Confirmation.check(workspace.environment(), request.confirm(), "an upgrade without the review");
            return;
        }
        String failOn = workspace.environment().lint().failOn();
        boolean confirmed = Confirmation.isGiven(workspace.environment(), request.confirm());
        List<Finding> findings = review(workspace, graph, plan, run);
        List<Diagnostic> stopping = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.stops(failOn) && !(confirmed && finding.rule().id().startsWith("D"))) {
                stopping.add(finding.diagnostic());
            } else {
                tell(workspace, finding.diagnostic());
            }
        }
        if (stopping.isEmpty()) {
            return;
        }
        DatabaseName name = DatabaseName.of(workspace.environment().name());
        stopping.add(Diagnostic.error(
                        "lint/refused",
                        "\"" + workspace.environment().name() + "\" is protected, and the review stops "
                                + (stopping.size() == 1 ? "1 statement" : stopping.size() + " statements"))
                .note("nothing has been changed")
                .help("write the safe form, or -- lint:allow RULE reason before the statement; to run it all the same:"
                        + " mvn migrate:upgrade" + name.environmentOption() + " -Dmigrate.lint=off"
                        + " -Dmigrate.confirm=" + name.environment()));
        throw new MigrateException(stopping, null);
    }

    /** Tells what the review would say, and stops nothing. */
    static void tell(Workspace workspace, RevisionGraph graph, Plan plan, Run run) {
        review(workspace, graph, plan, run).forEach(finding -> tell(workspace, finding.diagnostic()));
    }

    private static List<Finding> review(Workspace workspace, RevisionGraph graph, Plan plan, Run run) {
        return new LintCommand()
                .pending(
                        workspace,
                        graph,
                        plan.steps().stream().map(Step::revision).toList(),
                        run)
                .findings();
    }

    private static void tell(Workspace workspace, Diagnostic found) {
        if (found.severity() == Severity.NOTE) {
            return;
        }
        SourceSpan span = found.span();
        String place = "";
        if (span != null) {
            place = " (" + new ProjectPaths(workspace.project()).name(span.file()) + ":" + span.line() + ")";
        }
        workspace.listener().note(found.severity().word() + "[" + found.code() + "]: " + found.message() + place);
    }
}
