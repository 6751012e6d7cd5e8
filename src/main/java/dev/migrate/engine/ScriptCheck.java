package dev.migrate.engine;

import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks through every script of a plan before the first statement runs, and tells all faults at once. */
final class ScriptCheck {

    private ScriptCheck() {}

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
