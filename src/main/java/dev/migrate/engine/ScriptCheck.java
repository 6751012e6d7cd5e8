package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import dev.migrate.compile.RevisionCompiler;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialect;
import dev.migrate.dialect.Dialects;
import dev.migrate.plan.Direction;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Step;
import dev.migrate.revision.Revision;
import dev.migrate.script.JavaScript;
import dev.migrate.script.SectionKind;
import dev.migrate.script.SqlScript;
import dev.migrate.sql.DatabaseKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /**
     * What scripts are looked through with, where there is no run.
     *
     * @param kinds the databases whose rules hold
     * @param dialects the dialects at hand
     * @param placeholders values for scripts; null where placeholders are off
     * @param compiler compiles those in Java
     */
    public record Look(
            Collection<DatabaseKind> kinds,
            Dialects dialects,
            @Nullable Map<String, String> placeholders,
            RevisionCompiler compiler) {}

    /** Looks through both directions of every script as a run would, without one. */
    public static Findings look(List<Revision> revisions, Look look) {
        List<Diagnostic> faults = new ArrayList<>();
        long statements = 0;
        try (RevisionClasses classes = classes(revisions, look.compiler(), faults)) {
            for (Revision revision : revisions) {
                if (JavaScript.isJava(revision.file()) && classes == null) {
                    continue;
                }
                for (DatabaseKind kind : look.kinds()) {
                    Findings found = look(revision, kind, look, classes);
                    statements += found.statements();
                    found.faults().stream().filter(f -> !faults.contains(f)).forEach(faults::add);
                }
            }
        }
        return new Findings(statements, List.copyOf(faults));
    }

    private static @Nullable RevisionClasses classes(
            List<Revision> revisions, RevisionCompiler compiler, List<Diagnostic> faults) {
        try {
            return classes(revisions, compiler);
        } catch (MigrateException e) {
            faults.addAll(e.diagnostics());
            return null;
        }
    }

    private static @Nullable RevisionClasses classes(List<Revision> revisions, RevisionCompiler compiler) {
        List<Revision> java =
                revisions.stream().filter(r -> JavaScript.isJava(r.file())).toList();
        return java.isEmpty() ? null : compiler.compile(java);
    }

    private static Findings look(
            Revision revision, DatabaseKind kind, Look look, @Nullable RevisionClasses classes) {
        List<Diagnostic> faults = new ArrayList<>();
        long statements = 0;
        for (Direction direction : Direction.values()) {
            try {
                Step step = new Step(revision, direction, List.of());
                if (JavaScript.isJava(revision.file())) {
                    Dialect dialect = look.dialects().of(kind);
                    statements += JavaStep.read(step, dialect, required(classes), true, false)
                            .statements();
                } else if (direction == Direction.UPGRADE
                        || SqlScript.of(revision)
                                .section(SectionKind.DOWNGRADE, kind)
                                .isPresent()) {
                    statements += SqlStep.read(step, kind, look.placeholders(), true)
                            .statements();
                }
            } catch (MigrateException e) {
                e.diagnostics().stream().filter(d -> !faults.contains(d)).forEach(faults::add);
            }
        }
        return new Findings(statements, faults);
    }

    private static RevisionClasses required(@Nullable RevisionClasses classes) {
        if (classes == null) {
            throw new IllegalStateException("a script in Java was not compiled");
        }
        return classes;
    }

    /** The scripts of a plan that runs on a database. */
    static PlanScripts read(Plan plan, DatabaseKind kind, RunContext context, boolean transactions) {
        return read(plan, kind, context, transactions, true);
    }

    /** The scripts of a plan that is written without one. */
    static PlanScripts offline(Plan plan, DatabaseKind kind, RunContext context, boolean transactions) {
        return read(plan, kind, context, transactions, false);
    }

    private static PlanScripts read(
            Plan plan, DatabaseKind kind, RunContext context, boolean transactions, boolean connected) {
        List<Step> steps = plan.steps();
        RevisionClasses classes = classes(steps.stream().map(Step::revision).toList(), context.compiler());
        StepScript[] scripts = new StepScript[steps.size()];
        MigrateException[] faults = new MigrateException[steps.size()];
        IntStream.range(0, steps.size()).parallel().forEach(i -> {
            try {
                Step step = steps.get(i);
                if (!JavaScript.isJava(step.revision().file())) {
                    scripts[i] = SqlStep.read(step, kind, context.placeholders(), transactions);
                }
            } catch (MigrateException e) {
                faults[i] = e;
            }
        });
        // The authors' code is called in the order of the plan, one after the other.
        for (int i = 0; i < scripts.length; i++) {
            if (scripts[i] == null && faults[i] == null) {
                try {
                    JavaStep java = JavaStep.read(
                            steps.get(i),
                            context.dialects().of(kind),
                            required(classes),
                            transactions,
                            context.placeholders() != null);
                    if (!connected) {
                        java.requireOffline();
                    }
                    scripts[i] = java;
                } catch (MigrateException e) {
                    faults[i] = e;
                }
            }
        }
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (MigrateException fault : faults) {
            if (fault != null) {
                diagnostics.addAll(fault.diagnostics());
            }
        }
        if (!diagnostics.isEmpty()) {
            if (classes != null) {
                classes.close();
            }
            // -e shows where an author's own exception comes from.
            Throwable cause = null;
            for (MigrateException fault : faults) {
                cause = cause == null && fault != null ? fault.getCause() : cause;
            }
            throw new MigrateException(diagnostics, cause);
        }
        return new PlanScripts(List.of(scripts), classes);
    }
}
