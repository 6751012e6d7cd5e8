package dev.migrate.alembic;

import dev.migrate.diagnostic.MigrateException;
import dev.migrate.plan.Plan;
import dev.migrate.plan.Planner;
import dev.migrate.plan.Position;
import dev.migrate.revision.Revision;
import dev.migrate.revision.RevisionGraph;
import dev.migrate.revision.TargetResolver;
import java.util.List;
import java.util.stream.Stream;

/**
 * One question, with what both sides answered.
 *
 * @param graph the graph
 * @param at the version table before
 * @param command what was typed
 * @param ours what the plugin answers
 * @param theirs what Alembic did
 */
record Case(RevisionGraph graph, List<String> at, Command command, Answer ours, Answer theirs) {

    boolean agrees() {
        return ours.agrees(theirs);
    }

    boolean verb(Command.Verb verb) {
        return command.verb() == verb;
    }

    boolean targetMatches(String pattern) {
        return command.target().matches(pattern);
    }

    /** What the plugin answers; for a downgrade, alone or with what depends on it on other branches. */
    static Answer ours(RevisionGraph graph, List<String> at, Command command, boolean dependents) {
        var planner = new Planner(graph);
        Position from = Position.of(at);
        try {
            return switch (command.verb()) {
                case UPGRADE -> moved(planner.upgrade(from, command.target()), "+");
                case DOWNGRADE -> moved(planner.downgrade(from, command.target(), dependents), "-");
                case STAMP ->
                    Answer.moved(
                            planner.stamp(from, command.target(), command.purge())
                                    .to()
                                    .rows(),
                            List.of());
                case SHOW -> Answer.listed(at, ids(new TargetResolver(graph).revisions(command.target())));
                case HISTORY -> Answer.listed(at, ids(new TargetResolver(graph).range(command.target())));
            };
        } catch (MigrateException refused) {
            var first = refused.diagnostics().get(0);
            return Answer.refused(first.code() + ": " + first.message(), at);
        }
    }

    Answer oursWithDependents() {
        return ours(graph, at, command, true);
    }

    /** What Alembic did, had it left out the rows that other rows imply. */
    Answer theirsWithoutImpliedRows() {
        List<Revision> rows = theirs.rows().stream()
                .flatMap(row -> graph.find(row).stream())
                .toList();
        List<Revision> needed = rows.stream()
                .flatMap(row -> Stream.concat(graph.parents(row).stream(), graph.dependencies(row).stream()))
                .toList();
        List<Revision> ends = graph.setOf(rows).minus(graph.behind(needed)).oldestFirst();
        return new Answer(
                theirs.error(), ids(ends).stream().sorted().toList(), theirs.ran(), theirs.listed(), theirs.warnings());
    }

    private static Answer moved(Plan plan, String sign) {
        return Answer.moved(
                plan.to().rows(),
                plan.steps().stream()
                        .map(step -> sign + step.revision().id())
                        .toList());
    }

    private static List<String> ids(List<Revision> revisions) {
        return revisions.stream().map(Revision::id).toList();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (Revision revision : graph.ordered()) {
            text.append("\n    \"").append(revision.id());
            part(text, " < ", revision.parents());
            part(text, " & ", revision.dependsOn());
            part(text, " # ", revision.labels());
            text.append("\",");
        }
        return "%s%n  at %s: %s%n  ours:   %s%n  theirs: %s".formatted(text, at, command, ours, theirs);
    }

    private static void part(StringBuilder text, String mark, List<String> words) {
        if (!words.isEmpty()) {
            text.append(mark).append(String.join(" ", words));
        }
    }
}
