package dev.migrate.command;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.engine.DatabaseState;
import dev.migrate.engine.Run;
import dev.migrate.plan.Planner;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import java.util.ArrayList;
import java.util.List;

/** Compares what a database has applied with the scripts; changes nothing. */
public final class AppliedCommand {

    /** The faults found. */
    public List<Diagnostic> run(Workspace workspace, RevisionGraph graph) {
        try (Run run = workspace.look()) {
            DatabaseState state = run.state();
            AppliedCheck.requireFinished(state, workspace.environment().name());
            var faults = new ArrayList<Diagnostic>();
            List<Revision> applied = new Planner(graph).applied(state.position());
            SlippedIn.find(graph, state, run)
                    .ifPresent(found ->
                            faults.add(found.diagnostic(workspace.environment().name())));
            faults.addAll(AppliedCheck.edited(state, applied));
            return faults;
        }
    }
}
