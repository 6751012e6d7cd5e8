package dev.migrate.engine;

import dev.migrate.compile.RevisionClasses;
import dev.migrate.compile.RevisionCompiler;
import dev.migrate.diagnostic.Diagnostic;
import dev.migrate.diagnostic.MigrateException;
import dev.migrate.dialect.Dialects;
import dev.migrate.dialect.KnownTables;
import dev.migrate.dialect.LiveCatalog;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks through every script of a plan before the first statement runs, and tells all faults at once. */
public final class ScriptCheck {

    private static final String NO_REVERSE = "operation/no-reverse";

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
        Set<Diagnostic> faults = new LinkedHashSet<>();
        long statements = 0;
        List<Findings> ofSql = revisions.parallelStream()
                .filter(revision -> !JavaScript.isJava(revision.file()))
                .map(revision -> sql(revision, look))
                .toList();
        for (Findings found : ofSql) {
            faults.addAll(found.faults());
            statements += found.statements();
        }
        try (RevisionClasses classes = classes(revisions, look.compiler())) {
            for (Revision revision : revisions) {
                if (classes != null && JavaScript.isJava(revision.file())) {
                    statements += java(revision, look, classes, faults);
                }
            }
        } catch (MigrateException e) {
            faults.addAll(e.diagnostics());
        }
        return new Findings(statements, List.copyOf(faults));
    }

    private static @Nullable RevisionClasses classes(List<Revision> revisions, RevisionCompiler compiler) {
        List<Revision> java =
                revisions.stream().filter(r -> JavaScript.isJava(r.file())).toList();
        return java.isEmpty() ? null : compiler.compile(java);
    }

    private static Findings sql(Revision revision, Look look) {
        SqlScript script;
        try {
            script = SqlScript.of(revision);
        } catch (MigrateException e) {
            return new Findings(0, e.diagnostics());
        }
        Set<Diagnostic> faults = new LinkedHashSet<>();
        long statements = 0;
        for (DatabaseKind kind : look.kinds()) {
            for (Direction direction : Direction.values()) {
                try {
                    if (direction == Direction.UPGRADE
                            || script.section(SectionKind.DOWNGRADE, kind).isPresent()) {
                        Step step = new Step(revision, direction, List.of());
                        statements += SqlStep.read(step, script, kind, look.placeholders(), true)
                                .statements();
                    }
                } catch (MigrateException e) {
                    faults.addAll(e.diagnostics());
                }
            }
        }
        return new Findings(statements, List.copyOf(faults));
    }

    private static long java(Revision revision, Look look, RevisionClasses classes, Set<Diagnostic> faults) {
        long statements = 0;
        for (DatabaseKind kind : look.kinds()) {
            for (Direction direction : Direction.values()) {
                try {
                    Step step = new Step(revision, direction, List.of());
                    statements += JavaStep.read(step, look.dialects().of(kind), classes, true, false)
                            .statements();
                } catch (MigrateException e) {
                    // An upgrade that nothing takes back is as good as a script in SQL without a downgrade.
                    e.diagnostics().stream()
                            .filter(d ->
                                    direction == Direction.UPGRADE || !d.code().equals(NO_REVERSE))
                            .forEach(faults::add);
                }
            }
        }
        return statements;
    }

    /** What is written and not run: an operation may still need to know a table: one that a step before it made is known from that. */
    private static void offline(
            @Nullable StepScript[] scripts,
            @Nullable MigrateException[] faults,
            DatabaseKind kind,
            LiveCatalog before) {
        KnownTables tables = new KnownTables(kind, before);
        for (int i = 0; i < scripts.length; i++) {
            try {
                if (scripts[i] instanceof JavaStep java) {
                    scripts[i] = java.offline(tables);
                } else if (scripts[i] != null) {
                    scripts[i].<RuntimeException>each(Way.OFFLINE, (s, identity) -> tables.apply(s.text()));
                }
            } catch (MigrateException e) {
                faults[i] = e;
            }
        }
    }

    private static RevisionClasses required(@Nullable RevisionClasses classes) {
        if (classes == null) {
            throw new IllegalStateException("a script in Java was not compiled");
        }
        return classes;
    }

    /** The scripts of a plan that runs on a database. */
    static PlanScripts read(Plan plan, DatabaseKind kind, RunContext context, boolean transactions) {
        return read(plan, kind, context, transactions, null);
    }

    /** The scripts of a plan that is written, for a database with these tables where they are known. */
    static PlanScripts offline(
            Plan plan, DatabaseKind kind, RunContext context, boolean transactions, LiveCatalog before) {
        return read(plan, kind, context, transactions, before);
    }

    private static PlanScripts read(
            Plan plan, DatabaseKind kind, RunContext context, boolean transactions, @Nullable LiveCatalog before) {
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
                    scripts[i] = JavaStep.read(
                            steps.get(i),
                            context.dialects().of(kind),
                            required(classes),
                            transactions,
                            context.placeholders() != null);
                } catch (MigrateException e) {
                    faults[i] = e;
                }
            }
        }
        if (before != null && classes != null) {
            offline(scripts, faults, kind, before);
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
