package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks through every script of a plan before the first statement runs, and tells all faults at once. */
public final class ScriptCheck {

    private ScriptCheck() {}

    /**
     * What a look through scripts finds.
     *
     * @param statements how many statements they have
     * @param faults what would keep them from running
     */
    public record Findings(long statements, List<Diagnostic> faults) {}

    /** Looks through both directions of a script as a run would, without one. */
    public static Findings look(Revision revision, DatabaseKind kind, @Nullable Map<String, String> placeholders) {
        SqlScript script;
        try {
            script = SqlScript.of(revision);
        } catch (MigrateException e) {
            return new Findings(0, e.diagnostics());
        }
        Set<Diagnostic> faults = new LinkedHashSet<>();
        long statements = 0;
        for (Direction direction : Direction.values()) {
            try {
                boolean optional = direction == Direction.DOWNGRADE;
                if (optional && script.section(SectionKind.DOWNGRADE, kind).isEmpty()) {
                    continue;
                }
                var step = new Step(revision, direction, List.of());
                statements +=
                        StepScript.read(step, script, kind, placeholders, true).statements();
            } catch (MigrateException e) {
                faults.addAll(e.diagnostics());
            }
        }
        return new Findings(statements, List.copyOf(faults));
    }

    static List<StepScript> read(
            Plan plan, DatabaseKind kind, @Nullable Map<String, String> placeholders, boolean transactions) {
        List<Step> steps = plan.steps();
        StepScript[] scripts = new StepScript[steps.size()];
        MigrateException[] faults = new MigrateException[steps.size()];
        IntStream.range(0, steps.size()).parallel().forEach(i -> {
            try {
                scripts[i] = StepScript.read(steps.get(i), kind, placeholders, transactions);
            } catch (MigrateException e) {
                faults[i] = e;
            }
        });
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (MigrateException fault : faults) {
            if (fault != null) {
                diagnostics.addAll(fault.diagnostics());
            }
        }
        if (!diagnostics.isEmpty()) {
            throw new MigrateException(diagnostics, null);
        }
        return List.of(scripts);
    }
}
